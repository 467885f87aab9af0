"""The sentences of the page on people; nothing in them is about fewer than ten."""

from flightdeck.domain.result import KpiResult, Point, Status
from flightdeck.domain.wording import STATUS_WORDS, count_text, number_text

NOBODY_NAMED = "Nothing here names or ranks a person: of fewer than ten people nothing is shown, to anybody."


def share_text(result: KpiResult) -> str:
    """A share with the people it is of, or why there is none."""
    if result.status is not Status.OK or result.value is None:
        return STATUS_WORDS[result.status] or "–"
    return f"{number_text(result.value, result.value_unit)}{_of(result)}"


def _of(result: KpiResult) -> str:
    if result.numerator is None or result.denominator is None:
        return ""
    return f" ({count_text(result.numerator)} of {count_text(result.denominator)})"


def training_sentence(result: KpiResult) -> str:
    """What the page opens with."""
    if result.numerator is None or result.denominator is None or result.value is None:
        return result.sentence
    return (
        f"{count_text(result.numerator)} of {count_text(result.denominator)} RASSO personnel in post have current training on "
        f"word-on-word cases: {number_text(result.value, result.value_unit)}, {result.window}."
    )


def products_sentence(result: KpiResult) -> str:
    """How many investigators have had all three named products."""
    if result.numerator is None or result.denominator is None:
        return result.sentence
    return f"{count_text(result.numerator)} of {count_text(result.denominator)} investigators have had all three, {result.window}."


def moving_sentence(result: KpiResult) -> str:
    """How those in post and those trained have moved: a share can fall because people came."""
    known = [
        point
        for point in result.series
        if point.denominator and not point.hidden and point.numerator is not None
    ]
    if len(known) < 2:  # noqa: PLR2004 (one period moves nowhere)
        return "There are too few periods to say how many people were in post."
    first, last = known[0], known[-1]
    there, here = count_text(first.denominator), count_text(last.denominator)
    people = f"stayed at {here}" if there == here else f"went from {there} to {here}"
    return (
        f"From {first.period} to {last.period} the people in post {people}, and those of them with the training from {count_text(first.numerator)} to "
        f"{count_text(last.numerator)}. {_why(first, last)}"
    )


def _why(first: Point, last: Point) -> str:
    people = (last.denominator or 0) - (first.denominator or 0)
    trained = (last.numerator or 0) - (first.numerator or 0)
    if people > 0 > trained:
        return "There are more people, and fewer of them have it."
    if people == 0 > trained:
        return "There are as many people, and fewer of them have it."
    if people > 0 and trained < people:
        return "More people came than were trained."
    if people < 0 and trained < 0:
        return "People left, and trained people with them."
    return "Read the share beside how many it is of."
