"""Each planted story is found by the chart that should find it, and a force without stories raises no more than chance."""

import sys
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from filelock import FileLock

from bench.signals import RULES, by_chance, in_control, rates, series_of
from flightdeck.data.synthetic.seed import SEED, seed
from flightdeck.data.synthetic.settings import stories
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from flightdeck.statistics.spc import FEWEST_POINTS, limits
from tests.synthetic_store import deck_over, refresh_store

ANALYST = Actor("analyst", Role.ANALYST)
CRIMES = 12_000
UNTIL = date(2026, 10, 31)
TOLERATED = 3  # standard errors: one run in some hundreds would pass it by chance
ETHNICITY = {"characteristic": "ethnicity_self_defined"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What must be seen of a story: on which chart, which way, by which rules, and known by which month at the latest.

    A figure of what happens signals as long as the story lasts; one that stands signals while it moves.
    """

    story: str
    kpi: str
    high: bool
    by_rule: tuple[str, ...]
    by_month: str
    within: tuple[str, str]  # the months of which a share signals that way
    share: float
    filters: dict[str, str]


LEVEL, LASTS = ("run", "outside_limits"), "2026-10"
MOVES = ("outside_limits", "two_in_three", "run")
FINDINGS = (
    Finding("process_change", "charged_within_12_months", True, LEVEL, "2024-11", ("2024-11", "2025-06"), 0.6, {}),
    Finding("process_change", "days_report_to_referral", False, LEVEL, "2024-12", ("2024-12", LASTS), 0.8, {}),
    Finding("backlog", "open_caseload", True, MOVES, "2023-07", ("2023-01", "2023-07"), 0.9, {"team": "South 2"}),
    Finding("backlog", "open_caseload", True, ("outside_limits",), "2023-02", ("2023-02", "2023-02"), 1.0, {"area": "South"}),
    Finding("backlog", "open_caseload", True, MOVES, "2023-07", ("2023-01", "2023-07"), 0.9, {"area": "South"}),
    Finding("backlog", "open_caseload", False, ("outside_limits",), "2024-02", ("2024-01", "2024-04"), 0.9, {"team": "South 2"}),
    Finding("backlog", "open_longer_than_12_months", True, ("run",), "2024-02", ("2023-08", "2024-05"), 0.9, {"team": "South 2"}),
    Finding("not_recorded", "victim_characteristics_substantive", False, ("outside_limits",), "2025-03", ("2025-03", LASTS), 0.9,
            {"team": "West 1", **ETHNICITY}),
    Finding("not_recorded", "victim_characteristics_substantive", False, RULES, "2025-04", ("2025-04", LASTS), 0.8,
            {"area": "West", **ETHNICITY}),
    Finding("right_six", "right_6_on_time", False, ("outside_limits",), "2025-11", ("2025-11", "2025-12"), 0.9, {"area": "East"}),
    Finding("reviews_overdue", "overdue_supervisory_reviews", True, ("outside_limits",), "2026-08", ("2026-08", LASTS), 0.6,
            {"team": "East 2"}),
    Finding("reviews_overdue", "overdue_supervisory_reviews", True, ("outside_limits",), "2026-08", ("2026-08", LASTS), 0.9,
            {"area": "East"}),
    Finding("training_lapses", "word_on_word_training_current", False, MOVES, "2026-06", ("2026-05", "2026-09"), 0.9,
            {"area": "West"}),
    Finding("contact_silence", "no_contact_for_28_days", True, ("outside_limits",), "2026-06", ("2026-05", "2026-06"), 0.9,
            {"area": "South"}),
)  # fmt: skip


def force(shared, name, *, crimes=CRIMES, seeded=SEED, told):
    """A force through the whole pipeline, built once a run and shared by every worker."""
    store = shared / f"force-{name}"
    with FileLock(shared / f"force-{name}.lock"):
        if not (store / "built").exists():
            seed(store / "synthetic" / "rms.sqlite", crimes=crimes, until=UNTIL, seed=seeded, stories=told)
            refresh_store(store)
            (store / "built").touch()
    return deck_over(store)


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder that every worker of this run shares."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="module")
def told(shared):
    """The force with its stories."""
    return force(shared, "told", told=True)


@pytest.fixture(scope="module")
def untold(shared):
    """The same force, drawn with the same chances, without them."""
    return force(shared, "untold", told=False)


def months(deck, finding):
    """The judged months of a chart: month, rule, and whether it lies high."""
    result = deck.result(finding.kpi, Filters(by=Grain.MONTH).but(**finding.filters), ANALYST)
    return [
        (point.first[:7], point.signal, point.value > point.mean)
        for point in result.series
        if point.mature and point.value is not None and point.mean is not None
    ]


def share(deck, finding):
    """The share of the months of a finding that signal the story's way, by its rules."""
    first, last = finding.within
    inside = [one for one in months(deck, finding) if first <= one[0] <= last]
    return sum(rule in finding.by_rule and high is finding.high for _, rule, high in inside) / len(inside)


def say(text):
    """A line of the output of the tests, for whoever asks for it."""
    sys.stdout.write(f"{text}\n")


def test_every_story_has_a_chart_that_must_find_it():
    assert {finding.story for finding in FINDINGS} == set(stories().all())


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda one: f"{one.story}-{one.kpi}-{len(one.filters)}")
def test_a_story_is_found_by_its_chart_by_its_rule_and_in_time_and_not_where_it_was_not_told(
    told, untold, finding
):
    story = stories().all()[finding.story]
    seen = [
        (month, rule)
        for month, rule, high in months(told, finding)
        if str(story.start)[:7] <= month <= finding.by_month
        and high is finding.high
        and rule in finding.by_rule
    ]
    assert seen, f"{finding.kpi} shows no {finding.by_rule} by {finding.by_month}"
    say(f"{finding.story}: {finding.kpi} {finding.filters} found in {seen[0][0]} by {seen[0][1]}")
    assert share(told, finding) >= finding.share
    assert share(untold, finding) <= share(told, finding) - 0.5


