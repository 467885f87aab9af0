"""Breaches of bail, protection orders and their breaches, and biometrics considered for retention."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.cases import Cases
from flightdeck.data.synthetic.crimes import Crimes, Plan
from flightdeck.data.synthetic.custody import Bail, Custody
from flightdeck.data.synthetic.draws import NEVER, Coded, Draws, Table, Truth, Whole
from flightdeck.data.synthetic.people import People
from flightdeck.data.synthetic.writing import MINUTES_A_DAY

ORDER_DAYS = {"dvpn": 2, "dvpo": 28, "spo": 730, "sro": 730, "shpo": 1825}  # the rest: a year
OTHER_ORDER_DAYS = 365
BREACH_KINDS = 2  # record ids of T_BREACH: bail and order
APPLIED_STATES = ("applied", "granted", "refused", "withdrawn", "discharged", "expired")
GRANTED_STATES = ("granted", "discharged", "expired")


@dataclass(frozen=True, slots=True)
class Orders:
    """The protection orders: the place of the link they arose from, and their days."""

    rows: Whole
    kind: Coded
    state: Coded
    considered: Whole
    applied: Whole
    granted: Whole
    expires: Whole
    ended: Whole
    owned: Truth


def drawn_orders(crimes: Crimes, people: People, plan: Plan) -> Orders:
    """Orders considered against suspects, far more often against those named more than once."""
    draws = plan.draws("orders", len(people))
    returning = people.returning()
    share = np.where(
        returning, draws.number("order_per_returning_suspect"), draws.number("order_per_suspect")
    )
    considered = people.named + draws.lag("order")
    wanted = (
        people.suspect & people.identified & draws.chance("order", share) & ~crimes.incident[people.crime]
    )
    rows = np.flatnonzero(wanted & (considered <= plan.until))
    considered = considered[rows]
    kind, state = (draws.pick(name).take(rows) for name in ("order_type", "order_state"))
    step = draws.lag("order_step")[rows]
    applied = np.where(state.equals(*APPLIED_STATES), considered + step, NEVER)
    granted = np.where(state.equals(*GRANTED_STATES), applied + step, NEVER)
    days = np.array([ORDER_DAYS.get(name, OTHER_ORDER_DAYS) for name in kind.names])[kind.at]
    expires = np.where(granted < NEVER, granted + days, NEVER)
    ended = np.where(state.equals("discharged"), granted + days // 2, NEVER)
    return Orders(
        rows,
        kind,
        _known_state(state, [applied, granted, ended], expires, plan.until),
        considered,
        applied,
        granted,
        expires,
        ended,
        plan.draws("order_table", len(people)).chance("order_owned")[rows],
    )


def _known_state(state: Coded, steps: list[Whole], expires: Whole, until: int) -> Coded:
    """The state as known on the day of the extract: a step yet to come has not happened, an order past its end has expired."""
    applied, granted, ended = steps
    waits_for = np.where(state.equals("refused", "withdrawn"), applied, granted)
    known = state.put(state.equals("discharged") & (ended > until), "granted")
    known = known.put(known.equals("granted") & (expires < until), "expired")
    known = known.put((applied < NEVER) & (waits_for > until), "applied")
    return known.put((applied < NEVER) & (applied > until), "considered")


def order_table(crimes: Crimes, people: People, orders: Orders, checked: Whole, plan: Plan) -> Table:
    """T_ORDER: one row an order considered."""
    writing, rows = plan.writing(), orders.rows
    old = crimes.old[people.crime[rows]]
    return {
        "ORD_ID": people.link[rows],
        "NOM_ID": people.nominal[rows],
        "INV_URN": crimes.urn[people.crime[rows]],
        "ORD_TYP": writing.codes(orders.kind, "order_type"),
        "ORD_STAT": writing.codes(orders.state, "order_state", old=old),
        "CONSID_DT": writing.days(orders.considered, old=old),
        "APP_DT": writing.days(orders.applied, old=old),
        "GRANT_DT": writing.days(orders.granted, old=old),
        "EXP_DT": writing.planned(np.where(orders.granted <= plan.until, orders.expires, NEVER)),
        "END_DT": writing.days(orders.ended, old=old),
        "LAST_CHK": writing.days(checked, old=old),
        "OWNER_YN": writing.flags(orders.owned),
    }


def breach_table(crimes: Crimes, people: People, bail: Bail, orders: Orders, plan: Plan) -> Table:
    """T_BREACH: breaches of bail and of orders in one table, told apart by BRCH_TYP."""
    draws = plan.draws("breaches", len(people))
    after = draws.lag("breach")
    of_bail = bail.started + after[bail.rows]
    broken = (
        bail.conditional
        & draws.chance("bail_breached")[bail.rows]
        & (of_bail <= np.minimum(bail.ended, plan.until))
    )
    of_order = orders.granted + after[orders.rows]
    ends = np.minimum(np.minimum(orders.expires, orders.ended), plan.until)
    disobeyed = draws.chance("order_breached")[orders.rows] & (of_order <= ends)
    rows = np.concatenate([bail.rows[broken], orders.rows[disobeyed]])
    days = np.concatenate([of_bail[broken], of_order[disobeyed]])
    is_order = np.arange(len(rows)) >= int(broken.sum())
    return _breaches(crimes, people, draws, plan, rows=rows, days=days, is_order=is_order)


def _breaches(
    crimes: Crimes, people: People, draws: Draws, plan: Plan, *, rows: Whole, days: Whole, is_order: Truth
) -> Table:
    writing, old = plan.writing(), crimes.old[people.crime[rows]]
    reported = days * MINUTES_A_DAY + draws.whole("minute", 0, MINUTES_A_DAY - 1)[rows]
    soon = draws.whole("answered", 20, MINUTES_A_DAY - 1)[rows]
    late = MINUTES_A_DAY * (1 + draws.lag("breach_late")[rows])
    answered = reported + np.where(draws.chance("breach_answered_in_a_day")[rows], soon, late)
    arrest = np.where(draws.chance("breach_arrest")[rows], answered // MINUTES_A_DAY, NEVER)
    charge = np.where(is_order & draws.chance("breach_charged", 0.5)[rows], arrest + 1, NEVER)
    return {
        "BRCH_ID": people.link[rows] * BREACH_KINDS + is_order,
        "BRCH_TYP": np.where(is_order, "ORDER", "BAIL").astype(object),
        "PARENT_ID": people.link[rows],
        "RPT_DTTM": writing.moments(reported, old=old),
        "RESP_DTTM": writing.moments(answered, old=old),
        "ARR_DT": writing.days(arrest, old=old),
        "CHG_DT": writing.days(np.where(arrest < NEVER, charge, NEVER), old=old),
    }


def retention_table(crimes: Crimes, cases: Cases, people: People, custody: Custody, plan: Plan) -> Table:
    """T_BIOM: one row an arrested suspect whose investigation ended without a charge."""
    draws, writing = plan.draws("retention", len(people)), plan.writing()
    ended = cases.ended[people.crime]
    arrested = (custody.attended < NEVER) & ~custody.voluntary
    rows = np.flatnonzero(arrested & ~cases.charged[people.crime] & (ended <= plan.until))
    old, eligible = crimes.old[people.crime[rows]], ended[rows]
    decided = np.where(
        draws.chance("retention_decided")[rows], eligible + draws.lag("retention_decision")[rows], NEVER
    )
    applies = (decided < NEVER) & draws.chance("retention_applied")[rows]
    applied = np.where(applies, decided + draws.whole("applied", 1, 12)[rows], NEVER)
    result_on = applied + draws.lag("retention_result")[rows]
    decision = Coded(("not_apply", "apply"), applies.astype(np.int64)).blank(decided > plan.until)
    result = draws.pick("result", "retention_result").take(rows)
    result = result.put(result_on > plan.until, "pending").blank(applied > plan.until)
    destroyed = draws.chance("biometrics_destroyed")[rows] & ~applies
    return {
        "BIO_ID": people.link[rows],
        "LINK_ID": people.link[rows],
        "ELIG_DT": writing.days(eligible, old=old),
        "DEC_TXT": writing.codes(decision, "retention_decision"),
        "DEC_DT": writing.days(decided, old=old),
        "APP_DT": writing.days(applied, old=old),
        "RES_TXT": writing.codes(result, "retention_result"),
        "RES_DT": writing.days(result_on, old=old),
        "DESTR_DT": writing.days(
            np.where(destroyed, eligible + draws.lag("destroyed")[rows], NEVER), old=old
        ),
    }
