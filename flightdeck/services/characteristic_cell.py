"""One cell of the matrix, the causes of its gap, and its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from flightdeck.domain.result import Point, Spc
from flightdeck.domain.wording import count_text, number_text

# Barriers first: a characteristic that the system cannot give is shown as that, never as 0 %.
CAUSE_TEXT = {
    "source_has_no_field": "The record system has no such field",
    "not_extractable": "The record system has a field that cannot be extracted",
    "not_filled_in": "Nobody filled it in",
    "invalid": "Filled in with something that is not in the code list in force on that day",
    "refused": "The person declined to say",
}
_COUNTED_AS = {"not_filled_in": ("missing", "unknown"), "invalid": ("invalid",), "refused": ("declined",)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One characteristic in one role over one window: a number is None where it is hidden or cannot be known.

    `substantive` + `explained` + `ambiguous_share` + `gap` is 1, and `recorded` is `substantive` + `explained`.
    """

    characteristic: str
    title: str
    role: str  # victim | suspect_identified | suspect_spoken_to
    role_title: str
    computable: bool
    hidden: bool  # the numbers are too small for this audience
    cause: str  # source_has_no_field | not_extractable | not_filled_in | invalid | refused | ""
    cause_text: str
    reason: str  # what the mapping says of a characteristic the source cannot give
    barrier: str
    window: str
    window_first: str = ""
    window_last: str = ""
    in_scope: int | None = None
    valid: int | None = None
    declined: int | None = None
    not_asked: int | None = None
    ambiguous: int | None = None
    unknown: int | None = None
    missing: int | None = None
    invalid: int | None = None
    not_applicable: int | None = None
    recorded: float | None = None
    substantive: float | None = None
    explained: float | None = None
    ambiguous_share: float | None = None
    gap: float | None = None
    gap_count: int | None = None
    lower: float | None = None  # 95 % interval of `substantive`
    upper: float | None = None
    previous: float | None = None  # `substantive` of the window before, of the same length
    previous_window: str = ""
    variation: str = "too_few_points"
    spc: Spc | None = None
    series: tuple[Point, ...] = ()  # `substantive` by period
    sentence: str = ""

    @property
    def four(self) -> tuple[float | None, float | None, float | None, float | None]:
        """The four parts of the whole, in the order they are drawn: value, explained, not stated without a reason, gap."""
        return self.substantive, self.explained, self.ambiguous_share, self.gap


def cause_counts(counts: Mapping[str, int | None]) -> dict[str, int]:
    """Persons without a value by cause, from persons by status; a hidden count counts nothing."""
    return {cause: sum(counts.get(status) or 0 for status in of) for cause, of in _COUNTED_AS.items()}


def leading_cause(counts: Mapping[str, int | None]) -> str:
    """The cause with the most persons; none where nobody is without a value, or where any count is hidden."""
    if any(counts.get(status) is None for of in _COUNTED_AS.values() for status in of):
        return ""
    by_cause = cause_counts(counts)
    best = max(by_cause, key=lambda cause: by_cause[cause])
    return best if by_cause[best] else ""


def cell_sentence(cell: Cell) -> str:
    """One sentence that a chair can read out."""
    who = f"{cell.title}, {cell.role_title.lower()}"
    if not cell.computable:
        return f"{who}: cannot be known. {cell.cause_text}. {cell.reason}".strip()
    if cell.hidden:
        return f"{who}: the numbers are too small to show to this audience without risk to the people behind them."
    if not cell.in_scope or cell.substantive is None:
        return f"{who}: nobody in scope{f' in {cell.window}' if cell.window else ''}."
    head = f"{who}: {count_text(cell.valid)} of {count_text(cell.in_scope)} have a value ({number_text(cell.substantive, '%')}), {cell.window}"
    if cell.gap is None:
        return f"{head}. What the rest is cannot be shown: some of its numbers are too small."
    rest = (
        f"{number_text(cell.explained, '%')} declined or were not asked for a stated reason, "
        f"{number_text(cell.ambiguous_share, '%')} are “not stated” with no reason, and {number_text(cell.gap, '%')} are a gap"
    )
    cause = (
        f", mostly because: {cell.cause_text[:1].lower()}{cell.cause_text[1:]}"
        if cell.cause_text and cell.gap
        else ""
    )
    return f"{head}; {rest}{cause}."
