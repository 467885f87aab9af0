"""What differs between two definitions, part by part, in the words of the definition page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.condition_wording import condition_sentence
from flightdeck.domain.definition import PILLAR_TITLES, Definition, Improves
from flightdeck.domain.definition_wording import measured_words, plain
from flightdeck.domain.filters import BASIS_LABELS
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import SCOPE_LABELS, day_text, number_text, of_text, value_text

NOTHING = "none"
AUTHORITY_WORDS = {
    "proposed": "our proposal",
    "force": "the force’s definition",
    "national": "the national definition",
}
BETTER_WORDS = {
    Improves.INCREASE: "higher is better",
    Improves.DECREASE: "lower is better",
    Improves.NEITHER: "neither way is better",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of two definitions that differs: how each puts it, and whether it can change the figure."""

    part: str
    first: str
    second: str
    counts: bool


def differences(first: Definition, second: Definition, *, code_lists: CodeLists) -> tuple[Difference, ...]:
    """Every part in which two definitions differ; those that can change the figure come first."""
    found = [
        Difference(part.name, one, other, part.counts)
        for part in _PARTS
        if (one := part.words(first, code_lists)) != (other := part.words(second, code_lists))
    ]
    return tuple(sorted(found, key=lambda difference: not difference.counts))


def difference_sentence(
    first: KpiResult, second: KpiResult, found: tuple[Difference, ...], *, few: bool = False
) -> str:
    """One sentence, or three, that a chair can read out of two definitions of one KPI.

    Args:
        first: what the first definition gives.
        second: what the second gives.
        found: in what they differ.
        few: whether they differ by fewer cases than may be told.
    """
    parts = [_figure(first), _figure(second)]
    told = f"By {parts[0]}; by {parts[1]}."
    counting = [one.part.lower() for one in found if one.counts]
    if not counting:
        return f"{told} They count the same."
    why = f" They differ in {_listed(counting)}."
    return f"{told}{_apart(first, second)}{why}" if not few else f"{told}{why}"


def _figure(result: KpiResult) -> str:
    whose = f"{AUTHORITY_WORDS[result.authority]} (version {result.version})"
    if result.status is not Status.OK:
        return f"{whose} {value_text(result).lower()}"
    return f"{whose} {value_text(result)}, {of_text(result)}, {result.window}"


def _apart(first: KpiResult, second: KpiResult) -> str:
    if first.value is None or second.value is None or first.value_unit != second.value_unit:
        return ""
    if first.window != second.window:
        return " They are of different months, because one must wait longer to be judged."
    gap = second.value - first.value
    if first.value_unit == "%":
        words = f"{abs(100 * gap):.1f} percentage points"
        same = f"{abs(100 * gap):.1f}" == "0.0"
    else:
        words = number_text(abs(gap), first.value_unit)
        same = gap == 0
    return (
        " The figures are the same."
        if same
        else f" The second is {words} {'higher' if gap > 0 else 'lower'}."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    words: Callable[[Definition, CodeLists], str]
    counts: bool


def _condition(name: str) -> Callable[[Definition, CodeLists], str]:
    def words(definition: Definition, code_lists: CodeLists) -> str:
        held = getattr(definition, name)
        return (
            NOTHING
            if held is None
            else condition_sentence(held, population=definition.population, code_lists=code_lists)
        )

    return words


def _left_out(definition: Definition, code_lists: CodeLists) -> str:
    told = (
        f"{plain(one.name)}: {condition_sentence(one.where, population=definition.population, code_lists=code_lists)}"
        for one in definition.exclude
    )
    return "; ".join(told) or NOTHING


def _measured(definition: Definition, code_lists: CodeLists) -> str:
    return "; ".join(_measures(definition, code_lists)) or NOTHING


def _measures(definition: Definition, code_lists: CodeLists) -> Iterator[str]:
    if definition.duration is not None:
        span = definition.duration
        yield f"{definition.statistic} of the days from {plain(span.start)} to {plain(span.end)}"
    yield from (f"{head.lower()} {text}" for head, text in measured_words(definition, code_lists=code_lists))
    if definition.longer_than_days:
        yield "longer than " + ", ".join(f"{days} days" for days in definition.longer_than_days)
    if definition.parameters is not None:
        yield f"preset {definition.parameters.named}"


def _period(definition: Definition, _: CodeLists) -> str:
    return "; ".join(
        f"{BASIS_LABELS[basis]}, by {plain(column)}" for basis, column in definition.period.items()
    )


def _plainly(name: str) -> Callable[[Definition, CodeLists], str]:
    def words(definition: Definition, _: CodeLists) -> str:
        held = getattr(definition, name)
        return ", ".join(map(str, held)) or NOTHING if isinstance(held, tuple) else str(held or NOTHING)

    return words


def _target(definition: Definition, _: CodeLists) -> str:
    held = definition.target
    return NOTHING if held is None else f"{held.value:g}, set by {held.set_by} on {day_text(held.set_on)}"


_PARTS = (
    _Part("Measure", lambda one, _: plain(one.measure.value), counts=True),
    _Part("Population", lambda one, _: f"{plain(one.population)}, counted as {one.unit}", counts=True),
    _Part("Offences", lambda one, _: SCOPE_LABELS.get(one.scope, one.scope), counts=True),
    _Part("Rows", _condition("where"), counts=True),
    _Part("Rows left out", _left_out, counts=True),
    _Part("Numerator", _condition("numerator"), counts=True),
    _Part("What is measured", _measured, counts=True),
    _Part("Period and basis", _period, counts=True),
    _Part("Maturity", lambda one, _: f"judged after {one.matures_after_days} days", counts=True),
    _Part("Characteristics", _plainly("characteristics"), counts=True),
    _Part("Groups compared", lambda one, _: f"{one.compares}: {', '.join(one.compared)} against {one.reference}", counts=True),
    _Part("Which way is better", lambda one, _: BETTER_WORDS[one.improves_when], counts=False),
    _Part("Title", _plainly("title"), counts=False),
    _Part("Question", _plainly("question"), counts=False),
    _Part("Pillar", lambda one, _: PILLAR_TITLES[one.pillar], counts=False),
    _Part("Target", _target, counts=False),
    _Part("Read beside", _plainly("balanced_by"), counts=False),
    _Part("Breakdowns", _plainly("breakdowns"), counts=False),
    _Part("Caveats", _plainly("caveats"), counts=False),
    _Part("Source", lambda one, _: f"{one.source.name}, {'verified' if one.source.verified else 'not verified'}", counts=False),
)  # fmt: skip
