"""The problem profile: its numbers counted a second time."""

from datetime import date

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import first_day, last_day, parse_month
from flightdeck.domain.profile import Grid, Split
from flightdeck.services.access import Actor, Role
from flightdeck.services.problem_profile import problem_profile
from tests.integration.independent_profile import Profiled
from tests.integration.loops import offence_scopes
from tests.synthetic_store import CODE_LISTS, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
SCOPES = ("rasso", "rape_all")
PLACES = ({}, {"area": "West"})
CASES = [(scope, place) for scope in SCOPES for place in PLACES]


@pytest.fixture(scope="session")
def second(deck):
    return Profiled(deck.loaded(Filters()).snapshot.frames)


def both(deck, second, case):
    """The profile, and the crimes it must be of."""
    scope, place = case
    profile = problem_profile(deck, Filters(scope=scope, **place), ANALYST)
    first, last = first_day(parse_month(profile.first)), last_day(parse_month(profile.last))
    codes = offence_scopes(ROOT / "data" / "code_lists")[scope]
    crimes = second.recorded(codes, place, first, last)
    assert len(crimes) > 20, "too few to prove anything"
    return profile, crimes, codes


def counts(profile, block, place=0):
    """The counts of a split by label; a group with nobody in it may be there or not."""
    table = [table for table in profile.block(block).tables if isinstance(table, Split)][place]
    return {line.label: line.count for line in table.lines if line.count}


def grid_of(profile, block):
    (table,) = [table for table in profile.block(block).tables if isinstance(table, Grid)]
    return table


@pytest.mark.parametrize("case", CASES)
def test_the_hours_agree_with_a_second_count(deck, second, case):
    profile, crimes, _ = both(deck, second, case)
    expected, several, unknown = second.hours(crimes)
    grid = grid_of(profile, "when")
    assert [list(row) for row in grid.cells] == [
        [expected[day, hour] for hour in range(24)] for day in range(7)
    ]
    assert sum(grid.row_totals) + several + unknown == len(crimes)
    kept_out = profile.block("when").kept_out
    assert f"{several:,} crime" in kept_out
    assert f"{unknown:,} with no day or no hour" in kept_out


@pytest.mark.parametrize("case", CASES)
def test_the_season_agrees_with_a_second_count(deck, second, case):
    profile, _, codes = both(deck, second, case)
    grid = grid_of(profile, "season")
    live = second.live(codes, case[1])
    expected, several, unknown, outside = second.months(live, [int(year) for year in grid.rows])
    assert [list(row) for row in grid.cells] == [
        [expected[int(year), month] for month in range(1, 13)] for year in grid.rows
    ]
    assert sum(grid.row_totals) + several + unknown + outside == len(live)


@pytest.mark.parametrize("case", CASES)
def test_recency_agrees_with_a_second_count(deck, second, case):
    profile, crimes, _ = both(deck, second, case)
    assert counts(profile, "recency") == dict(second.recency(crimes))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("block", "column"), [("offences", "offence_code"), ("place", "place_type")])
def test_a_coded_block_agrees_with_a_second_count(deck, second, case, block, column):
    profile, crimes, _ = both(deck, second, case)
    labels = CODE_LISTS[column.removesuffix("_code")].labels()
    expected = {labels.get(code, "Not recorded"): count for code, count in second.by(crimes, column).items()}
    assert counts(profile, block) == expected


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("block", "column"), [("domestic-abuse", "domestic_abuse"), ("alcohol-drugs", "alcohol_or_drugs")]
)
def test_a_flag_agrees_with_a_second_count(deck, second, case, block, column):
    profile, crimes, _ = both(deck, second, case)
    words = {True: "Yes", False: "No", None: "Not recorded"}
    expected = {words[value]: count for value, count in second.by(crimes, column).items()}
    assert counts(profile, block) == expected


@pytest.mark.parametrize("case", CASES)
def test_victims_and_repeat_victims_agree_with_a_second_count(deck, second, case):
    profile, crimes, _ = both(deck, second, case)
    times = second.times(crimes)
    labels = {1: "One crime", 2: "Two crimes", 3: "Three or more crimes"}
    assert counts(profile, "repeat-victims") == {labels[often]: count for often, count in times.items()}
    ages = second.ages(crimes)
    told = profile.block("victims").tables[0]
    shown = {line.label: line.count for line in told.lines if line.known and line.count}
    assert shown in ({}, dict(ages)), "below the floor there is no profile, above it this one"
    assert shown or "the gap is the finding" in told.sentence


@pytest.mark.parametrize("case", CASES)
def test_the_change_agrees_with_a_second_count(deck, second, case):
    profile, crimes, codes = both(deck, second, case)
    first, last = first_day(parse_month(profile.first)), last_day(parse_month(profile.last))
    earlier = second.recorded(
        codes, case[1], first.replace(year=first.year - 1), date(last.year - 1, last.month, last.day)
    )
    (table,) = profile.block("change").tables
    whole = table.lines[0]
    assert (whole.now, whole.before) == (len(crimes), len(earlier))
    assert whole.ratio == len(crimes) / len(earlier)
    yes = next(line for line in table.lines if line.label == "Domestic abuse: yes")
    assert (yes.now, yes.before) == (
        second.by(crimes, "domestic_abuse")[True],
        second.by(earlier, "domestic_abuse")[True],
    )


def test_a_window_is_the_readers_own_or_the_latest_twelve_complete_months(deck):
    profile = problem_profile(deck, Filters(), ANALYST)
    assert (profile.first, profile.last) == ("2025-11", "2026-10")
    own = problem_profile(deck, Filters.from_text("from=2024-01&to=2024-03"), ANALYST)
    assert (own.first, own.last, own.window) == ("2024-01", "2024-03", "3 months to Mar 2024")


def test_without_a_year_before_no_change_is_judged(deck):
    profile = problem_profile(deck, Filters.from_text("from=2020-12&to=2021-02"), ANALYST)
    assert "does not hold the same months a year earlier" in profile.block("change").sentence
    assert profile.block("change").tables == ()


def test_dates_without_a_whole_month_give_no_block(deck):
    profile = problem_profile(deck, Filters.from_text("from=2031-01"), ANALYST)
    assert (profile.blocks, profile.sentence) == ((), "No whole month lies within these dates.")
