"""A table of periods or groups says every number once, and no cases only where there are none."""

from flightdeck.domain.result import Group
from flightdeck.web.components.series_table import group_table
from tests.unit.web.test_dial import find, text


def group(label, *, numerator=None, denominator, value, hidden=False):
    return Group(
        code=label, label=label, value=value, numerator=numerator, denominator=denominator, lower=None, upper=None, hidden=hidden,
    )  # fmt: skip


def rows(groups, *, value_unit=""):
    table = group_table(groups, caption="By area", value_unit=value_unit, unit="suspects", id="areas")
    return [[text(cell) for cell in [*find(row, "Th"), *find(row, "Td")]] for row in find(table, "Tr")]


def test_a_figure_that_is_the_count_itself_is_said_once():
    counted = [
        group("East", denominator=41, value=41.0),
        group("West", denominator=None, value=None, hidden=True),
    ]
    assert [row[:2] for row in rows(counted)] == [
        ["Group", "Suspects"],
        ["East", "41"],
        ["West", "suppressed"],
    ]


def test_cases_too_few_to_say_anything_of_are_not_told_as_no_cases():
    told = [group("East", denominator=248, value=None), group("West", denominator=0, value=None)]
    assert [row[:3] for row in rows(told)] == [
        ["Group", "Suspects", "Figure"],
        ["East", "248", "no figure"],
        ["West", "0", "no cases"],
    ]
