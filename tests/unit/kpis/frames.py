"""Short canonical frames for the tests of populations."""

from datetime import date

import pandas as pd

from flightdeck.domain.schema import FRAMES, Kind
from flightdeck.kpis.populations import Populations
from tests.synthetic_store import CODE_LISTS

_TYPES = {
    Kind.DATE: "datetime64[s]",
    Kind.MOMENT: "datetime64[s]",
    Kind.FLAG: "boolean",
    Kind.WHOLE: "Int32",
    Kind.NUMBER: "float64",
}
AS_AT = date(2024, 6, 30)


def populations(**tables):
    """The populations of rows; what a row does not say is missing."""
    frames = {name: _frame(name, rows) for name, rows in tables.items()}
    return Populations(frames, code_lists=CODE_LISTS, as_at=AS_AT)


def _frame(name, rows):
    return pd.DataFrame(
        {
            column.name: pd.Series(
                [row.get(column.name) for row in rows], dtype=_TYPES.get(column.kind, "str")
            )
            for column in FRAMES[name].columns
        }
    )


def crime(ref="c", recorded_on="2024-01-10", **values):
    return {
        "crime_ref": ref,
        "recorded_on": recorded_on,
        "status": "open",
        "offence_code": "19C",
        "force": "F",
        **values,
    }


def outcome(ref, assigned_on, reversed_on=None, *, crime_ref="c", kind="charged"):
    return {
        "outcome_ref": ref,
        "crime_ref": crime_ref,
        "outcome": kind,
        "assigned_on": assigned_on,
        "reversed_on": reversed_on,
    }


def person(ref, crime_ref="c", role="suspect", **values):
    return {"person_role_ref": ref, "crime_ref": crime_ref, "role": role, **values}


def day(text):
    return None if text is None else pd.Timestamp(text)
