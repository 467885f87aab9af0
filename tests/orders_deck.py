"""A deck that answers the pages on bail and orders, section 63G and the action lists."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from flightdeck.domain.result import MissingField
from flightdeck.services.access import Action, may, require
from flightdeck.services.action_lists import ActionLists, Rows, Tally
from flightdeck.services.action_lists_kinds import LISTS, known
from flightdeck.services.action_lists_reach import ShownCount
from flightdeck.services.bail_orders import BailOrders
from flightdeck.services.bail_orders_tables import Listed, Row, Table, Waits
from flightdeck.services.retention import KPIS as RETENTION_KPIS
from flightdeck.services.retention import Retention
from tests.inner_deck import InnerDeck

AS_AT = date(2026, 10, 31)
NO_CHECKS = MissingField("order_checks", "checked_on", "The record system keeps no checks.", "no_field")
COUNTS = {
    "bail_overdue": 0, "bail_14": 7, "bail_28": 12, "reviews_overdue": 57, "reviews_due": 20, "contacts_overdue": 31,
    "contacts_due": 18, "retention_overdue": 211, "retention_due": 5, "devices_out": 8,
}  # fmt: skip
WEEKS = {"bail_28": (3, 4, 2, 3, 0, 0, 0, 0), "retention_due": (2, 1, 1, 1, None, None, None, None)}


def due_rows(count=3):
    """Rows of a list under keyed references, one of them with a text that a spreadsheet would run."""
    return pd.DataFrame(
        {
            "reference": [f"ref{place:05}" for place in range(count)],
            "crime_ref": [f"crime{place:05}" for place in range(count)],
            "force": "Synthetic Constabulary",
            "area": "Eastern",
            "team": ["=1+1", *["Ipswich"] * count][:count],
            "due_on": "2026-10-30",
            "days_left": [place - 1 for place in range(count)],
            "why": "Applicable bail period ends, not extended",
        }
    )


@dataclass
class OrdersDeck(InnerDeck):
    """A fake deck with hand-made counts; `lacking` leaves the source without checks and without bail."""

    lacking: bool = False
    suppressed: bool = False
    count: int = 3
    asked_of_lists: list = field(default_factory=list)

    def results(self, filters, actor, ids=None):
        if ids is None:
            return super().results(filters, actor)
        return tuple(self.result(kpi, filters, actor) for kpi in ids)

    def action_lists(self, filters, actor):
        self.asked_of_lists.append(filters)
        opened = may(actor, Action.SEE_ACTION_LISTS)
        return ActionLists(
            AS_AT,
            self.synthetic,
            tuple(self._tally(one, opened=opened) for one in LISTS),
            opened,
            28,
            False,
        )

    def _tally(self, one, *, opened):
        if one.name not in COUNTS:
            return Tally(one, ShownCount(None), None, (NO_CHECKS,))
        hidden = not opened and one.name in ("bail_14", "retention_due")
        return Tally(
            one, ShownCount(None if hidden else COUNTS[one.name]), None if hidden else WEEKS.get(one.name)
        )

    def action_list(self, name, filters, actor):
        require(actor, Action.SEE_ACTION_LISTS)
        return Rows(known(name), AS_AT, self.synthetic, due_rows(self.count))

    def bail_orders(self, filters, actor):
        closed = self.suppressed
        table = Table(
            (("old", "Arrested before 28 October 2022"), ("new", "Arrested from 28 October 2022")),
            (
                Row("custody_officer", "Custody officer (not extended)", (100, 159), 259),
                Row("inspector", "Inspector or above", (None, 113), 172),
            ),
            (211, 365),
            576,
            hides=True,
        )
        steps = tuple(
            Listed(name, name, count)
            for name, count in (("Considered", 194), ("Applied for", 102), ("Live now", 25))
        )
        made = {
            block: tuple(self.result(kpi, filters, actor) for kpi in ids)
            for block, ids in {
                "bail": ("bail_with_conditions", "victim_views_sought_on_bail"),
                "orders": ("protection_orders_granted",),
                "breaches": ("bail_breach_answered_within_24_hours",),
            }.items()
        }
        return BailOrders(
            as_at=AS_AT, synthetic=self.synthetic, clock_pauses=True, closed=closed, bail_now=ShownCount(28),
            bail_past=ShownCount(None), orders_now=ShownCount(25, at_least=True), regimes=None if closed else table,
            without_arrest=1, too_long=0, conditions=None if closed else (Listed("curfew", "Curfew", 15), Listed("other", "Other", None)),
            releases=None if closed else (Listed("bail", "Pre-charge bail", 576), Listed("rui", "Released under investigation", 1002)),
            order_states=None if closed else (Listed("live", "Live", 25), Listed("refused", "Refused", None)),
            order_steps=None if closed else steps, order_kinds=None if closed else (Listed("sro", "Sexual risk order", 51),), orders=None,
            breaches=() if closed else (
                Waits("Breaches of bail", 28, 18.5, 120.0, 9, timed=True), Waits("Breaches of orders", None, None, None, None, timed=True),
            ),
            results=made, missing=(NO_CHECKS,) if self.lacking else (),
        )  # fmt: skip

    def retention(self, filters, actor):
        closed = self.suppressed
        steps = tuple(
            Listed(name, name, count) for name, count in (("Eligible", 937), ("Applied for", 0), ("Kept", 0))
        )
        return Retention(
            as_at=AS_AT, synthetic=self.synthetic, deadline=35, waiting=ShownCount(216), overdue=ShownCount(211),
            ages=None if closed else (Listed("within", "Up to 35 days, the deadline", 5), Listed("over", "More than 365 days", 211)),
            states=None if closed else (Listed("waiting", "Eligible, no decision yet", 216), Listed("refused", "The Commissioner refused", None)),
            steps=None if closed else steps, clocks=() if closed else (Waits("Eligible to decision", 510, 18.0, 53.0, 146, timed=True),),
            results=tuple(self.result(kpi, filters, actor) for kpi in RETENTION_KPIS), missing=(NO_CHECKS,) if self.lacking else (),
        )  # fmt: skip
