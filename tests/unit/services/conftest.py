"""What several tests of the services share."""

import pandas as pd
import pytest

from flightdeck.data.benchmarks import load_benchmarks


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    """The published outcomes that ship with the product."""
    return load_benchmarks(None)
