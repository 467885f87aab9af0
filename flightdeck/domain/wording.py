"""The words of the flight deck: every number and every sentence that a reader sees comes from here."""

from collections.abc import Iterable, Sequence
from datetime import date

from flightdeck.domain.filters import BASIS_LABELS, Basis, Filters
from flightdeck.domain.period import GRAIN_LABELS, month_label
from flightdeck.domain.result import KpiResult, MissingField, Status
from flightdeck.domain.signal_wording import redrawn_text, signal_text, variation_of

MONTHS_IN_FULL = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SCOPE_LABELS = {
    "rasso": "Rape and other serious sexual offences",
    "rape_all": "Rape, all ages",
    "rape_adult": "Rape, aged 16 and over",
    "all_sexual_offences": "All sexual offences",
    "n100": "Reported incidents of rape (N100)",
}
STATUS_WORDS = {
    Status.OK: "",
    Status.SUPPRESSED: "Suppressed",
    Status.NOT_COMPUTABLE: "Not computable",
    Status.INSUFFICIENT: "Too few to say",
}
VARIATION_WORDS = {
    "common_cause": "Within usual variation",
    "improvement": "Improving",
    "concern": "Concern",
    "neutral_high": "Higher than usual",
    "neutral_low": "Lower than usual",
    "too_few_points": "Too few points",
    "not_judged": "Cannot be judged: recent periods suppressed",
}
ASSURANCE_WORDS = {
    "consistently_passes": "Will meet its target",
    "consistently_fails": "Will miss its target",
    "hit_and_miss": "May hit or miss its target",
    "no_target": "No target",
    "too_few_points": "Too few points to judge a target",
}
_WHEN = {Basis.EVENT: "in the period"}  # a suspect does not happen; beside a count, the date alone is said
_SPELLS = ("hours", "days", "months")
COMPLETE_ENOUGH = 0.95  # share of the source's rows that could be used, below which a sentence says so


def day_text(day: date) -> str:
    """A day as a reader sees it.

    >>> day_text(date(2026, 10, 31))
    '31 October 2026'
    """
    return f"{day.day} {MONTHS_IN_FULL[day.month - 1]} {day.year}"


def not_given(missing: Sequence[MissingField]) -> str:
    """What the source does not give, in words, and why.

    >>> not_given([MissingField("devices", "returned_at", "Held on paper.", "")])
    'The source does not give “returned at” of devices. Held on paper.'
    """
    fields = ", ".join(
        dict.fromkeys(
            f"“{field.column.replace('_', ' ')}” of {field.frame.replace('_', ' ')}" for field in missing
        )
    )
    reasons = " ".join(dict.fromkeys(field.reason for field in missing if field.reason))
    return f"The source does not give {fields}. {reasons}".strip()


def count_text(count: float | None) -> str:
    """A count with thousands separated; a hidden one says so.

    >>> count_text(12345)
    '12,345'
    """
    return "suppressed" if count is None else f"{count:,.0f}"


_PER_CENT = {"%": 1, "whole %": 0}  # decimals
_FINE = 10  # a mean below it is told to the hundredth


def number_text(value: float | None, unit: str) -> str:
    """A figure with its unit: a share (0 to 1) as a percentage with one decimal, whole days or months, whole counts.

    >>> number_text(0.0426, "%"), number_text(482.0, "days"), number_text(1.2, "months"), number_text(1200, "crimes")
    ('4.3 %', '482 days', '1 month', '1,200')
    """
    if value is None:
        return "–"
    if unit in _PER_CENT:
        return f"{100 * value:.{_PER_CENT[unit]}f} %"
    if unit == "ratio":
        return f"{value:.2f}"
    if unit in _SPELLS:
        return f"{value:,.0f} {unit.removesuffix('s')}" if round(value) == 1 else f"{value:,.0f} {unit}"
    if unit == "points" or unit.endswith(" each"):
        return f"{value:.2f}" if value < _FINE else f"{value:,.1f}"
    return f"{value:,.0f}"


def share_unit(shares: Iterable[float | None]) -> str:
    """The unit of shares that stand together: whole per cent where they come to a reader no finer.

    >>> share_unit([0.82, None, 0.07]), share_unit([0.82, 0.075])
    ('whole %', '%')
    """
    known = [share for share in shares if share is not None]
    return "whole %" if all(round(share, 2) == share for share in known) else "%"


def value_text(result: KpiResult) -> str:
    """The figure of a result, or the word for why there is none."""
    if result.status is not Status.OK:
        return STATUS_WORDS[result.status]
    if result.value is None:
        return "Not reached" if result.measure == "time_to_outcome" else "–"
    text = number_text(result.value, result.value_unit)
    return f"{_about(result)}{text}"


def _about(result: KpiResult) -> str:
    if result.at_least:
        return "at least "
    return "about " if result.audience == "publish" else ""


def mean_of_text(result: KpiResult) -> str:
    """What a mean is a mean of, where the number does not say it: `crimes each`, `points`; else empty."""
    said = result.value_unit == "points" or result.value_unit.endswith(" each")
    return result.value_unit if said and result.status is Status.OK else ""


def interval_text(result: KpiResult) -> str:
    """The 95 % interval of a result in words; empty where there is none."""
    if result.status is not Status.OK or result.value is None or result.lower is None:
        return ""
    unit = result.value_unit
    low = number_text(result.lower, unit if unit in ("%", "ratio") else "").removesuffix(" %")
    if result.upper is None:
        return f"95 % interval: {low} {unit} or more"
    return f"95 % interval {low} to {number_text(result.upper, unit)}"


