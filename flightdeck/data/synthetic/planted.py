"""How large each planted story is: the same figure drawn with and without it."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.calibration import Drawn
from flightdeck.data.synthetic.custody import drawn_custody
from flightdeck.data.synthetic.draws import NEVER, Truth
from flightdeck.data.synthetic.people import link_table
from flightdeck.data.synthetic.settings import Stories, stories
from flightdeck.data.synthetic.victims import told_within_a_working_day

YEAR = 365


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure of a story, told and untold."""

    story: str
    figure: str
    untold: float
    told: float


def effects(untold: Drawn, told: Drawn) -> tuple[Effect, ...]:
    """What each story does to the figures it bends, in the order of the stories."""
    its = stories()
    measures = (
        (
            "process_change",
            "median days from report to referral, crimes recorded in the first 12 months",
            _referral_days,
        ),
        (
            "process_change",
            "% charged within 12 months, crimes recorded in the first 12 months",
            _charged_in_a_year,
        ),
        ("backlog", f"crimes of {its.backlog.where} open over 12 months on the last day", _open_over_a_year),
        (
            "not_recorded",
            f"% of {its.not_recorded.where}'s victims with self-defined ethnicity left blank, since",
            _blank_ethnicity,
        ),
        (
            "right_six",
            f"% of events in {its.right_six.where} told within one working day, in the quarter",
            _told_in_time,
        ),
    )
    return tuple(
        Effect(story, figure, measure(untold, its), measure(told, its)) for story, figure, measure in measures
    )


def _first_year(force: Drawn, its: Stories) -> Truth:
    since = force.crimes.recorded - its.process_change.first_day()
    return force.counted() & (since >= 0) & (since < YEAR)


def _referral_days(force: Drawn, its: Stories) -> float:
    days = (force.cases.referred - force.crimes.reported)[
        _first_year(force, its) & (force.cases.referred < NEVER)
    ]
    return float(np.median(days))


def _charged_in_a_year(force: Drawn, its: Stories) -> float:
    cohort = _first_year(force, its)
    charged = force.cases.charged & (force.cases.ended - force.crimes.recorded <= YEAR)
    return 100 * float((charged & cohort).sum()) / float(cohort.sum())


def _open_over_a_year(force: Drawn, its: Stories) -> float:
    last = its.backlog.last_day()
    crimes = force.crimes
    gone = np.minimum(np.minimum(force.cases.ended, crimes.cancelled), crimes.transferred)
    old = (crimes.recorded < last - YEAR) & (gone > last) & ~crimes.incident
    return float((old & crimes.team.equals(its.backlog.where)).sum())


def _blank_ethnicity(force: Drawn, its: Stories) -> float:
    people, crimes, story = force.people, force.crimes, its.not_recorded
    here = crimes.team.equals(story.where) & (crimes.recorded >= story.first_day())
    victims = here[people.crime] & ~people.suspect
    ethnicity = link_table(people, crimes, force.cases, force.plan)["ETH_SD"][victims].astype(str)
    return 100 * float(np.isin(ethnicity, ["", "None"]).mean())


def _told_in_time(force: Drawn, its: Stories) -> float:
    story = its.right_six
    custody = drawn_custody(force.cases, force.people, force.plan)
    here = force.crimes.areas().equals(story.where)
    return 100 * told_within_a_working_day(
        force.crimes,
        force.cases,
        force.people,
        custody,
        force.plan,
        only=here,
        first=story.first_day(),
        last=story.last_day(),
    )
