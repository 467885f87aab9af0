"""What is kept up about a person: checks and reviews of protection orders, and management plans."""

import numpy as np

from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.disruption import Orders
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Truth, Whole
from flightdeck.data.synthetic.people import People

CHECKS_AN_ORDER = 32  # record ids leave room for 31 checks and one review
REVIEW = CHECKS_AN_ORDER - 1


def drawn_checks(people: People, orders: Orders, plan: Plan) -> Table:
    """Days of the checks of each order, and of the review before its end: place among the orders, number and day."""
    draws = plan.draws("order_checks", len(people))
    rows = orders.rows
    last = np.minimum(np.minimum(orders.expires, orders.ended), plan.until)
    kept_up: Truth = orders.owned | draws.chance("order_checked_unowned")[rows]
    day = orders.granted
    parts: list[tuple[Whole, Whole, Whole]] = []
    for number in range(REVIEW):
        own = draws.of(f"order_check_{number}", len(people))
        day = np.minimum(day + own.lag("every", "order_check")[rows] + 1, NEVER)
        here = np.flatnonzero(kept_up & (day <= last) & own.chance("order_check_made")[rows])
        parts.append((here, np.full(len(here), number), day[here]))
    before = np.where(
        orders.expires < NEVER, orders.expires - draws.whole("review_before", 20, 85)[rows], NEVER
    )
    reviewed = draws.chance("order_reviewed")[rows] & (orders.granted <= before) & (before <= last)
    here = np.flatnonzero(reviewed)
    parts.append((here, np.full(len(here), REVIEW), before[here]))
    return {
        name: np.concatenate([part[place] for part in parts])
        for place, name in enumerate(("at", "number", "day"))
    }


def check_table(crimes: Crimes, people: People, orders: Orders, checks: Table, plan: Plan) -> Table:
    """T_ORDER_CHK: one row a check on the subject of an order, or a review of the order."""
    writing = plan.writing()
    at, number, day = (checks[name].astype(np.int64) for name in ("at", "number", "day"))
    rows = orders.rows[at]
    kind = Coded(("check", "review"), (number == REVIEW).astype(np.int64))
    return {
        "CHK_ID": people.link[rows] * CHECKS_AN_ORDER + number,
        "ORD_ID": people.link[rows],
        "CHK_TYP": writing.codes(kind, "order_check_kind"),
        "CHK_DT": writing.days(day, old=crimes.old[people.crime[rows]]),
    }


def last_checks(orders: Orders, checks: Table) -> Whole:
    """The day of the last check on each order's subject; NEVER without one."""
    found = np.full(len(orders.rows), -1, dtype=np.int64)
    of_subject = checks["number"].astype(np.int64) != REVIEW
    np.maximum.at(
        found, checks["at"].astype(np.int64)[of_subject], checks["day"].astype(np.int64)[of_subject]
    )
    return np.where(found < 0, NEVER, found)


def plan_table(people: People, plan: Plan) -> Table:
    """T_DISR_PLAN: management plans, nearly all of suspects who have been named a second time."""
    draws, writing = plan.draws("disruption_plans", len(people)), plan.writing()
    again = _second_naming(people)
    met = np.where(again < NEVER, again, people.named)
    share = np.where(
        again < NEVER, draws.number("plan_per_returning_suspect"), draws.number("plan_per_suspect")
    )
    first = people.suspect & people.identified & (people.root == np.arange(len(people)))
    started = met + draws.lag("made", "disruption_plan")
    rows = np.flatnonzero(first & draws.chance("disruption_plan", share) & (started <= plan.until))
    started = started[rows]
    ended = np.where(
        draws.chance("plan_ends")[rows], started + draws.lag("lasts", "disruption_plan_lasts")[rows], NEVER
    )
    tasked = np.where(draws.chance("plan_tasked")[rows], started + draws.whole("tasked", 0, 12)[rows], NEVER)
    new = np.zeros(len(rows), dtype=bool)
    reason = draws.pick("plan_exit").take(rows).blank(ended > plan.until)
    return {
        "PLN_ID": people.link[rows],
        "NOM_ID": people.nominal[rows],
        "START_DT": writing.days(started, old=new),
        "END_DT": writing.days(ended, old=new),
        "OWNER_YN": writing.flags(draws.chance("plan_owned")[rows]),
        "TASK_DT": writing.days(tasked, old=new),
        "EXIT_RSN": writing.codes(reason, "plan_exit"),
    }


def _second_naming(people: People) -> Whole:
    """For each link that is a person's first, the day that person was named a second time; NEVER without one."""
    rows = np.flatnonzero(people.suspect & people.identified)
    rows = rows[np.lexsort((people.named[rows], people.root[rows]))]
    root = people.root[rows]
    second = np.append(False, root[1:] == root[:-1])
    second &= ~np.append(False, second[:-1])
    again = np.full(len(people), NEVER, dtype=np.int64)
    np.minimum.at(again, root[second], people.named[rows[second]])
    return again
