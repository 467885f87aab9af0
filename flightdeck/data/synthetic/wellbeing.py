"""What is known of a team and never of a person: posts, absence, wellbeing screening and the wellbeing survey."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.crimes import Plan
from flightdeck.data.synthetic.draws import Coded, Share, Table, Whole
from flightdeck.data.synthetic.posts import FORCE_POSTS, Posts
from flightdeck.data.synthetic.writing import names

WORKING_DAYS = 20  # of one person in one month
MONTHS_A_YEAR = 12
SURVEYED = (3, 6, 9, 12)  # months in which the wellbeing survey is held
SCORES = 5


@dataclass(frozen=True, slots=True)
class _Months:
    """One row a team and month."""

    team: Coded
    area: np.ndarray[tuple[int], np.dtype[np.object_]]
    first: Whole
    people: Whole  # in post at the end of the month
    part: Share  # the same, full-time equivalent
    established: Share

    def of(self, rows: Whole) -> "_Months":
        """Some of the rows."""
        return _Months(
            self.team.take(rows),
            self.area[rows],
            self.first[rows],
            self.people[rows],
            self.part[rows],
            self.established[rows],
        )


def team_tables(posts: Posts, sizes: Whole, plan: Plan) -> dict[str, Table]:
    """T_ABSENCE and T_STAFF_SURVEY."""
    months = _months(posts, sizes, plan)
    return {"T_ABSENCE": _absence(months, plan), "T_STAFF_SURVEY": _survey(months, plan)}


def _months(posts: Posts, sizes: Whole, plan: Plan) -> _Months:
    last = np.datetime64(plan.until, "D").astype("M8[M]")
    starts = np.arange(last - plan.months + 1, last + 2).astype("M8[D]").astype(np.int64)
    team = np.repeat(np.arange(len(sizes)), plan.months)
    inside = ~posts.outside
    people, part = [], []
    for end in (starts[1:] - 1).tolist():
        here = inside & posts.in_post(np.full(len(posts), min(end, plan.until)))
        people.append(np.bincount(posts.team[here], minlength=len(sizes)))
        part.append(np.bincount(posts.team[here], posts.part[here], minlength=len(sizes)))
    area = np.array([name.split()[0] for name in posts.team_names], dtype=object)
    return _Months(
        team=Coded(posts.team_names, team),
        area=area[team],
        first=np.tile(starts[:-1], len(sizes)),
        people=np.stack(people, axis=1).ravel(),
        part=np.round(np.stack(part, axis=1).ravel(), 1),
        established=np.repeat(sizes, plan.months).astype(np.float64),
    )


def _common(months: _Months, plan: Plan, key: str) -> Table:
    rows = len(months.first)
    return {
        key: plan.force * FORCE_POSTS + np.arange(rows),
        "FORCE_NM": np.full(rows, plan.force_name, dtype=object),
        "BCU_TXT": months.area,
        "UNIT_TXT": names(months.team),
        "MTH": plan.writing().days(months.first, old=np.zeros(rows, dtype=bool)),
    }


def _absence(months: _Months, plan: Plan) -> Table:
    """T_ABSENCE: one row a team and month."""
    draws, numbers = plan.draws("absence", len(months.first)), plan.settings.numbers
    contracted = months.people * WORKING_DAYS
    lost = draws.stream("lost").binomial(contracted, numbers["absence_rate"])
    mind = draws.stream("mind").binomial(lost, numbers["absence_psychological"])
    lent = draws.stream("lent").binomial(contracted - lost, numbers["abstraction_rate"])
    offered = draws.stream("offered").binomial(
        months.people, numbers["screening_offered_a_year"] / MONTHS_A_YEAR
    )
    taken = draws.stream("taken").binomial(offered, numbers["screening_taken"])
    return {
        **_common(months, plan, "ABS_ID"),
        "HEADS": months.people,
        "DAYS_LOST": lost.astype(np.float64),
        "DAYS_PSY": mind.astype(np.float64),
        "DAYS_CONTR": contracted.astype(np.float64),
        "FTE_EST": months.established,
        "FTE_POST": months.part,
        "DAYS_LENT": lent.astype(np.float64),
        "SCRN_OFFER": offered,
        "SCRN_TAKEN": taken,
    }


def _survey(months: _Months, plan: Plan) -> Table:
    """T_STAFF_SURVEY: one row a team and quarter: how many answered, and their scores added up."""
    month = months.first.astype("M8[D]").astype("M8[M]").astype(np.int64) % MONTHS_A_YEAR + 1
    held = months.of(np.flatnonzero(np.isin(month, SURVEYED)))
    draws, numbers = plan.draws("staff_survey", len(held.first)), plan.settings.numbers
    answers = draws.stream("answers").binomial(held.people, numbers["staff_survey_answered"])
    above = draws.stream("score").binomial(
        answers * (SCORES - 1), (numbers["burnout_score"] - 1) / (SCORES - 1)
    )
    return {
        **_common(held, plan, "SURV_ID"),
        "ANSWERS": answers,
        "SCORE_SUM": (answers + above).astype(np.float64),
    }
