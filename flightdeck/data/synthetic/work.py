"""The work of the investigation: its events, its reviews and the devices it takes."""

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.custody import Custody
from flightdeck.data.synthetic.draws import NEVER, Coded, Share, Table, Truth, Whole
from flightdeck.data.synthetic.people import People, first_suspects
from flightdeck.data.synthetic.settings import Lag
from flightdeck.data.synthetic.writing import MINUTES_A_DAY

EVENTS = {  # event -> (share of crimes, hours after the report)
    "first_attendance": (0.82, Lag(median=6, spread=1.2)),
    "rights_given": (0.75, Lag(median=30, spread=1.0)),
    "risk_assessed": (0.7, Lag(median=40, spread=1.1)),
    "plan_created": (0.85, Lag(median=44, spread=1.0)),
    "video_interview": (0.45, Lag(median=260, spread=0.9)),
    "forensic_submitted": (0.16, Lag(median=500, spread=0.8)),
    "digital_strategy": (0.3, Lag(median=700, spread=0.9)),
    "suspect_tasked": (
        1.0,
        Lag(median=900, spread=0.9),
    ),  # only where the suspect is named in more than one crime
    "victim_contacted": (0.25, Lag(median=1100, spread=0.8)),  # besides the contacts that were planned
}
EVENTS_A_CRIME = 20  # record ids leave room for as many events a crime
REVIEWS_A_CRIME = 12
REVIEWS_AHEAD = 60  # days ahead for which a review is already in the diary
REASSESSMENTS = 8
FORCE_CRIMES = 100_000_000
DAY_IN_HOURS = 24


