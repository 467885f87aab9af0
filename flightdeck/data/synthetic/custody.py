"""Arrests, voluntary attendances, releases and bail of the suspects."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Draws, Table, Truth, Whole
from flightdeck.data.synthetic.people import SUSPECT, People
from flightdeck.data.synthetic.settings import month_start

NEW_REGIME = (
    month_start("2022-10") + 27
)  # Police, Crime, Sentencing and Courts Act 2022, schedule 4: 28 October 2022
PERIODS = {
    "custody_officer": (28, 91),
    "inspector": (28, 183),
    "superintendent": (91, 274),
    "court": (274, 365),
}
BEFORE_THE_END = 0.6  # an arrest comes in this part of the way to the referral or the outcome
EPISODES = 2  # record ids leave room for the attendance and the charge
CONDITIONS = 3  # a bail has up to three


@dataclass(frozen=True, slots=True)
class Custody:
    """What happened to each suspect link. Days that do not come are NEVER."""

    voluntary: Truth
    attended: Whole
    interviewed: Whole
    released: Whole
    release: Coded
    charged: Whole
    charge_release: Coded


def drawn_custody(cases: Cases, people: People, plan: Plan) -> Custody:
    """Attendance, interview and release of each link; all NEVER for victims and suspects never spoken to.

    A suspect charged in custody is released, or remanded, by the charge alone.
    """
    draws = plan.draws("custody", len(people))
    at = people.crime
    main = people.slot == SUSPECT
    spoken = (
        people.suspect & people.identified & (draws.chance("suspect_spoken_to") | (cases.charged[at] & main))
    )
    voluntary = draws.chance("voluntary") & ~cases.in_custody[at]
    attended = np.where(spoken, _attended(cases, people, draws), NEVER)
    interviewed = attended + draws.whole("interview", 0, 1)
    interviewed = np.where(draws.chance("interview_blank") | ~spoken, NEVER, interviewed)
    release = draws.pick("release")
    charged = np.where(cases.charged[at] & main & spoken, cases.ended[at], NEVER)
    kept_in = cases.in_custody[at] & main & spoken
    at_once = release.equals("no_further_action") & (charged < NEVER)
    return Custody(
        voluntary=voluntary,
        attended=attended,
        interviewed=interviewed,
        released=np.where(spoken & ~kept_in, attended + 1, NEVER),
        release=release.put(at_once | voluntary, "under_investigation").blank(kept_in),
        charged=charged,
        charge_release=draws.pick("charge_release"),
    )


def _attended(cases: Cases, people: People, draws: Draws) -> Whole:
    at = people.crime
    room: Whole = np.floor((cases.unslowed_step[at] - people.named) * BEFORE_THE_END).astype(np.int64)
    waited: Whole = np.minimum(draws.lag("arrest"), np.maximum(room, 0))
    return people.named + waited


def custody_table(crimes: Crimes, people: People, custody: Custody, plan: Plan, *, finished: Whole) -> Table:
    """T_CUSTODY: one row an attendance with the release that ended it, or a charge with the release that followed.

    A release after attendance ends with the charge; bail or remand after charge ends when the court has finished.
    """
    writing = plan.writing()
    came = np.flatnonzero(custody.attended <= plan.until)
    charged = np.flatnonzero(custody.charged <= plan.until)
    rows = np.concatenate([came, charged])
    is_charge = np.concatenate([np.zeros(len(came), dtype=bool), np.ones(len(charged), dtype=bool)])
    kind = np.where(is_charge, "CHARGE", np.where(custody.voluntary[rows], "VA", "ARREST")).astype(object)
    old = crimes.old[people.crime[rows]]
    attended = np.where(is_charge, NEVER, custody.attended[rows])
    ended = np.where(custody.released < NEVER, custody.charged, NEVER)
    labels = [
        writing.codes(custody.release.take(came), "release", old=old[: len(came)]),
        writing.codes(custody.charge_release.take(charged), "release"),
    ]
    return {
        "CUST_ID": people.link[rows] * EPISODES + is_charge,
        "LINK_ID": people.link[rows],
        "EPISODE_TYP": kind,
        "VOL_YN": writing.flags(custody.voluntary[rows]),
        "ARR_DT": writing.days(np.where(custody.voluntary[rows], NEVER, attended), old=old),
        "INTVW_DT": writing.days(np.where(is_charge, NEVER, custody.interviewed[rows]), old=old),
        "DISP_TXT": np.concatenate(labels),
        "DISP_DT": writing.days(np.where(is_charge, custody.charged[rows], custody.released[rows]), old=old),
        "DISP_END": writing.days(np.where(is_charge, finished[rows], ended[rows]), old=old),
    }


@dataclass(frozen=True, slots=True)
class Bail:
    """The bail periods: the place of the link, and its days."""

    rows: Whole
    started: Whole
    period_ends: Whole
    authority: Coded
    ended: Whole
    ended_by: Coded
    conditional: Truth


def drawn_bail(cases: Cases, people: People, custody: Custody, plan: Plan) -> Bail:
    """Pre-charge bail under the regime of its first day; ended by charge, outcome, the end of its period, or by nothing."""
    draws = plan.draws("bail", len(people))
    rows = np.flatnonzero(custody.release.equals("bail") & (custody.released <= plan.until))
    started = custody.released[rows]
    extended = draws.chance("bail_extended")
    authority = draws.pick("authority", "bail_authority").put(~extended, "custody_officer").take(rows)
    regime = (started >= NEW_REGIME).astype(np.int64)
    periods = np.array([PERIODS[name] for name in authority.names])
    period_ends = started + periods[authority.at, regime]
    outcome = cases.ended[people.crime[rows]]
    in_time = outcome <= period_ends
    lapsed = draws.pick("bail_end").take(rows)
    ended_by = lapsed.put(in_time, "no_further_action").put(
        in_time & cases.charged[people.crime[rows]], "charged"
    )
    ended = np.where(in_time, outcome, period_ends + (~ended_by.equals("lapsed") & ~in_time))
    forgotten = ended_by.equals("lapsed") & draws.chance("bail_end_unrecorded")[rows]
    ended = np.where(forgotten, NEVER, ended)
    return Bail(
        rows=rows,
        started=started,
        period_ends=period_ends,
        authority=authority,
        ended=np.maximum(ended, started),
        ended_by=ended_by.blank(ended > plan.until),
        conditional=draws.chance("bail_conditional")[rows],
    )


def bail_tables(crimes: Crimes, people: People, bail: Bail, plan: Plan) -> dict[str, Table]:
    """T_BAIL and T_BAIL_COND."""
    draws, writing = plan.draws("bail_views", len(people)), plan.writing()
    old = crimes.old[people.crime[bail.rows]]
    views = np.where(draws.chance("victim_views_sought")[bail.rows], bail.started, NEVER)
    link = people.link[bail.rows]
    table: Table = {
        "BAIL_ID": link,
        "CUST_ID": link * EPISODES,
        "LINK_ID": link,
        "START_DT": writing.days(bail.started, old=old),
        "ABP_END": writing.planned(bail.period_ends),
        "EXT_BY": writing.codes(bail.authority, "bail_authority"),
        "COND_YN": writing.flags(bail.conditional),
        "VIC_VIEW_DT": writing.days(views, old=old),
        "END_DT": writing.days(bail.ended, old=old),
        "END_RSN": writing.codes(bail.ended_by, "bail_end"),
    }
    return {"T_BAIL": table, "T_BAIL_COND": _conditions(people, bail, plan)}


def _conditions(people: People, bail: Bail, plan: Plan) -> Table:
    draws, writing = plan.draws("conditions", len(people)), plan.writing()
    count = draws.whole("count", 1, CONDITIONS)[bail.rows]
    tables = []
    for number in range(CONDITIONS):
        here = bail.conditional & (count > number)
        link = people.link[bail.rows[here]]
        coded = draws.pick(f"condition_{number}", "bail_condition").take(bail.rows[here])
        tables.append((link * CONDITIONS + number, link, writing.codes(coded, "bail_condition")))
    ids, bails, texts = (np.concatenate(part) for part in zip(*tables, strict=True))
    return {"COND_ID": ids, "BAIL_ID": bails, "COND_TXT": texts}
