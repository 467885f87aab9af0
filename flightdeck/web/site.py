"""The site: what every page and every callback stands on, and the one door they all go through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from dash import Dash, Input, Output, State
from dash.development.base_component import Component
from flask import g

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotAllowedError, ReaderError
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.audit import AuditTrail
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.settings import Settings

R = TypeVar("R")
Children = Component | str | Sequence[Component | str | None] | None


@dataclass(frozen=True, slots=True)
class View:
    """One page as one reader asks for it."""

    deck: FlightDeck
    actor: Actor
    filters: Filters
    path: str
    audit: AuditTrail  # for what a page shows besides itself; the door has recorded the page
    pages: tuple["Page", ...] = ()  # every page there is, for those that name them


class Group(StrEnum):
    """The places of the bar, in their order; one that holds several pages opens as a menu."""

    DECK = "Flight deck"
    PILLARS = "Pillars"
    JOURNEY = "Journey"
    SUSPECTS = "Suspects"
    PEOPLE = "People"
    CHARACTERISTICS = "Characteristics"
    PROFILE = "Problem profile"
    BOARDS = "Boards"
    ACTIONS = "Action lists"
    DATA = "Data"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it lives, who may see it, and the function that lays it out.

    `path` may name parts (`/kpi/<kpi>`); they and the query come to `layout(view, **query)` as text.
    """

    path: str
    title: str
    action: Action
    layout: Callable[..., Children]
    nav: str = ""  # its name in the navigation; without one it is reached by links only
    group: Group | None = None  # the place of the bar it belongs to, and is marked under
    ways: tuple[tuple[str, str], ...] = ()  # name and address of each, where one page is several of them
    filtered: bool = True  # whether the filter bar and the line in words stand above it
    grouped: bool = True  # whether how months are grouped changes anything on it
    of_snapshot: bool = True  # whether its figures come from the snapshot, and so bear its date and its label


@dataclass(frozen=True, slots=True)
class Site:
    """The served application with everything a page or callback needs."""

    dash: Dash
    deck: FlightDeck
    audit: AuditTrail
    settings: Settings
    pages: tuple[Page, ...]
    policy: dict[str, Action] = field(default_factory=dict)  # output of a callback -> what it asks for

    def admit(
        self, actor: Actor, action: Action, *, subject: str, detail: Mapping[str, str] | None = None
    ) -> None:
        """Let a reader through, or refuse; either way the audit trail says so once.

        Raises:
            NotAllowedError: when the reader's role does not include the action.
        """
        kept = dict(detail or {})
        try:
            require(actor, action)
        except NotAllowedError:
            self.audit.record(actor, f"refused {action.value}", subject, kept, 0)
            raise
        self.audit.record(actor, action.value, subject, kept, 0)

    def callback(
        self, output: Output | list[Output], *arguments: Input | State, action: Action, subject: str
    ) -> Callable[[Callable[..., R]], Callable[..., R]]:
        """Register a callback that asks for an action; the function gets the reader before its arguments."""

        def register(function: Callable[..., R]) -> Callable[..., R]:
            def answered(*values: object) -> R:
                actor = reader()
                self.admit(actor, action, subject=subject)
                return function(actor, *values)

            self.enrol(output, *arguments, action=action)(answered)
            return function

        return register

    def enrol(
        self, output: Output | list[Output], *arguments: Input | State, action: Action
    ) -> Callable[[Callable[..., R]], None]:
        """Register a callback and write its output into the policy that the guard reads.

        One that shares an output with others waits until it is asked: Dash wants it so.
        """
        outputs = output if isinstance(output, list) else [output]
        shared = any(one.allow_duplicate for one in outputs)

        def register(function: Callable[..., R]) -> None:
            known = set(self.dash.callback_map)
            self.dash.callback(output, *arguments, prevent_initial_call=shared)(function)
            self.policy.update(dict.fromkeys(set(self.dash.callback_map) - known, action))

        return register


def reader() -> Actor:
    """Who is asking: the reader the guard found for this request."""
    actor = g.actor
    if not isinstance(actor, Actor):
        raise TypeError(actor)
    return actor


def text_of(value: object) -> str:
    """A part of the address, or of a form, as a browser sends it.

    Raises:
        ReaderError: for anything that is no text, or half a character.
    """
    if value is None:
        return ""
    if isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value):
        return value
    raise ReaderError.of("this is no address", where="address", remedy="Start from the flight deck.")
