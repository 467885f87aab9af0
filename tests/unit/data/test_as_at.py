"""The day a source describes."""

from datetime import date

import pandas as pd
import pytest

from flightdeck.data.as_at import as_at_date
from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.mapping.model import AsAt, Mapping, Source
from flightdeck.errors import ReaderError

TODAY = date(2026, 11, 24)


class OneColumn:
    """A source of one column."""

    def __init__(self, *values):
        self.values = values

    def read(self, table, *, columns, where):
        yield RawChunk(
            table=table, first_row=1, frame=pd.DataFrame({columns[0]: list(self.values)}, dtype="str")
        )


def told(said, *values):
    mapping = Mapping(
        mapping="m", title="M", version=1, synthetic=False, system="other", source=Source(folder="."), as_at=AsAt.model_validate(said), frames={}
    )  # fmt: skip
    return as_at_date(mapping, OneColumn(*values), today=TODAY)


COLUMN = {"table": "T", "column": "C"}


@pytest.mark.parametrize(
    ("said", "values", "expected"),
    [
        ({"today": True}, (), TODAY),
        ({"date": date(2024, 4, 30)}, (), date(2024, 4, 30)),
        (COLUMN, ("2026-10-31 23:59:00", None), date(2026, 10, 31)),
        ({"latest": COLUMN}, ("01/02/2026", "03/01/2026"), date(2026, 2, 1)),
        ({"latest": COLUMN}, ("2026-01-01", "2062-01-01"), date(2026, 1, 1)),
        (
            {"latest": {**COLUMN, "formats": ["%Y-%m"], "precision": "month"}},
            ("2024-02", "2024-01"),
            date(2024, 2, 29),
        ),
        ({"latest": {**COLUMN, "formats": ["%Y-%m"], "precision": "month"}}, ("2026-11",), TODAY),
    ],
)
def test_the_as_at_date_is_told_or_read(said, values, expected):
    assert told(said, *values) == expected


@pytest.mark.parametrize("values", [(), ("soon", None), ("01/01/1900",)])
def test_a_column_without_a_date_cannot_tell_it(values):
    with pytest.raises(ReaderError, match=r"T\.C holds no date"):
        told(COLUMN, *values)
