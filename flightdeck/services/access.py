"""What each reader may see and do: the one place where that is decided.

Every page, callback, download and command asks here. A role limits depth (figures, cases, suspects, faults
of the data); areas limit breadth. The audience that follows from the role sets the suppression.
"""

from dataclasses import dataclass
from enum import StrEnum

from flightdeck.domain.filters import Filters
from flightdeck.errors import Fault, NotAllowedError
from flightdeck.statistics.suppression import Audience


class Role(StrEnum):
    """The roles a reader can hold."""

    BOARD_MEMBER = "board_member"
    AREA_COMMANDER = "area_commander"
    ANALYST = "analyst"
    RESTRICTED_ANALYST = "restricted_analyst"
    DATA_STEWARD = "data_steward"
    SUPERVISOR = "supervisor"
    PROGRAMME_OFFICER = "programme_officer"


ROLE_TITLES = {
    Role.BOARD_MEMBER: "Board member",
    Role.AREA_COMMANDER: "Area commander",
    Role.ANALYST: "Analyst",
    Role.RESTRICTED_ANALYST: "Restricted analyst",
    Role.DATA_STEWARD: "Data steward",
    Role.SUPERVISOR: "Supervisor",
    Role.PROGRAMME_OFFICER: "Programme officer",
}


OF_AREAS = (Role.AREA_COMMANDER, Role.SUPERVISOR)  # roles that are held for areas, never for the whole force


class Action(StrEnum):
    """The things a reader can ask for."""

    SEE_FIGURES = "see_figures"
    SEE_DEFINITIONS = "see_definitions"
    SEE_CASES = "see_cases"
    SEE_SUSPECTS = "see_suspects"
    SEE_DATA_QUALITY = "see_data_quality"
    SEE_QUARANTINE = "see_quarantine"
    SEE_BENCHMARK = "see_benchmark"
    REFRESH = "refresh"
    SEE_ACTION_LISTS = "see_action_lists"
    RECORD_DECISIONS = "record_decisions"


_EVERYBODY = frozenset(
    (Action.SEE_FIGURES, Action.SEE_DEFINITIONS, Action.SEE_DATA_QUALITY, Action.SEE_BENCHMARK)
)
_MAY: dict[Role, frozenset[Action]] = {
    Role.BOARD_MEMBER: _EVERYBODY,
    Role.AREA_COMMANDER: _EVERYBODY,
    Role.ANALYST: _EVERYBODY | {Action.SEE_CASES, Action.SEE_ACTION_LISTS},
    Role.RESTRICTED_ANALYST: _EVERYBODY | {Action.SEE_CASES, Action.SEE_ACTION_LISTS, Action.SEE_SUSPECTS},
    Role.DATA_STEWARD: _EVERYBODY | {Action.SEE_QUARANTINE, Action.REFRESH},
    Role.SUPERVISOR: _EVERYBODY | {Action.SEE_ACTION_LISTS},  # what falls due in their own areas
    Role.PROGRAMME_OFFICER: _EVERYBODY | {Action.RECORD_DECISIONS},  # keeps the registers of the boards
}
_AUDIENCE: dict[Role, Audience] = {
    Role.BOARD_MEMBER: Audience.BOARD_INTERNAL,
    Role.AREA_COMMANDER: Audience.BOARD_INTERNAL,
    Role.ANALYST: Audience.ANALYST,
    Role.RESTRICTED_ANALYST: Audience.ANALYST,
    Role.DATA_STEWARD: Audience.BOARD_INTERNAL,
    Role.SUPERVISOR: Audience.BOARD_INTERNAL,
    Role.PROGRAMME_OFFICER: Audience.BOARD_INTERNAL,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking: a name for the audit, a role, and the areas they are limited to (none: all)."""

    name: str
    role: Role
    areas: tuple[str, ...] = ()

    @property
    def audience(self) -> Audience:
        """The audience whose suppression applies to everything this reader is given."""
        return _AUDIENCE[self.role]


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters a reader may have answered: their own, cut to the areas they may see."""

    filters: Filters
    areas: tuple[str, ...]  # empty: every area


def may(actor: Actor, action: Action) -> bool:
    """Whether the reader may do it."""
    return action in _MAY[actor.role]


def require(actor: Actor, action: Action) -> None:
    """Refuse, in words, what the reader may not do.

    Raises:
        NotAllowedError: when the role does not include the action.
    """
    if not may(actor, action):
        holders = ", ".join(ROLE_TITLES[role].lower() for role in Role if action in _MAY[role])
        raise NotAllowedError(
            [
                Fault(
                    f"{ROLE_TITLES[actor.role]} may not {action.value.replace('_', ' ')}",
                    remedy=f"Ask somebody who may ({holders}), or ask the owner of the flight deck for the role.",
                )
            ]
        )


def scope(actor: Actor, filters: Filters) -> Scope:
    """The reader's filters within their areas.

    Raises:
        NotAllowedError: when the filters name an area outside the reader's own.
    """
    if actor.areas and filters.area and filters.area not in actor.areas:
        raise NotAllowedError(
            [
                Fault(
                    f'"{filters.area}" is not one of your areas',
                    where="area",
                    remedy="Your areas: " + ", ".join(actor.areas) + ".",
                )
            ]
        )
    return Scope(filters, (filters.area,) if filters.area else actor.areas)
