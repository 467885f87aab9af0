"""Contacts with a victim that fall due again and again while the crime is open."""

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Whole, scattered
from flightdeck.data.synthetic.people import VICTIM, People, withdrawn_on

CONTACTS = 48  # record ids leave room for as many contacts with one victim, which is over three years of them
LATE_AT_LEAST = 2  # days


def contact_rounds(
    crimes: Crimes, cases: Cases, people: People, plan: Plan, *, first: Whole, number: int
) -> Table:
    """The contacts due after the first of each crime while its victim supports it, in the shape of T_VIC_CONTACT.

    Args:
        first: the day the first contact fell due; NEVER without one.
        number: the first number the record ids leave free.
    """
    numbers, writing = plan.settings.numbers, plan.writing()
    every = round(numbers["contact_every_days"])
    victim = people.of_slot(VICTIM, len(crimes))
    gone = np.minimum(np.minimum(cases.ended, crimes.cancelled), np.minimum(crimes.transferred, plan.until))
    gone = np.minimum(gone, withdrawn_on(people, crimes, cases, plan)[victim])
    rounds = np.where(first < NEVER, np.maximum((gone - first) // every, 0), 0)
    rounds = np.minimum(rounds, CONTACTS - 1 - number)
    crime = np.repeat(np.arange(len(crimes)), rounds)
    round_ = np.arange(len(crime)) - np.repeat(np.cumsum(rounds) - rounds, rounds)
    due = first[crime] + (round_ + 1) * every
    link = people.link[victim[crime]]
    ids = link * CONTACTS + number + round_
    told = silent(_told(ids, due, plan), due=due, crime=crime, crimes=crimes, plan=plan)
    old = crimes.old[crime]
    return {
        "CON_ID": ids,
        "LINK_ID": link,
        "EV_TYP": writing.codes(Coded(("contact_due",), np.zeros(len(ids), dtype=np.int64)), "key_event"),
        "EV_DT": writing.days(due, old=old),
        "TOLD_DT": writing.days(told, old=old),
    }


def _told(ids: Whole, due: Whole, plan: Plan) -> Whole:
    """The day of the contact: when it was due, later, or never. It hangs on the id alone."""
    numbers = plan.settings.numbers
    wait = -np.log1p(-scattered(ids, "contact wait")) * numbers["contact_late_days"]
    late = LATE_AT_LEAST + np.floor(wait).astype(np.int64)
    on_time = scattered(ids, "contact on time") < numbers["contact_on_time"]
    never = scattered(ids, "contact never") < numbers["contact_never"]
    return np.where(never, NEVER, due + np.where(on_time, 0, late))


def silent(told: Whole, *, due: Whole, crime: Whole, crimes: Crimes, plan: Plan) -> Whole:
    """The planted story: from a month on, contacts in one area do not happen."""
    if plan.stories is None:
        return told
    story = plan.stories.contact_silence
    here = crimes.areas().equals(story.where)[crime] & (due >= story.first_day())
    lost = scattered(due * len(crimes) + crime, "contact silence") < story.lost
    return np.where(here & lost, NEVER, told)
