"""The registers that boards keep: what may be written in each, and what follows from it.

A register is append-only: a new state is a new record with its day, and what holds on a day is worked out from the
records there were. No record has a place for a name of a person or for anything of a case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from flightdeck.domain.annotations import Event, EventWithdrawal
from flightdeck.domain.register_line import Line, Written

FORCE_RECOMMENDATIONS = (3, 5, 7, 9, 11)  # those for chief constables
ALL_RECOMMENDATIONS = 14


class Board(StrEnum):
    """The boards that a flight deck is laid before."""

    STRATEGIC_PROJECT = "strategic_project"
    LOCAL_POLICING = "local_policing"
    PERFORMANCE = "performance"


class Claim(StrEnum):
    """What the force says of a recommendation; overdue is never said, it follows from the deadline."""

    OPEN = "open"
    COMPLETE = "complete"


class Standing(StrEnum):
    """The state of a recommendation on a day, worked out."""

    EVIDENCED = "complete_with_evidence"
    UNEVIDENCED = "complete_evidence_missing"
    OPEN = "open"
    OVERDUE = "open_overdue"
    UNKNOWN = "text_unknown"


class MeetingState(StrEnum):
    """What has become of a meeting."""

    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"


class ProductState(StrEnum):
    """How far a product of the National Operating Model has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    EMBEDDED = "embedded"


class AdoptionChoice(StrEnum):
    """What a board decides of a definition of a KPI."""

    ADOPT = "adopt"
    DECLINE = "decline"
    DEFER = "defer"
    RETIRE = "retire"


class Position(Written):
    """Where the force says it stands on a recommendation, and the post that owns it."""

    kind: Literal["position"] = "position"
    recommendation: int = Field(ge=1, le=ALL_RECOMMENDATIONS)
    claim: Claim
    owner: Line
    on: date
    happened: ClassVar[tuple[str, ...]] = ("on",)

    @property
    def subject(self) -> str:
        """What the record is about."""
        return str(self.recommendation)


class Evidence(Written):
    """A document or a decision that evidences a recommendation, until it is due for review."""

    kind: Literal["evidence"] = "evidence"
    recommendation: int = Field(ge=1, le=ALL_RECOMMENDATIONS)
    form: Literal["document", "decision"]
    title: Line
    reference: Line
    dated_on: date
    review_on: date
    board: Board | None = None
    happened: ClassVar[tuple[str, ...]] = ("dated_on",)

    @model_validator(mode="after")
    def _reviewed_later(self) -> "Evidence":
        if self.review_on <= self.dated_on:
            raise ValueError("the review must come after the day of the evidence")
        return self

    @property
    def subject(self) -> str:
        """What the record is about."""
        return str(self.recommendation)


class Withdrawal(Written):
    """Evidence that no longer counts, by its number on its recommendation."""

    kind: Literal["withdrawal"] = "withdrawal"
    recommendation: int = Field(ge=1, le=ALL_RECOMMENDATIONS)
    evidence: int = Field(ge=1)
    on: date
    happened: ClassVar[tuple[str, ...]] = ("on",)

    @property
    def subject(self) -> str:
        """What the record is about."""
        return str(self.recommendation)


class BarrierStep(Written):
    """What has been done about something the record system cannot give."""

    kind: Literal["barrier"] = "barrier"
    barrier: Line
    owner: Line
    board: Board | None = None
    raised_on: date | None = None
    decision: Line | None = None
    decided_on: date | None = None
    review_on: date | None = None
    happened: ClassVar[tuple[str, ...]] = ("raised_on", "decided_on")

    @model_validator(mode="after")
    def _in_order(self) -> "BarrierStep":
        if (self.board is None) is not (self.raised_on is None):
            raise ValueError("a board and the day it was raised there go together")
        if (self.decision is None) is not (self.decided_on is None):
            raise ValueError("a decision and its day go together")
        if self.raised_on and self.decided_on and self.decided_on < self.raised_on:
            raise ValueError("a decision cannot come before the day it was asked for")
        return self

    @property
    def subject(self) -> str:
        """What the record is about."""
        return self.barrier


