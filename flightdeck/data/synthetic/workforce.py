"""Post-holders, their training, and absence by team and month."""

import numpy as np

from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Text, Whole
from flightdeck.data.synthetic.writing import names

COURSES = (
    "risdp",
    "word_on_word",
    "full_code_test",
    "threshold_test",
    "consent_guidance_7",
    "ssaidp",
    "orders",
    "pip2",
    "trauma",
    "first_response",
)
FORCE_POSTS = 1_000_000
SMALLEST_TEAM = 5
GENERATIONS = 3  # post-holders one after another
OTHERS = ("first_responder", "custody_officer")  # outside the investigation teams
OTHERS_PER_TEAM = 4
WORKING_DAYS = 20  # of one person in one month


def _team_sizes(crimes: Crimes, plan: Plan) -> Whole:
    a_year = np.bincount(crimes.team.at, minlength=len(crimes.team.names)) / (plan.months / 12)
    return np.maximum(
        np.rint(a_year / plan.settings.numbers["crimes_per_investigator"]), SMALLEST_TEAM
    ).astype(np.int64)


def staff_tables(crimes: Crimes, plan: Plan) -> dict[str, Table]:
    """T_STAFF and T_STAFF_CRS."""
    sizes = _team_sizes(crimes, plan)
    team = np.repeat(np.arange(len(sizes)), sizes + OTHERS_PER_TEAM)
    outside = np.concatenate([np.arange(size + OTHERS_PER_TEAM) >= size for size in sizes.tolist()])
    rows = len(team) * GENERATIONS
    draws, writing = plan.draws("staff", rows), plan.writing()
    team, outside = np.tile(team, GENERATIONS), np.tile(outside, GENERATIONS)
    started, ended = _tenures(plan, posts=len(team) // GENERATIONS)
    role = draws.pick("staff_role")
    for number, name in enumerate(OTHERS):
        role = role.put(outside & (np.arange(rows) % len(OTHERS) == number), name)
    here = np.flatnonzero(started <= plan.until)
    placed = Coded(crimes.team.names, np.where(outside, -1, team))
    area: Text = np.array([name.split()[0] for name in crimes.team.names], dtype=object)[team]
    new = np.zeros(len(here), dtype=bool)
    ids = plan.force * FORCE_POSTS + here
    staff: Table = {
        "STF_ID": ids,
        "FORCE_NM": np.full(len(here), plan.force_name, dtype=object),
        "BCU_TXT": area[here],
        "UNIT_TXT": names(placed)[here],
        "ROLE_TXT": writing.codes(role.take(here), "staff_role"),
        "FTE": np.where(draws.chance("part_time", 0.15), 0.6, 1.0)[here],
        "START_DT": writing.days(started[here], old=new),
        "END_DT": writing.days(ended[here], old=new),
    }
    return {"T_STAFF": staff, "T_STAFF_CRS": _training(plan, ids=ids, started=started[here])}


def _tenures(plan: Plan, *, posts: int) -> tuple[Whole, Whole]:
    """First and last days of post-holders, one generation after another in the same posts."""
    draws = plan.draws("tenures", posts)
    start = plan.until - plan.months * 30 - draws.whole("before", 0, 700)
    starts, ends = [], []
    for generation in range(GENERATIONS):
        end = start + 120 + draws.lag(f"tenure_{generation}", "tenure")
        last = generation == GENERATIONS - 1
        starts.append(start)
        ends.append(np.full(posts, NEVER) if last else end)
        start = end + draws.whole(f"vacant_{generation}", 1, 90)
    return np.concatenate(starts), np.concatenate(ends)


def _training(plan: Plan, *, ids: Whole, started: Whole) -> Table:
    rows = len(ids) * len(COURSES)
    draws, writing = plan.draws("training", rows), plan.writing()
    course = Coded(COURSES, np.tile(np.arange(len(COURSES)), len(ids)))
    state = draws.pick("training_state")
    completed = np.repeat(started, len(COURSES)) + draws.whole("completed", 20, 500)
    state = state.put(state.equals("complete") & (completed > plan.until), "planned")
    here = np.flatnonzero(~state.equals("none"))
    held = Coded(
        tuple(name for name in state.names if name != "none"), state.at[here]
    )  # "none" is the last of the mix
    done = np.where(state.equals("complete"), completed, NEVER)[here]
    new = np.zeros(len(here), dtype=bool)
    lapses = draws.chance("lapses", 0.4)[here] & (done < NEVER)
    return {
        "TRN_ID": np.repeat(ids, len(COURSES))[here] * len(COURSES) + course.at[here],
        "STF_ID": np.repeat(ids, len(COURSES))[here],
        "CRS_CD": writing.codes(course.take(here), "course"),
        "CRS_STAT": writing.codes(held, "training_state"),
        "COMP_DT": writing.days(done, old=new),
        "EXP_DT": writing.planned(np.where(lapses, done + 1095, NEVER)),
    }


def absence_table(crimes: Crimes, plan: Plan) -> Table:
    """T_ABSENCE: one row a team and month; never a person."""
    sizes = _team_sizes(crimes, plan)
    last = np.datetime64(plan.until, "D").astype("M8[M]")
    months = np.arange(last - plan.months + 1, last + 1).astype("M8[D]").astype(np.int64)
    rows = len(sizes) * len(months)
    draws = plan.draws("absence", rows)
    people = np.repeat(sizes, len(months))
    contracted = people * WORKING_DAYS
    lost = draws.stream("lost").binomial(contracted, plan.settings.numbers["absence_rate"])
    mind = draws.stream("mind").binomial(lost, plan.settings.numbers["absence_psychological"])
    team = Coded(crimes.team.names, np.repeat(np.arange(len(sizes)), len(months)))
    return {
        "ABS_ID": plan.force * FORCE_POSTS + np.arange(rows),
        "FORCE_NM": np.full(rows, plan.force_name, dtype=object),
        "UNIT_TXT": names(team),
        "MTH": plan.writing().days(np.tile(months, len(sizes)), old=np.zeros(rows, dtype=bool)),
        "HEADS": people,
        "DAYS_LOST": lost.astype(np.float64),
        "DAYS_PSY": mind.astype(np.float64),
        "DAYS_CONTR": contracted.astype(np.float64),
    }
