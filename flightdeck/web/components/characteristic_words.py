"""The sentences of the pages on protected characteristics."""

from collections.abc import Sequence

from flightdeck.domain.wording import count_text, number_text, share_unit
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.source_gaps import NINE

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def percent(share: float | None) -> str:
    """A share in words, without a decimal where it has been given to a whole per cent; a hidden one says so."""
    return "suppressed" if share is None else number_text(share, share_unit([share]))


def matrix_sentence(cells: Sequence[Cell]) -> str:
    """What the whole matrix says of victims, in a sentence or two."""
    victims = [cell for cell in cells if cell.role == "victim"]
    known = sorted(
        (cell for cell in victims if cell.computable and not cell.hidden and cell.substantive is not None),
        key=lambda cell: cell.substantive or 0,
    )
    return " ".join(part for part in (_extremes(known), _moved(known), _unknowable(victims)) if part)


def _extremes(known: Sequence[Cell]) -> str:
    if not known:
        return ""
    least, most = known[0], known[-1]
    head = f"Of {count_text(most.in_scope)} victims ({most.window}), {_named(most)} is on record for {percent(most.substantive)}"
    return f"{head}." if least is most else f"{head} and {_named(least)} for {percent(least.substantive)}."


def _moved(known: Sequence[Cell]) -> str:
    """The characteristics whose recording signals, in the order of the Act."""
    told = [
        f"{', '.join(_named(cell) for cell in moved)} is recorded {words} than usual"
        for signal, words in (("concern", "less"), ("improvement", "more"))
        if (moved := [cell for cell in known if cell.variation == signal])
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _named(cell: Cell) -> str:
    name = cell.title.removeprefix("Race: ")
    return name[:1].lower() + name[1:]


def _unknowable(victims: Sequence[Cell]) -> str:
    """How many of the nine nobody can know; race is known when either recording of it is."""
    absent = {cell.characteristic for cell in victims if not cell.computable}
    count = sum(absent.issuperset(fields) for fields in NINE.values())
    if not count:
        return "Every one of the nine characteristics can be recorded."
    if count == len(NINE):
        return "None of the nine characteristics can be recorded: the record system has no field for them."
    verb = "is" if count == 1 else "are"
    return (
        f"{NUMBERS[count].capitalize()} of the nine characteristics {verb} not recorded for anybody, because the record system "
        "cannot give them."
    )


def change_words(cell: Cell) -> str:
    """The window before, as a plain fact; whether the difference says anything is for the process limits."""
    return "" if cell.previous is None else f"was {percent(cell.previous)}"


def bar_words(cell: Cell) -> str:
    """The four parts in words, for those who cannot see the bar."""
    if cell.gap is None:
        return f"{percent(cell.substantive)} have a value; what the rest is, is suppressed."
    return (
        f"{percent(cell.substantive)} have a value, {percent(cell.explained)} declined or explained, "
        f"{percent(cell.ambiguous_share)} not stated without a reason, {percent(cell.gap)} gap."
    )
