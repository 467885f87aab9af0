"""The recording status of a coded characteristic on the day its crime was recorded."""

import numpy as np
import pytest

from flightdeck.data.conform.characteristics import STATUSES, coded_status
from tests.unit.data.raw import CODE_LISTS

ETHNICITY = CODE_LISTS["ethnicity_self_defined"]
NAMES = ETHNICITY.names()


def recorded(code, day, *, identified=1, unmatched=False):
    """Status, code kept and whether the code is refused, of one code recorded on one day."""
    number = np.array([NAMES.index(code) if code else -1], dtype=np.int16)
    found = coded_status(
        number,
        unmatched=np.array([unmatched]),
        code_list=ETHNICITY,
        recorded_on=np.array([day], dtype="M8[D]"),
        identified=np.array([identified], dtype=np.int8),
    )
    kept = int(found.forward[0])
    return STATUSES[int(found.status[0])], NAMES[kept] if kept >= 0 else None, bool(found.refused[0])


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("O1", "2011-03-31", ("valid", "A4", False)),  # 16+1 while it was in force
        ("O1", "2011-04-01", ("invalid", "A4", True)),  # the same code a day too late
        ("O2", "2011-03-31", ("invalid", "O2", True)),  # 18+1 before it was in force
        ("O2", "2011-04-01", ("valid", "O2", False)),
        ("W1", "2005-01-01", ("valid", "W1", False)),
        ("NS", "2024-01-01", ("ambiguous", "NS", False)),
        ("N1", "2024-01-01", ("not_asked", "N1", False)),
        ("N4", "2024-01-01", ("declined", "N4", False)),
        ("U", "2024-01-01", ("unknown", "U", False)),
        (None, "2024-01-01", ("missing", None, False)),
        ("O1", "NaT", ("valid", "A4", False)),  # no day to hold it against
    ],
)
def test_a_code_counts_by_the_list_in_force_on_the_day(code, day, expected):
    assert recorded(code, day) == expected


def test_a_label_of_no_list_is_invalid_and_a_person_not_identified_not_applicable():
    assert recorded(None, "2024-01-01", unmatched=True)[0] == "invalid"
    assert recorded("W1", "2024-01-01", identified=0)[0] == "not_applicable"
