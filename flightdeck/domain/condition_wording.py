"""A condition in plain English, beside `flightdeck.domain.wording`."""

from collections.abc import Mapping
from datetime import date

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import All, AnyOf, AtLeast, AtMost, Condition, Missing, Not, OneOf, Within
from flightdeck.domain.wording import day_text


def condition_sentence(condition: Condition, *, code_lists: Mapping[str, CodeList] | None = None) -> str:
    """A condition in plain English.

    >>> from flightdeck.domain.condition import parse
    >>> condition_sentence(parse({"status": ["open", "closed"], "age": {"at_least": 16}}))
    'status is open or closed, and age is at least 16'
    """
    labels = (
        {}
        if code_lists is None
        else {code.code: code.label for codes in code_lists.values() for code in codes.codes}
    )
    return _said(condition, labels, negated=False)


def _said(condition: Condition, labels: Mapping[str, str], *, negated: bool) -> str:
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


def _joined(parts: tuple[Condition, ...], labels: Mapping[str, str], *, by: str, negated: bool) -> str:
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
    condition: OneOf | AtLeast | AtMost | Missing | Within, labels: Mapping[str, str], *, negated: bool
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
        case OneOf(column, (True,)):
            return f"{_name(column)} {verb} so"
        case OneOf(column, values):
            return f"{_name(column)} {verb} {_listed([_value(value, labels) for value in values])}"


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
