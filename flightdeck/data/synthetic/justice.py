"""Submissions to the Crown Prosecution Service, its action plans, and the court."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.custody import Custody
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Truth, Whole
from flightdeck.data.synthetic.people import People, first_suspects

SUBMISSIONS = 4  # record ids leave room for advice, charging decision and review
ADVICE, CHARGING, REVIEW = range(3)
STAGES = ("first_hearing", "ptph", "trial_listed", "trial", "verdict", "sentence", "stopped")
BEFORE_TRIAL = 14


def submission_tables(crimes: Crimes, cases: Cases, people: People, plan: Plan) -> dict[str, Table]:
    """T_CPS and T_CPS_AP: early advice and charging decisions about the main suspect, and the action plans set."""
    draws, writing, rows = plan.draws("cps", len(crimes)), plan.writing(), len(crimes)
    suspect = first_suspects(people, rows)
    advised = _advised(crimes, cases, plan)
    decision = Coded(("no_further_action", "charge"), cases.charged.astype(np.int64)).put(
        admin_finalised(cases, plan), "admin_finalised"
    )
    days = {ADVICE: advised, CHARGING: cases.referred}
    decided = {ADVICE: advised + draws.whole("advice_days", 10, 35), CHARGING: cases.decided}
    codes = {ADVICE: decision.put(np.ones(rows, dtype=bool), "further_enquiries"), CHARGING: decision}
    tables = []
    for kind, name in ((ADVICE, "early_advice"), (CHARGING, "charging")):
        here = np.flatnonzero((days[kind] <= plan.until) & (suspect >= 0))
        old, link = crimes.old[here], people.link[suspect[here]]
        tables.append(
            {
                "SUB_ID": link * SUBMISSIONS + kind,
                "LINK_ID": link,
                "SUB_TYP": writing.codes(Coded((name,), np.zeros(len(here), dtype=np.int64)), "submission"),
                "SUB_DT": writing.days(days[kind][here], old=old),
                "CUST_YN": writing.flags(cases.in_custody[here]),
                "DEC_TXT": writing.codes(
                    codes[kind].take(here).blank(decided[kind][here] > plan.until), "cps_decision"
                ),
                "DEC_DT": writing.days(decided[kind][here], old=old),
                "CONSULTS": 1 + draws.stream("consultations").poisson(0.8, rows)[here],
            }
        )
    submissions = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    return {"T_CPS": submissions, "T_CPS_AP": _action_plans(crimes, cases, people, plan, suspect=suspect)}


def admin_finalised(cases: Cases, plan: Plan) -> Truth:
    """Submissions closed by the Crown Prosecution Service without a legal decision."""
    return plan.draws("cps", len(cases.ended)).chance("admin_finalised") & ~cases.charged


def _advised(crimes: Crimes, cases: Cases, plan: Plan) -> Whole:
    draws = plan.draws("advice", len(crimes))
    wanted = cases.identified & draws.chance("early_advice") & ~cases.in_custody
    day = crimes.reported + draws.lag("early_advice_before_referral")
    return np.where(wanted & (day < np.minimum(cases.referred, cases.ended)), day, NEVER)


def _action_plans(crimes: Crimes, cases: Cases, people: People, plan: Plan, *, suspect: Whole) -> Table:
    draws, writing = plan.draws("action_plans", len(crimes)), plan.writing()
    set_on = cases.referred + draws.whole("set", 5, 20)
    wanted = draws.chance("action_plan") & ~cases.in_custody & (set_on < cases.decided) & (suspect >= 0)
    here = np.flatnonzero(wanted & (set_on <= plan.until))
    due = (set_on + draws.lag("plan_due"))[here]
    late = np.where(
        draws.chance("action_plan_on_time")[here],
        -draws.whole("early", 0, 10)[here],
        draws.lag("plan_late")[here],
    )
    link = people.link[suspect[here]]
    return {
        "AP_ID": link,
        "SUB_ID": link * SUBMISSIONS + CHARGING,
        "DUE_DT": writing.planned(due),
        "RET_DT": writing.days(due + late, old=crimes.old[here]),
    }


@dataclass(frozen=True, slots=True)
class Court:
    """The court days of each link, by stage, with the result. Days that do not come are NEVER."""

    days: dict[str, Whole]
    guilty_plea: Truth
    convicted: Truth
    finished: Whole


def drawn_court(people: People, custody: Custody, plan: Plan) -> Court:
    """The way through court of each charged link."""
    draws = plan.draws("court", len(people))
    pleads = draws.chance("guilty_plea")
    convicted = pleads | draws.chance("convicted")
    stopped = draws.chance("stopped") & ~pleads
    first = custody.charged + draws.lag("first_hearing")
    prepared = first + draws.lag("preparation_hearing")
    trial = np.where(pleads | stopped, NEVER, prepared + draws.lag("trial"))
    halted = np.where(stopped, prepared + draws.lag("trial") // 2, NEVER)
    verdict = np.where(pleads, prepared, trial + draws.whole("trial_days", 2, 8))
    verdict = np.where(stopped, NEVER, verdict)
    sentence = np.where(convicted, verdict + draws.lag("sentence"), NEVER)
    finished = np.minimum(np.where(convicted, sentence, verdict), halted)
    days = dict(
        zip(
            STAGES,
            (
                first,
                prepared,
                np.where(trial < NEVER, prepared + BEFORE_TRIAL, NEVER),
                trial,
                verdict,
                sentence,
                halted,
            ),
            strict=True,
        )
    )
    return Court(days=days, guilty_plea=pleads, convicted=convicted, finished=np.minimum(finished, NEVER))


def court_table(crimes: Crimes, people: People, court: Court, plan: Plan) -> Table:
    """T_COURT: one row a stage reached."""
    draws, writing = plan.draws("court_results", len(people)), plan.writing()
    victim = draws.chance("victim_left", 0.5)
    tables = []
    for number, stage in enumerate(STAGES):
        here = np.flatnonzero(court.days[stage] <= plan.until)
        plea = Coded(("not_guilty", "guilty"), court.guilty_plea[here].astype(np.int64))
        result = _result(stage, court, here, victim=victim[here])
        tables.append(
            {
                "STG_ID": people.link[here] * len(STAGES) + number,
                "LINK_ID": people.link[here],
                "STG_TYP": writing.codes(Coded((stage,), np.zeros(len(here), dtype=np.int64)), "court_stage"),
                "STG_DT": writing.days(court.days[stage][here], old=crimes.old[people.crime[here]]),
                "PLEA": writing.codes(
                    plea if stage in {"ptph", "verdict"} else plea.blank(np.ones(len(here), dtype=bool)),
                    "plea",
                ),
                "RESULT": writing.codes(result, "court_result"),
            }
        )
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def _result(stage: str, court: Court, here: Whole, *, victim: Truth) -> Coded:
    if stage == "verdict":
        return Coded(("acquitted", "convicted"), court.convicted[here].astype(np.int64))
    if stage == "stopped":
        return Coded(("discontinued", "discontinued_victim"), victim.astype(np.int64))
    if stage == "sentence":
        return Coded(("custody",), np.zeros(len(here), dtype=np.int64))
    if stage == "trial":
        return Coded(("effective",), np.zeros(len(here), dtype=np.int64))
    return Coded((), np.full(len(here), -1, dtype=np.int64))
