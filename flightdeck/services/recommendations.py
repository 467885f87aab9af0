"""The recommendations of the inspection: where the force stands on each, what evidences it, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flightdeck.data import governance
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_wording import (
    kpis_lacking,
    past_review,
    recommendation_sentence,
    tally_sentence,
)
from flightdeck.domain.registers import (
    Claim,
    Evidence,
    Numbered,
    Position,
    Record,
    Standing,
    Withdrawal,
    numbered,
    position_on,
    standing,
)
from flightdeck.domain.result import KpiResult
from flightdeck.errors import Fault, NotFoundError
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.deck import Deck
from flightdeck.services.register_entries import entries, records
from flightdeck.services.register_store import Entry

NO_EVIDENCE = "No dated evidence has been lodged."
NO_OWNER = "No owner and no position are recorded."


@dataclass(frozen=True, slots=True)
class Kpis:
    """How many KPIs evidence a recommendation, and how many of them cannot be computed."""

    of: int
    blocked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as it stands on a day."""

    shipped: governance.Recommendation
    standing: Standing
    on: date
    owner: str
    position: Position | None
    evidence: tuple[Numbered, ...]
    history: tuple[Entry, ...]
    kpis: Kpis
    missing: tuple[str, ...]
    sentence: str

    @property
    def number(self) -> int:
        """The number of the recommendation."""
        return self.shipped.number


@dataclass(frozen=True, slots=True)
class Recommendations:
    """All fourteen, the force's own first, and one sentence for the chair."""

    about: governance.Recommendations
    force: tuple[Recommendation, ...]
    national: tuple[governance.Recommendation, ...]
    on: date
    sentence: str


def recommendations(deck: Deck, filters: Filters, actor: Actor) -> Recommendations:
    """Every recommendation; of those addressed nationally nothing is known."""
    require(actor, Action.SEE_FIGURES)
    about = governance.recommendations()
    day = day_of(deck, filters)
    kept = entries_of(deck, filters)
    force = tuple(
        _one(deck, filters, shipped, kept, day)
        for shipped in about.recommendations
        if shipped.owner == "force"
    )
    national = tuple(one for one in about.recommendations if one.owner == "national")
    return Recommendations(about, force, national, day, tally_sentence([one.standing for one in force]))


def recommendation(
    deck: Deck, number: str, filters: Filters, actor: Actor
) -> tuple[Recommendation, tuple[KpiResult, ...]]:
    """One recommendation, with the KPIs that evidence it as they stand now.

    Raises:
        NotFoundError: when there is none of that number.
    """
    shipped = {str(one.number): one for one in governance.recommendations().recommendations}
    if number not in shipped:
        raise NotFoundError.of(
            f'there is no recommendation "{number[:20]}"',
            where="address",
            remedy=f"They are numbered 1 to {len(shipped)}.",
        )
    found = _one(deck, filters, shipped[number], entries_of(deck, filters), day_of(deck, filters))
    return found, deck.results(filters, actor, [one.id for one in evidencing(deck, found.number)])


def evidencing(deck: Deck, number: int) -> tuple[Definition, ...]:
    """The definitions in force that name a recommendation, by their reference."""
    named = [one for one in deck.definitions() if number in one.recommendations and one.status != "retired"]
    return tuple(sorted(named, key=lambda one: one.ref))


def check(record: Record, deck: Deck, filters: Filters) -> list[Fault]:
    """What only this register knows of a record about a recommendation."""
    if not isinstance(record, Position | Evidence | Withdrawal):
        return []
    shipped = {one.number: one for one in governance.recommendations().recommendations}[record.recommendation]
    if shipped.owner != "force":
        return [Fault(f"recommendation {record.recommendation} is addressed nationally")]
    if not isinstance(record, Withdrawal):
        return []
    lodged = _evidence(entries_of(deck, filters), record.subject)
    if not any(one.number == record.evidence and one.withdrawn_on is None for one in lodged):
        remedy = "Its number stands in the table of evidence."
        return [Fault(f"there is no evidence {record.evidence} to withdraw", remedy=remedy)]
    return []


def day_of(deck: Deck, filters: Filters) -> date:
    """The day the registers are read on: today, or the day of an earlier snapshot that was asked for."""
    return deck.snapshot(filters).as_at if filters.snapshot else datetime.now(UTC).date()


def entries_of(deck: Deck, filters: Filters) -> tuple[Entry, ...]:
    """What the registers held on that day."""
    synthetic = deck.snapshot(filters).synthetic
    return entries(deck.settings.store, synthetic=synthetic, as_known=day_of(deck, filters))


def _one(
    deck: Deck, filters: Filters, shipped: governance.Recommendation, kept: tuple[Entry, ...], day: date
) -> Recommendation:
    subject = str(shipped.number)
    position = position_on(records(kept, Position, subject), day)
    evidence = _evidence(kept, subject)
    kpis = _kpis(deck, filters, shipped.number)
    history = tuple(
        entry
        for entry in kept
        if isinstance(entry.record, Position | Evidence | Withdrawal) and entry.record.subject == subject
    )
    state = Standing.UNKNOWN
    missing: tuple[str, ...] = ()
    if shipped.deadline is not None:
        claim = None if position is None else position.claim
        counts = any(one.counts_on(day) for one in evidence)
        state = standing(claim, evidenced=counts, deadline=shipped.deadline, on=day)
        why = next((one.why for one in reversed(history) if one.record is position), "")
        missing = _missing(position, evidence, kpis, day, why=why)
    return Recommendation(
        shipped, state, day, _owner(shipped, position), position, evidence, history, kpis, missing,
        _sentence(shipped, state, day, missing),
    )  # fmt: skip


def _owner(shipped: governance.Recommendation, position: Position | None) -> str:
    if shipped.owner == "national":
        return "National"
    return "" if position is None else position.owner


def _sentence(shipped: governance.Recommendation, state: Standing, day: date, missing: Sequence[str]) -> str:
    if shipped.deadline is None:
        return f"Recommendation {shipped.number} is addressed nationally; its text was not seen."
    return recommendation_sentence(shipped.short, state, deadline=shipped.deadline, on=day, missing=missing)


def _evidence(kept: tuple[Entry, ...], subject: str) -> tuple[Numbered, ...]:
    return numbered(
        entry.record
        for entry in kept
        if isinstance(entry.record, Evidence | Withdrawal) and entry.record.subject == subject
    )


def _missing(
    position: Position | None, evidence: tuple[Numbered, ...], kpis: Kpis, day: date, *, why: str
) -> tuple[str, ...]:
    """What stands between a recommendation and complete with evidence, the weightiest first."""
    lacking = [NO_OWNER] if position is None else []
    if position is not None and position.claim is Claim.OPEN:
        lacking.append(f"Not complete. Last word: {why}.")
    if not any(one.counts_on(day) for one in evidence):
        stale = [
            past_review(one.number, one.evidence.review_on)
            for one in evidence
            if one.withdrawn_on is None and one.evidence.review_on < day
        ]
        lacking += stale[-1:] or [NO_EVIDENCE]
    if kpis.blocked:
        lacking.append(kpis_lacking(len(kpis.blocked), of=kpis.of))
    return tuple(lacking)


def _kpis(deck: Deck, filters: Filters, number: int) -> Kpis:
    loaded = deck.loaded(filters)
    named = evidencing(deck, number)
    blocked = [
        one.id
        for one in named
        if one.status == "not_computable"
        or any(
            loaded.missing(one, part)
            for part in one.headline_characteristics or one.characteristics[:1] or ("",)
        )
    ]
    return Kpis(len(named), tuple(blocked))
