"""The tables of post-holders: who they are in no case, what they are trained in, and when somebody last spoke with them."""

import numpy as np

from flightdeck.data.synthetic.crimes import Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Truth, Whole, scattered
from flightdeck.data.synthetic.posts import Posts
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
LAPSES_AFTER = 1095
CONTACTS_A_POST = 256  # record ids leave room for as many contacts with one post-holder


def staff_tables(posts: Posts, plan: Plan) -> dict[str, Table]:
    """T_STAFF, T_STAFF_CRS and T_STAFF_MEET."""
    writing = plan.writing()
    new = np.zeros(len(posts), dtype=bool)
    placed = Coded(posts.team_names, np.where(posts.outside, -1, posts.team))
    staff: Table = {
        "STF_ID": posts.ids,
        "FORCE_NM": np.full(len(posts), plan.force_name, dtype=object),
        "BCU_TXT": posts.areas(),
        "UNIT_TXT": names(placed),
        "ROLE_TXT": writing.codes(posts.role, "staff_role"),
        "FTE": posts.part,
        "START_DT": writing.days(posts.started, old=new),
        "END_DT": writing.days(posts.ended, old=new),
    }
    return {"T_STAFF": staff, "T_STAFF_CRS": _training(posts, plan), "T_STAFF_MEET": _contacts(posts, plan)}


def _training(posts: Posts, plan: Plan) -> Table:
    rows = len(posts) * len(COURSES)
    draws, writing = plan.draws("training", rows), plan.writing()
    holder = np.repeat(np.arange(len(posts)), len(COURSES))
    course = Coded(COURSES, np.tile(np.arange(len(COURSES)), len(posts)))
    state = draws.pick("training_state")
    completed = posts.started[holder] + draws.whole("completed", 20, 500)
    over = np.minimum(posts.ended, plan.until)[holder]
    state = state.put(state.equals("complete") & (completed > over), "planned")
    done = np.where(state.equals("complete"), completed, NEVER)
    begun = np.where(state.equals("complete"), completed, over) - draws.whole("course_days", 3, 120)
    begun = np.where(state.equals("planned"), NEVER, np.maximum(begun, posts.started[holder]))
    lapses = np.where(draws.chance("lapses", 0.4) & (done < NEVER), done + LAPSES_AFTER, NEVER)
    lapses = _lapsing(lapses, plan, course=course, done=done, area=posts.areas()[holder])
    here = np.flatnonzero(~state.equals("none"))
    held = Coded(
        tuple(name for name in state.names if name != "none"), state.at[here]
    )  # "none" is the last of the mix
    new = np.zeros(len(here), dtype=bool)
    return {
        "TRN_ID": (posts.ids[holder] * len(COURSES) + course.at)[here],
        "STF_ID": posts.ids[holder][here],
        "CRS_CD": writing.codes(course.take(here), "course"),
        "CRS_STAT": writing.codes(held, "training_state"),
        "BEGUN_DT": writing.days(begun[here], old=new),
        "COMP_DT": writing.days(done[here], old=new),
        "EXP_DT": writing.planned(lapses[here]),
    }


def _lapsing(
    lapses: Whole,
    plan: Plan,
    *,
    course: Coded,
    done: Whole,
    area: np.ndarray[tuple[int], np.dtype[np.object_]],
) -> Whole:
    """The planted story: what one area was taught runs out over a few months, and nobody renews it."""
    if plan.stories is None:
        return lapses
    story = plan.stories.training_lapses
    first, last = story.first_day(), story.last_day()
    ids = np.arange(len(lapses))
    on = first + np.floor(scattered(ids, "training lapses") * (last - first)).astype(np.int64)
    here: Truth = course.equals(story.course) & (area == story.where) & (done < first)
    return np.where(here & (first <= plan.until), np.minimum(on, lapses), lapses)


def _contacts(posts: Posts, plan: Plan) -> Table:
    """T_STAFF_MEET: supervision and peer support, every so often while in post."""
    numbers, writing = plan.settings.numbers, plan.writing()
    every = round(numbers["supervision_every_days"])
    last = np.minimum(posts.ended, plan.until)
    times = np.maximum((last - posts.started) // every, 0)
    holder = np.repeat(np.arange(len(posts)), times)
    round_ = np.arange(len(holder)) - np.repeat(np.cumsum(times) - times, times)
    ids = posts.ids[holder] * CONTACTS_A_POST + round_
    late = np.floor(scattered(ids, "supervision late") * every / 2).astype(np.int64)
    day = posts.started[holder] + (round_ + 1) * every + late
    here = np.flatnonzero(
        (scattered(ids, "supervision held") < numbers["supervision_held"]) & (day <= last[holder])
    )
    return {
        "MEET_ID": ids[here],
        "STF_ID": posts.ids[holder][here],
        "MEET_DT": writing.days(day[here], old=np.zeros(len(here), dtype=bool)),
    }