@pytest.mark.parametrize("by", [Grain.MONTH, Grain.QUARTER])
@pytest.mark.parametrize("stands", [False, True], ids=["happening", "standing"])
def test_a_force_without_stories_raises_no_more_signals_than_chance(untold, shared, by, stands):
    others = force(shared, "other", crimes=6_000, seeded=SEED + 1, told=False)
    series = [one for deck in (untold, others) for one in series_of(deck, by=by) if one.stands is stands]
    measured, chance = rates([one.rules for one in series]), by_chance(series, seed=1)
    say(
        f"by {by.value}: {len(series)} series, {measured.points:,} points: {100 * measured.any:.1f} % signal, "
        f"± {200 * measured.spread:.1f}; by chance {100 * chance.any:.1f} %"
    )
    for rule in RULES:
        say(f"  {rule}: {100 * measured.of[rule]:.2f} %, by chance {100 * chance.of[rule]:.2f} %")
    assert len(series) > (50 if stands else 100)
    assert measured.any <= chance.any + TOLERATED * measured.spread


def test_the_rate_of_chance_is_that_of_the_rules_written_out_again():
    textbook = in_control(96, seed=1, draws=400)
    steps = np.random.default_rng(1).standard_normal((400, 96))
    again = rates([_rules_again(one.tolist()) for one in steps])
    assert again == textbook
    assert 0.05 < textbook.any < 0.08


def _rules_again(values):
    """The four rules in plain loops, from their words: the first that a point breaks is its own."""
    known = limits(values)
    reach, count = known.upper - known.mean, len(values)
    assert count >= FEWEST_POINTS
    away = [value - known.mean for value in values]
    broken = (
        {at for at in range(count) if abs(away[at]) > reach},
        {at for seven in _stretches(count, 7) if _is_trend([values[at] for at in seven]) for at in seven},
        {at for three in _stretches(count, 3) for at in _close(three, away, reach)},
        {at for seven in _stretches(count, 7) if _is_one_sided([away[at] for at in seven]) for at in seven},
    )
    return [
        next((rule for rule, places in zip(RULES, broken, strict=True) if at in places), "none")
        for at in range(count)
    ]


def _stretches(count, length):
    return [range(end - length, end) for end in range(length, count + 1)]


def _is_one_sided(away):
    return len({distance > 0 for distance in away}) == 1


def _is_trend(values):
    return len({after > before for before, after in pairwise(values)}) == 1


def _close(three, away, reach):
    """Those of three points on one side that lie in the outer third, where there are two or more."""
    outer = [at for at in three if reach * 2 / 3 < abs(away[at]) <= reach]
    return outer if len(outer) > 1 and _is_one_sided([away[at] for at in three]) else []
