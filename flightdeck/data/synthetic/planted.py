"""How large each planted story is: the same figure drawn with and without it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.data.synthetic.calibration import Drawn
from flightdeck.data.synthetic.custody import drawn_custody
from flightdeck.data.synthetic.draws import NEVER, Truth, Whole
from flightdeck.data.synthetic.people import link_table
from flightdeck.data.synthetic.posts import drawn_posts
from flightdeck.data.synthetic.settings import Stories, raw_labels, stories
from flightdeck.data.synthetic.victims import contact_table, told_within_a_working_day
from flightdeck.data.synthetic.work import review_table
from flightdeck.data.synthetic.workforce import staff_tables

YEAR = 365
YEAR_DIGITS = 4


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
        (
            "reviews_overdue",
            f"% of reviews of {its.reviews_overdue.where} due since and not done",
            _not_reviewed,
        ),
        (
            "training_lapses",
            f"% of people of {its.training_lapses.where} in post on the last day with the course in date",
            _in_date,
        ),
        (
            "contact_silence",
            f"% of contacts due in {its.contact_silence.where} since that did not happen",
            _not_contacted,
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


def _not_reviewed(force: Drawn, its: Stories) -> float:
    story, crimes = its.reviews_overdue, force.crimes
    table = review_table(crimes, force.cases, force.plan)
    of_team = np.isin(table["INV_URN"], crimes.urn[crimes.team.equals(story.where)])
    due = _days(table["DUE_DT"])
    since = of_team & (due >= story.first_day()) & (due <= force.plan.until)
    return 100 * float(_blank(table["DONE_DT"])[since].mean())


def _in_date(force: Drawn, its: Stories) -> float:
    story = its.training_lapses
    posts = drawn_posts(force.crimes, force.plan)
    table = staff_tables(posts, force.plan)["T_STAFF_CRS"]
    here = posts.in_post(np.full(len(posts), force.plan.until)) & (posts.areas() == story.where)
    of_course = table["CRS_CD"] == raw_labels()["course"][story.course][1]
    lapsed = ~_blank(table["EXP_DT"]) & (_days(table["EXP_DT"]) < force.plan.until)
    current = table["STF_ID"][of_course & ~_blank(table["COMP_DT"]) & ~lapsed]
    return 100 * float(np.isin(posts.ids[here], current).mean())


def _not_contacted(force: Drawn, its: Stories) -> float:
    story, crimes, people = its.contact_silence, force.crimes, force.people
    custody = drawn_custody(force.cases, people, force.plan)
    table = contact_table(crimes, force.cases, people, custody, force.plan)
    due = table["EV_TYP"] == raw_labels()["key_event"]["contact_due"][1]
    of_area = np.isin(table["LINK_ID"], people.link[crimes.areas().equals(story.where)[people.crime]])
    since = due & of_area & (_days(table["EV_DT"]) >= story.first_day())
    return 100 * float(_blank(table["TOLD_DT"])[since].mean())


def _blank(column: NDArray[np.generic]) -> Truth:
    return np.isin(column.astype(str), ["", "None"])


def _days(column: NDArray[np.generic]) -> Whole:
    """Days since 1970 of days written after the upgrade; long ago for the rest, which lie before every story."""
    text = column.astype(str)
    written = np.char.find(text, "-") == YEAR_DIGITS
    return np.where(written, text, "1970-01-01").astype("M8[D]").astype(np.int64)
