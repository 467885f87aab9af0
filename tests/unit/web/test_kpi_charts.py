"""A breakdown is a comparison, so one group alone is told and not drawn."""

import json

from plotly.utils import PlotlyJSONEncoder

from flightdeck.domain.result import Group
from flightdeck.web.components.kpi_charts import ONE_GROUP, breakdown
from tests.factories import result


def groups(count: int) -> list[Group]:
    return [Group(f"g{n}", f"Group {n}", 10, 100, 0.1, 0.05, 0.18, hidden=False) for n in range(count)]


def shown(count: int) -> str:
    return json.dumps(breakdown(result(), groups(count), by="area"), cls=PlotlyJSONEncoder)


def test_one_group_is_told_in_a_table_and_not_drawn() -> None:
    page = shown(1)
    assert ONE_GROUP in page
    assert "Group 0" in page
    assert "breakdown-chart" not in page


def test_two_groups_are_drawn_beside_their_table() -> None:
    page = shown(2)
    assert ONE_GROUP not in page
    assert "breakdown-chart" in page
    assert "breakdown-table" in page
