"""A condition in plain English, beside `flightdeck.domain.wording`."""

from collections.abc import Mapping
from datetime import date

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import All, AnyOf, AtLeast, AtMost, Condition, Missing, Not, OneOf, Within
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.wording import day_text

NONE = "none"  # the code for a record that says there is none
Labels = Mapping[str, Mapping[str, str]]  # by column, what each code of its own list is called


def condition_sentence(
    condition: Condition, *, population: str = "", code_lists: Mapping[str, CodeList] | None = None
) -> str:
    """A condition in plain English; a code is called what the list of its own column calls it.

    >>> from flightdeck.domain.condition import parse
    >>> condition_sentence(parse({"status": ["open", "closed"], "age": {"at_least": 16}}))
    'status is open or closed, and age is at least 16'
    """
    return _said(condition, _labels(population, code_lists or {}), negated=False)


def _labels(population: str, code_lists: Mapping[str, CodeList]) -> Labels:
    held = POPULATIONS.get(population)
    return {
        name: {code.code: code.label for code in code_lists[column.codes].codes}
        for name, column in ({} if held is None else held.columns).items()
        if column.codes is not None and column.codes in code_lists
    }


def _said(condition: Condition, labels: Labels, *, negated: bool) -> str:
    match condition:
        case All(()):
            return "nothing" if negated else "everything"
        case AnyOf(()):
            return "everything" if negated else "nothing"
        case All(parts):
            return _joined(parts, labels, by="or" if negated else "and", negated=negated)
        case AnyOf(parts):
            return _joined(parts, labels, by="and" if negated else "or", negated=negated)
        case Not(part):
            return _said(part, labels, negated=not negated)
        case _:
            return _comparison(condition, labels, negated=negated)


def _joined(parts: tuple[Condition, ...], labels: Labels, *, by: str, negated: bool) -> str:
    """The parts in a row; a part that is itself several is set in brackets, so that it can be read in one way only."""
    told = [_said(part, labels, negated=negated) for part in parts]
    if len(told) == 1:
        return told[0]
    return f", {by} ".join(
        f"({text})" if _is_several(part) else text for part, text in zip(parts, told, strict=True)
    )


def _is_several(condition: Condition) -> bool:
    match condition:
        case All(parts) | AnyOf(parts):
            return len(parts) > 1 or any(_is_several(part) for part in parts)
        case Not(part):
            return _is_several(part)
        case _:
            return False


def _comparison(
    condition: OneOf | AtLeast | AtMost | Missing | Within, labels: Labels, *, negated: bool
) -> str:
    verb = "is not" if negated else "is"
    match condition:
        case Within(start, end, days):
            return f"{_name(end)} {verb} within {days} days after {_name(start)}"
        case Missing(column):
            return f"{_name(column)} {'is' if negated else 'is not'} recorded"
        case AtLeast(column, value):
            return f"{_name(column)} {verb} {'on or after' if isinstance(value, date) else 'at least'} {_value(value, {})}"
        case AtMost(column, value):
            return f"{_name(column)} {verb} {'on or before' if isinstance(value, date) else 'at most'} {_value(value, {})}"
        case OneOf(column, (bool(said),)):
            return f"{_name(column)} {'is' if said is not negated else 'is not'} so"
        case OneOf(column, values):
            return _one_of(column, values, labels.get(column, {}), negated=negated)


def _one_of(column: str, values: tuple[object, ...], labels: Mapping[str, str], *, negated: bool) -> str:
    """A record that says there is none is told in its own words, because "decision is no decision recorded" is no English."""
    none = NONE in values and NONE in labels
    rest = [_value(value, labels) for value in values if not (none and value == NONE)]
    told = [f"{_name(column)} {'is not' if negated else 'is'} {_listed(rest)}"] if rest else []
    if none:
        says = "does not say" if negated else "says"
        told.append(f"the record {says} “{_value(NONE, labels)}”")
    return f" {'and' if negated else 'or'} ".join(told)


def _name(column: str) -> str:
    words = column.replace("_", " ")
    return f"day {words.removesuffix(' on')}" if words.endswith(" on") else words


def _value(value: object, labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_text(value)
    text = labels.get(str(value), str(value))
    return text[:1].lower() + text[1:] if len(text) > 1 and text[1].islower() else text


def _listed(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ", ".join(values[:-1]) + " or " + values[-1]
