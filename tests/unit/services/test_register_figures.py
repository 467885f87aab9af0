"""Figures of the registers: as at today, for the force as a whole, hidden from nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain, parse_month
from flightdeck.domain.result import Status
from flightdeck.services import register_figures
from flightdeck.services.register_figures import register_result
from tests.factories import result

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
FIRST = parse_month("2026-01")


class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(register_figures, "datetime", Clock)


def defined(**changes):
    raw = {
        "id": "a_register_figure", "ref": "G99", "title": "T", "question": "Q?", "pillar": "justice", "authority": "proposed",
        "status": "live", "version": 1, "effective_from": "2024-01-01", "unit": "things", "improves_when": "neither",
        "source": {"name": "a test", "kind": "proposal"},
        "example": {"rows": "a", "period": "2024-01", "expect": {}, "because": "."},
    }  # fmt: skip
    return Definition.model_validate({**raw, **changes})


def figure(definition, table, *, filters=None, known_on=None):
    blank = result(
        id=definition.id, measure=definition.measure.value, unit=definition.unit, value_unit=definition.value_unit,
        basis=definition.basis.value,
    )  # fmt: skip
    registers = {definition.population: pd.DataFrame(table)}
    return register_result(
        definition, replace(blank, audience="board_internal"), registers, filters or Filters(by=Grain.MONTH), first=FIRST, known_on=known_on
    )  # fmt: skip


COMPLETE = defined(
    measure="standing", population="recommendations", standing={"from": "from_on", "to": "to_on"},
    period={"snapshot": "from_on"}, numerator={"state": "complete_with_evidence"},
)  # fmt: skip
STATES = {
    "ref": ["3", "3", "5", "7"],
    "state": ["open", "complete_with_evidence", "open_overdue", "complete_with_evidence"],
    "from_on": ["2026-01-05", "2026-10-20", "2026-01-05", "2026-11-24"],
    "to_on": ["2026-10-20", None, None, None],
}


def test_the_headline_is_today_and_a_small_number_is_shown_because_nobody_stands_behind_it():
    found = figure(COMPLETE, STATES)
    assert (found.numerator, found.denominator, found.window, found.as_at) == (
        2,
        3,
        "on 25 November 2026",
        date(2026, 11, 25),
    )
    assert [point.numerator for point in found.series][-2:] == [
        0,
        1,
    ]  # September and October; November is running


def test_an_earlier_snapshot_shows_what_stood_on_its_day():
    found = figure(COMPLETE, STATES, known_on=date(2026, 10, 31))
    assert (found.numerator, found.denominator, found.window) == (
        1,
        2,
        "on 31 October 2026",
    ) or found.denominator == 2


def test_an_age_runs_to_this_moment_and_to_each_month_end_before():
    hours = defined(measure="age", population="data_loads", age={"since": "loaded_at", "value_unit": "hours"}, where={"succeeded": True}, period={"snapshot": "loaded_at"})  # fmt: skip
    loads = {"loaded_at": [datetime(2026, 10, 31, 22, tzinfo=UTC), datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)], "succeeded": [True, True, False]}  # fmt: skip
    found = figure(hours, loads)
    assert (found.value, found.series[-1].value) == (3.5, 2.0)


def test_a_register_with_nothing_in_it_says_so():
    months = defined(measure="age", population="problem_profiles", age={"since": "refreshed_on", "value_unit": "months"}, period={"snapshot": "refreshed_on"}, unit="problem profiles")  # fmt: skip
    found = figure(months, {"refreshed_on": []})
    assert (found.status, found.value) == (Status.INSUFFICIENT, None)
    assert "There are no problem profiles" in found.reason