def of_text(result: KpiResult) -> str:
    """What the figure is of: `46 of 1,090 crimes recorded in the period`."""
    basis = _WHEN.get(Basis(result.basis)) or BASIS_LABELS[Basis(result.basis)]
    if result.numerator is not None and result.denominator is not None:
        return f"{_about(result)}{count_text(result.numerator)} of {count_text(result.denominator)} {result.unit} {basis}"
    each = result.value_unit.endswith(" each")
    if (
        each or result.measure in ("duration", "time_to_outcome", "ratio")
    ) and result.denominator is not None:
        return f"{count_text(result.denominator)} {result.unit} {basis}"
    if result.measure == "age":
        return f"the latest of {count_text(result.denominator)} {result.unit}"
    return f"{result.unit} {basis}"


def _of(result: KpiResult) -> str:
    """What the figure is of, beside its window: a window that is a day says by itself as at when."""
    of = of_text(result)
    standing = result.window.startswith(("end of ", "on "))
    return of.removesuffix(f" {BASIS_LABELS[Basis.SNAPSHOT]}") if standing else of


def variation_text(result: KpiResult) -> str:
    """The variation of a result in a few words."""
    return VARIATION_WORDS[variation_of(result)]


def assurance_text(result: KpiResult) -> str:
    """The assurance of a result in a few words."""
    return ASSURANCE_WORDS["no_target" if result.spc is None else result.spc.assurance]


def sentence(result: KpiResult) -> str:
    """One sentence, or two, that a chair can read out."""
    if result.status is not Status.OK:
        state = f"{result.title}: {STATUS_WORDS[result.status].lower()}."
        return " ".join(part for part in (state, result.reason, look_next(result)) if part)
    interval = interval_text(result)
    spread = f" ({interval})" if interval else ""
    unit = f" {mean}" if (mean := mean_of_text(result)) else ""
    figure = f"{result.title}: {value_text(result)}{unit}{spread}, {result.window}; {_of(result)}."
    return " ".join(part for part in (figure, *_read(result)) if part)


def reading(result: KpiResult) -> str:
    """The sentence without what a dial shows large: of what, when, and what the latest period says."""
    if result.status is not Status.OK:
        return " ".join(part for part in (result.reason, look_next(result)) if part)
    of = _of(result)
    about = f"{of[:1].upper()}{of[1:]}, {result.window}."
    return " ".join(part for part in (about, *_read(result)) if part)


def _read(result: KpiResult) -> tuple[str, ...]:
    """What a figure says, in the order a chair asks: signal or noise, since when, how sure, and what to look at next."""
    return (signal_text(result), redrawn_text(result), _young(result), _incomplete(result), look_next(result))


def look_next(result: KpiResult) -> str:
    """What to look at next, in a sentence; nothing where nothing asks for it."""
    match result.status:
        case Status.NOT_COMPUTABLE:
            return "Look next at the register of barriers."
        case Status.SUPPRESSED | Status.INSUFFICIENT:
            return "Look next at a longer period or a larger place."
        case _:
            return _after(result)


def _after(result: KpiResult) -> str:
    said = variation_of(result)
    beside = f"“{result.balance}”" if result.balance else ""
    match said:
        case "concern":
            return f"Look next at its groups and places{f', and at {beside}' if beside else ''}."
        case "improvement":
            return (
                f"Look next at {beside}, which may have paid for it."
                if beside
                else "Look next at whether it lasts."
            )
        case "neutral_high" | "neutral_low":
            return "Look next at what changed then."
        case "not_judged":
            return "Look next at a longer period or a larger place."
        case _:
            return ""


def _incomplete(result: KpiResult) -> str:
    """How many of the source's rows could be used, where that matters."""
    kept = result.completeness
    if kept is None or kept >= COMPLETE_ENOUGH:
        return ""
    return f"Only {100 * kept:.0f} % of the source’s rows could be used."


def _young(result: KpiResult) -> str:
    young = sum(not point.mature for point in result.series)
    if not young:
        return ""
    verb, noun = ("is", "period") if young == 1 else ("are", "periods")
    return f"The latest {young} {noun} {verb} too young to judge."


def looking_at(
    filters: Filters, *, areas: Sequence[str] = (), default_scope: str = "rasso", grouped: bool = True
) -> str:
    """The line that says what a page shows: place, offences, months and, where months are `grouped`, how.

    `areas` are those a reader is limited to; with them, no page is of the whole force.
    """
    own = " and ".join([", ".join(areas[:-1]), areas[-1]]) if len(areas) > 1 else "".join(areas)
    place = filters.team or filters.area or own or filters.force or "Whole force"
    scope = SCOPE_LABELS.get(filters.scope or default_scope, filters.scope)
    first = "" if filters.first is None else f"from {month_label(filters.first)}"
    last = "" if filters.last is None else f"to {month_label(filters.last)}"
    span = " ".join(part for part in (first, last) if part) or "all months shown"
    grouping = GRAIN_LABELS[filters.by][:1].lower() + GRAIN_LABELS[filters.by][1:]
    return f"{place} · {scope} · {span}" + (f" · by {grouping}" if grouped else "")
