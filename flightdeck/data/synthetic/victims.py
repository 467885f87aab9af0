"""What victims are told and offered, what they answer in surveys, and what is asked about them."""

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.contacts import CONTACTS, contact_rounds, silent
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.custody import Custody
from flightdeck.data.synthetic.draws import NEVER, Coded, Draws, Share, Table, Text, Truth, Whole
from flightdeck.data.synthetic.people import VICTIM, People, first_suspects

EVENTS = (
    "arrested",
    "interviewed_under_caution",
    "bailed",
    "released_under_investigation",
    "released_without_charge",
    "charged",
    "no_further_action",
    "contact_due",
)
RELEASES = {
    "bailed": "bail",
    "released_under_investigation": "under_investigation",
    "released_without_charge": "no_further_action",
}
SERVICES = 2
SURVEY_ITEMS = ("believed", "understood", "valued", "safe", "informed", "would_report_again")
FORCE_ANSWERS = 10_000_000  # survey answers of one force
NOTICE = 2  # days within which a victim should be told of a request for material


def contact_table(crimes: Crimes, cases: Cases, people: People, custody: Custody, plan: Plan) -> Table:
    """T_VIC_CONTACT: one row an event the victim must be told of, or a contact that fell due."""
    draws, writing, rows = plan.draws("contacts", len(crimes)), plan.writing(), len(crimes)
    days = _event_days(crimes, cases, people, custody, draws)
    victim = people.of_slot(VICTIM, rows)
    tables = [contact_rounds(crimes, cases, people, plan, first=days["contact_due"], number=len(EVENTS))]
    for number, event in enumerate(EVENTS):
        told = _told(days[event], crimes, draws.of(f"told_{event}", rows), plan)
        if event == "contact_due":
            told = silent(told, due=days[event], crime=np.arange(rows), crimes=crimes, plan=plan)
        here = np.flatnonzero(days[event] <= plan.until)
        link = people.link[victim[here]]
        tables.append(
            {
                "CON_ID": link * CONTACTS + number,
                "LINK_ID": link,
                "EV_TYP": writing.codes(Coded((event,), np.zeros(len(here), dtype=np.int64)), "key_event"),
                "EV_DT": writing.days(days[event][here], old=crimes.old[here]),
                "TOLD_DT": writing.days(told[here], old=crimes.old[here]),
            }
        )
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def told_within_a_working_day(
    crimes: Crimes,
    cases: Cases,
    people: People,
    custody: Custody,
    plan: Plan,
    *,
    only: Truth | None = None,
    first: int = 0,
    last: int = NEVER - 1,
) -> float:
    """Share of the events by the extract (of some crimes, between two days) told within one working day."""
    days = _event_days(crimes, cases, people, custody, plan.draws("contacts", len(crimes)))
    due = in_time = 0
    for event in EVENTS:
        told = _told(days[event], crimes, plan.draws(f"told_{event}", len(crimes)), plan)
        here = (days[event] >= first) & (days[event] <= min(last, plan.until))
        here &= True if only is None else only
        limit = np.busday_offset(days[event][here].astype("M8[D]"), 1, roll="backward").astype(np.int64)
        due += int(here.sum())
        in_time += int((told[here] <= limit).sum())
    return in_time / due


def _event_days(
    crimes: Crimes, cases: Cases, people: People, custody: Custody, draws: Draws
) -> dict[str, Whole]:
    """Event to its day for each crime, as it happened to the main suspect."""
    suspect = first_suspects(people, len(crimes))
    have = suspect >= 0

    def of_suspect(days: Whole) -> Whole:
        return np.where(have, days[suspect], NEVER)

    attended = np.where(custody.voluntary, NEVER, custody.attended)
    days = {"arrested": of_suspect(attended), "interviewed_under_caution": of_suspect(custody.interviewed)}
    for event, release in RELEASES.items():
        days[event] = of_suspect(np.where(custody.release.equals(release), custody.released, NEVER))
    days["charged"] = of_suspect(custody.charged)
    given_up = ~cases.charged & cases.identified & (cases.ended < NEVER)
    days["no_further_action"] = np.where(given_up, cases.ended, NEVER)
    due = crimes.reported + draws.lag("contact_due")
    days["contact_due"] = np.where((due < cases.ended) & ~crimes.incident, due, NEVER)
    return days


def _told(days: Whole, crimes: Crimes, draws: Draws, plan: Plan) -> Whole:
    """The day the victim was told: within one working day, later, or never."""
    on_time = draws.share("on_time") < _on_time_share(days, crimes, plan)
    working_days = np.where(
        on_time, draws.whole("same_or_next", 0, 1), 1 + np.maximum(draws.lag("told_late"), 1)
    )
    happened = days < NEVER
    told = np.full(len(days), NEVER, dtype=np.int64)
    from_day = days[happened].astype("M8[D]")
    later = np.busday_offset(from_day, working_days[happened], roll="backward").astype(np.int64)
    told[happened] = np.maximum(later, days[happened])
    return np.where(draws.chance("right_six_never") & ~on_time, NEVER, told)


