"""Conditions and frames drawn at random, of every shape a definition can hold."""

from datetime import date

import pandas as pd
from hypothesis import strategies as st

from flightdeck.domain.condition import All, AnyOf, AtLeast, AtMost, Condition, Missing, Not, OneOf, Within

CODES = ("charged", "transferred", "open", "W1", "it's 100 %", "true")
DAYS = st.dates(date(2023, 12, 20), date(2024, 3, 5))  # near one another, over a leap day
CODE, WHOLES, FLAGS = st.sampled_from(CODES), st.integers(-3, 8), st.booleans()
VALUES = {"code": CODE, "whole": WHOLES, "flag": FLAGS, "start_on": DAYS, "end_on": DAYS}
TYPES = {
    "code": "str",
    "whole": "Int32",
    "flag": "boolean",
    "start_on": "datetime64[s]",
    "end_on": "datetime64[s]",
}

_one_of = st.sampled_from(sorted(VALUES)).flatmap(
    lambda column: st.lists(VALUES[column], min_size=1, max_size=3, unique=True).map(
        lambda values: OneOf(column, tuple(values))
    )
)
_ordered = st.sampled_from(("whole", "start_on", "end_on"))
_at_least = _ordered.flatmap(lambda column: VALUES[column].map(lambda value: AtLeast(column, value)))
_at_most = _ordered.flatmap(lambda column: VALUES[column].map(lambda value: AtMost(column, value)))
_missing = st.sampled_from(sorted(VALUES)).map(Missing)
_within = st.tuples(st.permutations(("start_on", "end_on")), st.integers(0, 40)).map(
    lambda drawn: Within(drawn[0][0], drawn[0][1], drawn[1])
)
CONDITIONS = st.recursive(
    st.one_of(_one_of, _at_least, _at_most, _missing, _within),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, max_size=3).map(lambda held: All(tuple(held))),
        st.lists(parts, max_size=3).map(lambda held: AnyOf(tuple(held))),
    ),
    max_leaves=6,
)
ROWS = st.lists(
    st.fixed_dictionaries({name: st.none() | values for name, values in VALUES.items()}), max_size=12
)


def frame_of(rows: list[dict[str, object]], *, categories: bool = False) -> pd.DataFrame:
    """Rows as a frame typed like a snapshot's; codes as categories where a snapshot has them so."""
    frame = pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in TYPES.items()}
    )
    return frame.astype({"code": pd.CategoricalDtype(list(CODES[:-1]))}) if categories else frame


def as_yaml(condition: Condition) -> dict[str, object]:
    """The condition as a definition writes it."""
    match condition:
        case All(parts) | AnyOf(parts):
            return {"all" if isinstance(condition, All) else "any": [as_yaml(part) for part in parts]}
        case Not(part):
            return {"not": as_yaml(part)}
        case Within(earlier, later, days):
            return {"within": {"from": earlier, "to": later, "days": days}}
        case _:
            return {condition.column: _compared(condition)}


def _compared(leaf: OneOf | AtLeast | AtMost | Missing) -> object:
    match leaf:
        case Missing():
            return {"missing": True}
        case OneOf(_, values):
            return list(values)
        case _:
            return {"at_least" if isinstance(leaf, AtLeast) else "at_most": leaf.value}