class Meeting(Written):
    """One meeting of a board, and whether the flight deck was reviewed at it."""

    kind: Literal["meeting"] = "meeting"
    board: Board
    scheduled_on: date
    state: MeetingState
    reviewed: bool = False
    decisions: Line | None = None

    @model_validator(mode="after")
    def _held_first(self) -> "Meeting":
        if self.state is not MeetingState.HELD and (self.reviewed or self.decisions):
            raise ValueError("only a meeting that was held can have reviewed the flight deck or decided")
        return self

    @property
    def subject(self) -> str:
        """What the record is about."""
        return f"{self.board.value} {self.scheduled_on.isoformat()}"


class ProductStep(Written):
    """How far a product of the National Operating Model has come."""

    kind: Literal["product"] = "product"
    product: Line
    state: ProductState
    on: date
    happened: ClassVar[tuple[str, ...]] = ("on",)

    @property
    def subject(self) -> str:
        """What the record is about."""
        return self.product


class ProfileRefresh(Written):
    """A refresh of the problem profile, and the day the next is due."""

    kind: Literal["profile"] = "profile"
    document: Line
    refreshed_on: date
    next_due_on: date
    happened: ClassVar[tuple[str, ...]] = ("refreshed_on",)

    @model_validator(mode="after")
    def _due_later(self) -> "ProfileRefresh":
        if self.next_due_on <= self.refreshed_on:
            raise ValueError("the next refresh must come after this one")
        return self

    @property
    def subject(self) -> str:
        """What the record is about."""
        return "problem profile"


class AdoptionDecision(Written):
    """What a board decided of one version of a KPI, named as `id@authority-version`."""

    kind: Literal["adoption"] = "adoption"
    kpi: Line
    choice: AdoptionChoice
    board: Board
    decided_on: date
    happened: ClassVar[tuple[str, ...]] = ("decided_on",)

    @property
    def subject(self) -> str:
        """What the record is about."""
        return self.kpi


Record = (
    Position
    | Evidence
    | Withdrawal
    | BarrierStep
    | Meeting
    | ProductStep
    | ProfileRefresh
    | AdoptionDecision
    | Event
    | EventWithdrawal
)
AnyRecord = Annotated[Record, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Evidence with its number on its recommendation, and the day it was withdrawn, if it was."""

    number: int
    evidence: Evidence
    withdrawn_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it evidences its recommendation on a day: dated, not withdrawn and not past its review."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.evidence.dated_on <= day <= self.evidence.review_on and not withdrawn

    @property
    def changes_on(self) -> tuple[date, ...]:
        """The days on which it begins or ceases to count."""
        ended = () if self.withdrawn_on is None else (self.withdrawn_on,)
        return (self.evidence.dated_on, self.evidence.review_on + timedelta(days=1), *ended)


def numbered(records: Iterable[Evidence | Withdrawal]) -> tuple[Numbered, ...]:
    """The evidence of one recommendation in the order it was lodged, with what was withdrawn."""
    kept = list(records)
    withdrawn: dict[int, date] = {}
    for record in kept:
        if isinstance(record, Withdrawal):
            withdrawn.setdefault(record.evidence, record.on)
    lodged = [record for record in kept if isinstance(record, Evidence)]
    return tuple(Numbered(place, one, withdrawn.get(place)) for place, one in enumerate(lodged, start=1))


def position_on(positions: Iterable[Position], day: date) -> Position | None:
    """The position that holds on a day: the latest by its day; of one day, the one written last."""
    held = [position for position in positions if position.on <= day]
    return max(reversed(held), key=lambda position: position.on, default=None)


def standing(claim: Claim | None, *, evidenced: bool, deadline: date, on: date) -> Standing:
    """The state of a recommendation on a day.

    >>> standing(Claim.OPEN, evidenced=True, deadline=date(2025, 1, 31), on=date(2025, 2, 1)).value
    'open_overdue'
    """
    if claim is Claim.COMPLETE:
        return Standing.EVIDENCED if evidenced else Standing.UNEVIDENCED
    return Standing.OVERDUE if on > deadline else Standing.OPEN