def _on_time_share(days: Whole, crimes: Crimes, plan: Plan) -> Share:
    share = np.full(len(days), plan.settings.numbers["right_six_on_time"])
    if plan.stories is None:
        return share
    story = plan.stories.right_six
    during = (days >= story.first_day()) & (days <= story.last_day())
    return np.where(during & crimes.areas().equals(story.where), story.on_time, share)


def support_table(crimes: Crimes, cases: Cases, people: People, plan: Plan) -> Table:
    """T_VIC_SUPPORT: one row a service offered to a victim."""
    draws, writing = plan.draws("support", len(people)), plan.writing()
    reported = crimes.reported[people.crime]
    statement = draws.chance("statement_offered") & cases.identified[people.crime]
    tables = []
    for number in range(SERVICES):
        own = draws.of(f"support_{number}", len(people))
        wanted = ~people.suspect & draws.chance("support_offered")
        wanted &= draws.chance("second_service") if number else True
        offered = reported + number + own.lag("offered")
        here = np.flatnonzero(wanted & (offered <= plan.until))
        accepted = own.chance("support_accepted")[here]
        contacted = np.where(accepted, offered[here] + own.lag("contacted")[here], NEVER)
        assessed = np.where(
            own.chance("needs_assessed")[here], contacted + own.whole("assessed", 0, 14)[here], NEVER
        )
        old = crimes.old[people.crime[here]]
        tables.append(
            {
                "REF_ID": people.link[here] * SERVICES + number,
                "LINK_ID": people.link[here],
                "SERV_TXT": writing.codes(own.pick("service").take(here), "service"),
                "OFFER_DT": writing.days(offered[here], old=old),
                "ACC_YN": writing.flags(accepted, blank=own.chance("accepted_blank", 0.08)[here]),
                "CONTACT_DT": writing.days(contacted, old=old),
                "NEEDS_DT": writing.days(assessed, old=old),
                "VPS_DT": writing.days(np.where(statement[here], offered[here] + 30, NEVER), old=old),
            }
        )
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def survey_table(plan: Plan) -> Table:
    """T_SURVEY: answers to a victim survey, linked to nothing."""
    answers = round(plan.settings.numbers["survey_answers_per_month"]) * plan.months
    draws = plan.draws("survey", answers * len(SURVEY_ITEMS))
    months = plan.months * 30
    day = plan.until - np.repeat(
        plan.draws("survey_days", answers).whole("day", 0, months), len(SURVEY_ITEMS)
    )
    item = Coded(SURVEY_ITEMS, np.tile(np.arange(len(SURVEY_ITEMS)), answers))
    score = draws.pick("survey_score")
    written: Text = np.array([*score.names, None], dtype=object)[
        score.blank(draws.chance("score_blank", 0.04)).at
    ]
    return {
        "ANS_ID": plan.force * FORCE_ANSWERS + np.arange(draws.rows),
        "FORCE_NM": np.full(draws.rows, plan.force_name, dtype=object),
        "ANS_DT": plan.writing().days(day, old=np.zeros(draws.rows, dtype=bool)),
        "ITEM": plan.writing().codes(item, "survey_item"),
        "SCORE": written,
    }


def material_table(crimes: Crimes, cases: Cases, people: People, plan: Plan) -> Table:
    """T_TPM_REQ: one row a request for third-party material about a victim."""
    draws, writing = plan.draws("material", len(people)), plan.writing()
    requested = crimes.reported[people.crime] + draws.lag("asked", "material")
    wanted = ~people.suspect & draws.chance("material_requested") & cases.identified[people.crime]
    here = np.flatnonzero(wanted & (requested <= np.minimum(cases.ended[people.crime], plan.until)))
    old, day = crimes.old[people.crime[here]], requested[here]
    told = np.where(
        draws.chance("notified", 0.72)[here], day - draws.whole("before", 0, NOTICE)[here], day + 9
    )
    return {
        "TPM_ID": people.link[here],
        "LINK_ID": people.link[here],
        "MAT_TYP": writing.codes(draws.pick("material").take(here), "material"),
        "REQ_DT": writing.days(day, old=old),
        "RATIONALE_YN": writing.flags(draws.chance("material_rationale")[here]),
        "VIC_TOLD_DT": writing.days(np.where(draws.chance("told", 0.9)[here], told, NEVER), old=old),
        "SEN_APPR_YN": writing.flags(draws.chance("material_approved")[here]),
        "RESP_DT": writing.days(day + draws.lag("material_response")[here], old=old),
    }