def event_table(crimes: Crimes, cases: Cases, people: People, plan: Plan) -> Table:
    """T_INV_EVENT: one row a dated event of an investigation."""
    draws, rows = plan.draws("events", len(crimes)), len(crimes)
    suspect = first_suspects(people, rows)
    returning = (suspect >= 0) & people.returning()[suspect] & draws.chance("tasked", 0.45)
    minute = crimes.reported * MINUTES_A_DAY + draws.whole("minute", 0, MINUTES_A_DAY - 1)
    tables = _reassessments(crimes, cases, plan)
    for number, (event, (share, hours)) in enumerate(EVENTS.items()):
        own = draws.of(f"event_{event}", rows)
        wanted = own.chance(event, share) & (returning | (event != "suspect_tasked"))
        when = minute + own.lag("hours", hours) * 60 + own.whole("minutes", 0, 59)
        here = np.flatnonzero(wanted & (when // MINUTES_A_DAY <= plan.until))
        tables.append(_events(crimes, plan, event=event, number=number, here=here, when=when))
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def _events(crimes: Crimes, plan: Plan, *, event: str, number: int, here: Whole, when: Whole) -> Table:
    writing = plan.writing()
    return {
        "EVT_ID": plan.force * FORCE_CRIMES + here * EVENTS_A_CRIME + number,
        "INV_URN": crimes.urn[here],
        "EVT_TYP": writing.codes(Coded((event,), np.zeros(len(here), dtype=np.int64)), "event"),
        "EVT_DTTM": writing.moments(when[here], old=crimes.old[here]),
    }


def _reassessments(crimes: Crimes, cases: Cases, plan: Plan) -> list[Table]:
    """The victim's risk assessed again every so often while the crime is open."""
    draws, rows, tables = plan.draws("reassessed", len(crimes)), len(crimes), []
    every = round(draws.number("risk_assessed_every_days"))
    last = np.minimum(_closed(crimes, cases), plan.until)
    for number in range(REASSESSMENTS):
        own = draws.of(f"reassessed_{number}", rows)
        day = crimes.reported + (number + 1) * every + own.whole("late", -7, 14)
        here = np.flatnonzero(own.chance("risk_reassessed") & (day <= last) & ~crimes.incident)
        when = day * MINUTES_A_DAY + own.whole("minute", 540, 1020)
        tables.append(
            _events(crimes, plan, event="risk_assessed", number=len(EVENTS) + number, here=here, when=when)
        )
    return tables


def _closed(crimes: Crimes, cases: Cases) -> Whole:
    """The day each crime stopped being open."""
    return np.minimum(np.minimum(cases.ended, crimes.cancelled), crimes.transferred)


def review_table(crimes: Crimes, cases: Cases, plan: Plan) -> Table:
    """T_INV_REVIEW: one row a supervisory review that fell due while the crime was open, or falls due soon."""
    draws, writing, rows = plan.draws("reviews", len(crimes)), plan.writing(), len(crimes)
    every = round(draws.number("review_every_days"))
    closed = _closed(crimes, cases)
    last = np.where(closed > plan.until, plan.until + REVIEWS_AHEAD, closed)
    tables = []
    for number in range(1, REVIEWS_A_CRIME + 1):
        own = draws.of(f"review_{number}", rows)
        due = crimes.recorded + number * every
        here = np.flatnonzero((due <= last) & ~crimes.incident)
        late = np.where(own.chance("review_on_time"), -own.whole("early", 0, 6), own.lag("review_late"))
        undone = own.share("review_never") < _undone_share(due, crimes, plan)
        done = np.where(undone, NEVER, due + late)
        old = crimes.old[here]
        tables.append(
            {
                "REV_ID": plan.force * FORCE_CRIMES + here * EVENTS_A_CRIME + number,
                "INV_URN": crimes.urn[here],
                "DUE_DT": np.where(
                    due[here] > plan.until, writing.planned(due[here]), writing.days(due[here], old=old)
                ),
                "DONE_DT": writing.days(done[here], old=old),
            }
        )
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def _undone_share(due: Whole, crimes: Crimes, plan: Plan) -> Share:
    """How many reviews are never done: in the planted story nearly all of one team's."""
    share = np.full(len(crimes), plan.settings.numbers["review_never"])
    if plan.stories is None:
        return share
    story = plan.stories.reviews_overdue
    return np.where(crimes.team.equals(story.where) & (due >= story.first_day()), story.undone, share)


def device_table(crimes: Crimes, cases: Cases, people: People, custody: Custody, plan: Plan) -> Table:
    """T_EXHIBIT_DEV: one row a device taken from a victim, or from a suspect on attendance."""
    draws, writing = plan.draws("devices", len(people)), plan.writing()
    from_victim = ~people.suspect & draws.chance("victim_device") & cases.identified[people.crime]
    from_suspect = people.suspect & draws.chance("suspect_device") & (custody.attended < NEVER)
    day = np.where(people.suspect, custody.attended, crimes.reported[people.crime] + draws.lag("device"))
    taken = day * MINUTES_A_DAY + draws.whole("minute", 0, MINUTES_A_DAY - 1)
    here = np.flatnonzero((from_victim | from_suspect) & (day <= plan.until))
    old, suspect, day, taken = crimes.old[people.crime[here]], people.suspect[here], day[here], taken[here]
    examined = day + draws.lag("device_examined")[here]
    back = _back(people, cases, plan, taken=taken, here=here)
    agreed = ~suspect & draws.chance("device_agreement")[here]
    return {
        "DEV_ID": people.link[here],
        "LINK_ID": people.link[here],
        "TAKEN_DTTM": writing.moments(taken, old=old),
        "AGREE_DT": writing.days(np.where(agreed, day, NEVER), old=old),
        "RLE_YN": writing.flags(draws.chance("device_reason")[here]),
        "SUBM_DT": writing.days(np.where(suspect, day + 5, NEVER), old=old),
        "EXAM_DT": writing.days(np.where(suspect, examined, NEVER), old=old),
        "RET_DTTM": writing.moments(back, old=old),
        "REPL_YN": writing.flags(draws.chance("replacement_offered")[here]),
    }


def _back(people: People, cases: Cases, plan: Plan, *, taken: Whole, here: Whole) -> Whole:
    """When a device came back: a victim's within a day or much later, a suspect's when the case has ended."""
    draws = plan.draws("devices_back", len(people))
    in_a_day: Truth = draws.chance("device_back_in_a_day")[here]
    soon = taken + draws.whole("soon", 60, DAY_IN_HOURS * 60)[here]
    late = taken + MINUTES_A_DAY * (1 + draws.lag("device_kept")[here])
    ended = np.maximum(cases.ended[people.crime[here]] * MINUTES_A_DAY, taken)
    return np.where(people.suspect[here], ended, np.where(in_a_day, soon, late))
