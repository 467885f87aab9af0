"""The adoption of a KPI: the state of each definition on a day, and the stretches of days in one state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from flightdeck.domain.definition import Authority, Definition
from flightdeck.domain.registers import AdoptionChoice, AdoptionDecision
from flightdeck.domain.wording import day_text


class AdoptionState(StrEnum):
    """Where a definition stands."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    NOT_COMPUTABLE = "not_computable"
    COMING = "not_in_force_yet"


STATE_WORDS = {
    AdoptionState.PROPOSED: "Proposed",
    AdoptionState.ADOPTED: "Adopted",
    AdoptionState.SUPERSEDED: "Superseded",
    AdoptionState.RETIRED: "Retired",
    AdoptionState.NOT_COMPUTABLE: "Not computable",
    AdoptionState.COMING: "Not in force yet",
}
OVER = (
    AdoptionState.SUPERSEDED,
    AdoptionState.RETIRED,
    AdoptionState.COMING,
)  # no part of the catalogue that day


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a snapshot can compute a definition from a day on, and if not, why not."""

    since: date
    computable: bool
    why: str = ""
    well: bool = True  # whether enough of the source's rows could be kept


@dataclass(frozen=True, slots=True)
class Life:
    """A definition with what has been decided and found out about it."""

    definition: Definition
    above: tuple[Definition, ...]  # what took its place, or will, the first day first
    reaches: tuple[Reach, ...]  # in the order of their days; before the first, the first holds
    decisions: tuple[AdoptionDecision, ...] = ()

    @property
    def decision(self) -> AdoptionDecision | None:
        """The latest decision on this version."""
        return max(self.decisions, key=lambda one: one.decided_on, default=None)

    def reach(self, on: date) -> Reach:
        """Whether it can be computed on a day."""
        known = [one for one in self.reaches if one.since <= on]
        return known[-1] if known else self.reaches[0]


@dataclass(frozen=True, slots=True)
class State:
    """The state on a day, and why."""

    state: AdoptionState
    why: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in one state; without an end where it holds still."""

    first: date
    after: date | None
    state: AdoptionState
    computable: bool


def state(life: Life, *, on: date) -> State:
    """The state of a definition on a day: what its file says, then what stands above it, then what can be computed."""
    return _over(life, on) or _here(life, on)


def _over(life: Life, on: date) -> State | None:
    """The state of a definition that is no part of the catalogue that day."""
    one = life.definition
    if one.effective_from > on:
        return State(AdoptionState.COMING, f"In force from {day_text(one.effective_from)}.")
    if one.retired_on is not None and one.retired_on <= on:
        return State(AdoptionState.RETIRED, f"Retired on {day_text(one.retired_on)}. {one.retired_because}")
    taken = [other for other in life.above if other.effective_from <= on]
    if not taken:
        return None
    since = max(taken[0].effective_from, one.effective_from)
    return State(AdoptionState.SUPERSEDED, f"By {named(taken[-1])}; no longer read since {day_text(since)}.")


def _here(life: Life, on: date) -> State:
    one, reach, declined = life.definition, life.reach(on), _declined(life, on)
    if not reach.computable:
        return State(AdoptionState.NOT_COMPUTABLE, reach.why)
    if one.status == "draft":
        return State(AdoptionState.PROPOSED, "A draft, which takes nobody’s place.")
    if one.authority is Authority.PROPOSED:
        return State(AdoptionState.PROPOSED, "")
    if declined is not None:
        return State(AdoptionState.PROPOSED, f"A board declined it on {day_text(declined.decided_on)}.")
    return State(AdoptionState.ADOPTED, f"In use since {day_text(one.effective_from)}.")


def named(definition: Definition) -> str:
    """A definition as a register names it.

    >>> from types import SimpleNamespace
    >>> named(SimpleNamespace(title="Charged", authority=Authority.NATIONAL, version=2))
    '“Charged” (national, version 2)'
    """
    return f"“{definition.title}” ({definition.authority.value}, version {definition.version})"


def _declined(life: Life, on: date) -> AdoptionDecision | None:
    made = [one for one in life.decisions if one.decided_on <= on]
    last = max(made, key=lambda one: one.decided_on, default=None)
    return last if last is not None and last.choice is AdoptionChoice.DECLINE else None


def stretches(life: Life) -> Iterator[Stretch]:
    """The life of a definition in stretches of one state, from the day it comes into force."""
    one = life.definition
    days = {
        one.effective_from,
        *(found.decided_on for found in life.decisions),
        *(r.since for r in life.reaches[1:]),
    }
    days |= {other.effective_from for other in life.above} | ({one.retired_on} if one.retired_on else set())
    held: Stretch | None = None
    for first, after in pairwise([*sorted(day for day in days if day >= one.effective_from), None]):
        assert first is not None  # noqa: S101 (only the last is none)
        now = Stretch(first, after, state(life, on=first).state, _usable(life, first))
        if held is not None and (held.state, held.computable) == (now.state, now.computable):
            held = Stretch(held.first, after, held.state, held.computable)
            continue
        if held is not None:
            yield held
        held = now
    if held is not None:
        yield held


def _usable(life: Life, on: date) -> bool:
    reach = life.reach(on)
    return life.definition.status != "draft" and reach.computable and reach.well


def adoption_sentence(states: Sequence[tuple[Authority, AdoptionState]]) -> str:
    """One sentence, or two, that a chair can read out of the register.

    >>> adoption_sentence([(Authority.PROPOSED, AdoptionState.PROPOSED)])
    'No national KPI is published, so there is nothing to adopt. 1 of 1 KPI of the catalogue can be computed.'
    """
    here = [(authority, found) for authority, found in states if found not in OVER]
    national = [found for authority, found in here if authority is Authority.NATIONAL]
    can = sum(found is not AdoptionState.NOT_COMPUTABLE for _, found in here)
    told = f"{can} of {len(here)} KPI{'' if len(here) == 1 else 's'} of the catalogue can be computed."
    if not national:
        return f"No national KPI is published, so there is nothing to adopt. {told}"
    adopted = national.count(AdoptionState.ADOPTED)
    verb = "KPI is" if len(national) == 1 else "KPIs are"
    return f"{adopted} of {len(national)} published national {verb} adopted. {told}"
