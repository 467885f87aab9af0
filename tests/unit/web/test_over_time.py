"""A process is drawn only where enough of it can be seen."""

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.web.components.kpi_charts import TOO_FEW, over_time
from tests import factories as made
from tests.unit.web.test_dial import find, text


@pytest.mark.parametrize(("shown", "charts"), [(0, 0), (2, 0), (3, 1)])
def test_fewer_than_three_visible_periods_are_told_and_stand_in_the_table_alone(shown, charts):
    part = over_time(made.result(series=made.series(hidden=range(shown, 20))), Filters())
    assert len(find(part, "Graph")) == charts
    assert (TOO_FEW in text(part)) is (charts == 0)
    assert len(find(part, "Table")) == 1
