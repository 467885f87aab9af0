"""The curve of time to an outcome: what it says of the open cases, and which outcomes came."""

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from flightdeck.domain.filters import Filters
from flightdeck.errors import NotFoundError
from flightdeck.services.access import Actor, Role
from flightdeck.services.survival import AT_RISK_DAYS, STEP_DAYS, curves
from flightdeck.statistics.suppression import Audience
from tests.synthetic_store import CODE_LISTS

ANALYST = Actor("analyst", Role.ANALYST)
SPAN = Filters.from_text("from=2023-01&to=2024-12")


@pytest.fixture(scope="module")
def cohort(deck):
    """Days and outcome group of each crime of two years; the group of an open crime is empty."""
    frames = deck.loaded(Filters()).snapshot.frames
    crimes = frames["crimes"]
    live = crimes["status"].isin(["open", "closed"]) & crimes["offence_code"].isin(
        CODE_LISTS["offence"].in_scope("rasso")
    )
    chosen = crimes[live & crimes["recorded_on"].between("2023-01-01", "2024-12-31")]
    standing = (
        frames["outcomes"]
        .loc[lambda rows: rows["reversed_on"].isna()]
        .sort_values("assigned_on")
        .drop_duplicates("crime_ref", keep="last")
    )
    joined = chosen.merge(standing, on="crime_ref", how="left")
    as_at = np.datetime64(deck.loaded(Filters()).as_at)
    days = (joined["assigned_on"].fillna(as_at) - joined["recorded_on"]).dt.days
    group = joined["outcome"].astype("str").map(CODE_LISTS["outcome"].groups()).fillna("")
    return days[days >= 0].to_numpy(), group[days >= 0].to_numpy()


def test_the_curve_is_that_of_another_library(deck, cohort):
    days, group = cohort
    answer = deck.survival("time_to_outcome", SPAN, ANALYST)
    other = KaplanMeierFitter().fit(days, event_observed=group != "")
    assert answer.survival == pytest.approx(other.predict(list(answer.days)).to_numpy(), abs=5e-5)
    assert answer.days == tuple(range(0, answer.days[-1] + 1, STEP_DAYS))


def test_the_outcomes_that_came_are_those_of_another_library(deck, cohort):
    days, group = cohort
    answer = deck.survival("time_to_outcome", SPAN, ANALYST)
    codes = {"": 0, "charged": 1}
    events = np.array([codes.get(name, 2) for name in group])
    # Ties are moved apart by less than a day's step would show.
    other = AalenJohansenFitter(calculate_variance=False, seed=1)
    with pytest.warns(Warning, match="Tied event times"):
        other.fit(days + 1.0, events, event_of_interest=1)
    expected = [other.cumulative_density_.loc[: day + 1.5].iloc[-1, 0] for day in answer.days]
    assert answer.incidence["Charged"] == pytest.approx(expected, abs=2e-3)


def test_the_outcomes_and_those_still_open_make_the_whole(deck):
    answer = deck.survival("time_to_outcome", SPAN, ANALYST)
    came = np.sum(list(answer.incidence.values()), axis=0)
    assert came + answer.survival == pytest.approx(np.ones(len(answer.days)), abs=5e-4)


def test_those_still_watched_are_counted_on_the_days_that_are_named(deck, cohort):
    days, _ = cohort
    answer = deck.survival("time_to_outcome", SPAN, ANALYST)
    assert [(row.day, row.at_risk) for row in answer.at_risk] == [
        (day, int((days >= day).sum())) for day in AT_RISK_DAYS if day <= days.max()
    ]


@pytest.mark.parametrize(
    "filters",
    [Filters(), SPAN, Filters(team="West 2"), Filters.from_text("from=2021-01&to=2021-02&team=East%201")],
)
def test_the_curve_lies_between_its_limits_and_never_rises(deck, filters):
    answer = deck.survival("time_to_outcome", filters, ANALYST)
    assert all(
        low <= share <= high
        for low, share, high in zip(answer.lower, answer.survival, answer.upper, strict=True)
    )
    assert list(answer.survival) == sorted(answer.survival, reverse=True)


def test_where_every_crime_has_its_outcome_the_limits_are_the_curve():
    """Three crimes decided on day 10, two on day 40, one on day 90: on day 90 nothing is open, and nothing is uncertain."""
    came = np.bincount([10, 10, 10, 40, 40, 90])
    answer = curves({"charged": came}, np.zeros_like(came), Audience.ANALYST, cohort="")
    assert answer.days == (0, 30, 60, 90)
    assert answer.survival == (1.0, 0.5, 0.1667, 0.0)
    assert (answer.lower[-1], answer.upper[-1]) == (0.0, 0.0)
    assert answer.lower[1] < 0.5 < answer.upper[1]


def test_a_kpi_that_follows_no_cohort_has_no_curve(deck):
    with pytest.raises(NotFoundError, match="Report to charge follows no cohort"):
        deck.survival("days_report_to_charge", Filters(), ANALYST)


@pytest.mark.parametrize("text", ["area=Wset", "scope=rape", "team=West%209"])
def test_a_curve_of_what_is_not_there_is_a_fault(deck, text):
    with pytest.raises(NotFoundError):
        deck.survival("time_to_outcome", Filters.from_text(text), ANALYST)


def test_months_outside_the_snapshot_have_no_curve(deck):
    answer = deck.survival("time_to_outcome", Filters.from_text("from=1999-01&to=1999-12"), ANALYST)
    assert (answer.days, answer.cohort) == ((), "")
