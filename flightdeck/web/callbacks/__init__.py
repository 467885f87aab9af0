"""Callbacks besides the router: each module has `register(site)` and stands in this list."""

from collections.abc import Callable

from flightdeck.web.callbacks import (
    action_lists,
    cases,
    filters,
    problem_profile,
    registers,
    search,
    suspect_list,
    work_list,
)
from flightdeck.web.site import Site

REGISTER: tuple[Callable[[Site], None], ...] = (
    filters.register,
    problem_profile.register,
    cases.register,
    registers.register,
    work_list.register,
    action_lists.register,
    search.register,
    suspect_list.register,
)
