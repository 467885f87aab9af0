"""What a work list says of its records."""

import pandas as pd
import pytest

from flightdeck.services.worklist import placed


@pytest.mark.parametrize("kind", ["str", "category"])
def test_a_record_without_a_team_says_so(kind):
    rows = pd.DataFrame(
        {"force": ["North"] * 2, "area": ["East", None], "team": ["East 1", None]}, dtype=kind
    )
    assert placed(rows).to_dict("list") == {
        "force": ["North", "North"],
        "area": ["East", "Not recorded"],
        "team": ["East 1", "Not recorded"],
    }
