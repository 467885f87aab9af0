"""The registers of the boards themselves: meetings, products of the National Operating Model, the problem profile."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from flightdeck.data import governance
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import board_sentence
from flightdeck.domain.registers import (
    Board,
    Meeting,
    MeetingState,
    ProductStep,
    ProfileRefresh,
    Record,
)
from flightdeck.errors import Fault
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.deck import Deck
from flightdeck.services.recommendations import day_of, entries_of
from flightdeck.services.register_entries import records
from flightdeck.services.register_store import Entry


@dataclass(frozen=True, slots=True)
class BoardMeetings:
    """One board with its meetings, the latest first."""

    board: Board
    meetings: tuple[Meeting, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Product:
    """One product: the recommendation it answers where that is known, and how far it has come."""

    name: str
    answers: int | None
    verified: bool
    step: ProductStep | None


@dataclass(frozen=True, slots=True)
class Boards:
    """The three registers on a day, and every record of them."""

    on: date
    boards: tuple[BoardMeetings, ...]
    products: tuple[Product, ...]
    profiles: tuple[ProfileRefresh, ...]
    history: tuple[Entry, ...]


def boards(deck: Deck, filters: Filters, actor: Actor) -> Boards:
    """The boards' meetings, the products and the problem profile."""
    require(actor, Action.SEE_FIGURES)
    day, kept = day_of(deck, filters), entries_of(deck, filters)
    meetings = latest_meetings(records(kept, Meeting))
    return Boards(
        day,
        tuple(_board(board, meetings, day) for board in Board),
        _products(records(kept, ProductStep), day),
        tuple(sorted(records(kept, ProfileRefresh), key=lambda one: one.refreshed_on, reverse=True)),
        tuple(
            entry
            for entry in reversed(kept)
            if isinstance(entry.record, Meeting | ProductStep | ProfileRefresh)
        ),
    )


def check(record: Record) -> list[Fault]:
    """A meeting that lies ahead has not been held."""
    ahead = isinstance(record, Meeting) and record.scheduled_on > datetime.now(UTC).date()
    if ahead and isinstance(record, Meeting) and record.state is MeetingState.HELD:
        return [Fault("a meeting that lies ahead has not been held")]
    return []


def latest_meetings(records_of_meetings: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """Each meeting once, as it was last recorded."""
    return tuple({meeting.subject: meeting for meeting in records_of_meetings}.values())


def _board(board: Board, meetings: tuple[Meeting, ...], day: date) -> BoardMeetings:
    own = [meeting for meeting in meetings if meeting.board is board]
    ordered = tuple(sorted(own, key=lambda meeting: meeting.scheduled_on, reverse=True))
    return BoardMeetings(board, ordered, board_sentence(ordered, on=day))


def _products(steps: tuple[ProductStep, ...], day: date) -> tuple[Product, ...]:
    """The named products first, then those the force has added, by name."""
    named = {product.name: product for product in governance.products().products}
    held: dict[str, ProductStep] = {}
    for step in sorted((step for step in steps if step.on <= day), key=lambda step: step.on):
        held[step.product] = step
    added = sorted(held.keys() - named.keys())
    return tuple(
        Product(name, product.answers, product.verified, held.get(name)) for name, product in named.items()
    ) + tuple(Product(name, None, verified=False, step=held[name]) for name in added)
