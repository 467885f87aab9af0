"""The action lists there are: what is on each, what to do about it, and the KPI that counts the same rows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from flightdeck.domain.codes import nearest
from flightdeck.domain.condition import Mask
from flightdeck.domain.populations import Field
from flightdeck.errors import NotFoundError
from flightdeck.services import action_lists_due as due
from flightdeck.services.action_lists_due import Due, Source

KIND, WINDOW = "kind", "window"
AHEAD = 8  # weeks of the advance warning


@dataclass(frozen=True, slots=True)
class ActionList:
    """One list: what is on it, what to do, and the KPI that counts the same rows."""

    name: str
    title: str
    unit: str
    ask: str
    found: Callable[[Source], Due]
    needs: tuple[Field, ...]  # without them there is no list
    first: int | None = None  # days left from here; none: from any day past
    last: int | None = None  # to here; none: however far ahead
    whole: str = ""  # what it is a part of: a longer list, its kind or its window; else it stands alone
    kpi: str = ""
    caveat: str = ""

    @property
    def overdue(self) -> bool:
        """Whether what is on it should have been done before the day of the snapshot."""
        return self.first is None

    def window(self, left: np.ndarray) -> Mask:
        """Which rows lie in its days, by days left."""
        keep = np.ones(len(left), dtype=bool)
        if self.first is not None:
            keep &= left >= self.first
        if self.last is not None:
            keep &= left <= self.last
        return keep


def _fields(frame: str, *columns: str) -> tuple[Field, ...]:
    return tuple((frame, column) for column in columns)


_BAIL = _fields("bail_periods", "started_on", "applicable_period_ends_on", "ended_on")
ORDER_FIELDS = _fields("protection_orders", "granted_on", "expires_on", "ended_on")
_CHECKS = _fields("order_checks", "order_ref", "checked_on", "kind")
_REVIEWS = _fields("reviews", "due_on", "done_on")
_CONTACTS = (*_fields("victim_contacts", "notified_on"), *_fields("persons", "supports_investigation"))
_RETENTION = _fields("biometric_retention", "eligible_on", "decision", "decided_on")
_DEVICES = _fields("devices", "taken_at", "returned_at")
_DECIDE = "Decide on the biometrics: apply to keep them, or not, and why."
_DEADLINE = "The deadline is a setting and unverified: no published limit was seen."
_PROPOSAL = "The number of days is a proposal of the flight deck."

LISTS: tuple[ActionList, ...] = (
    ActionList("bail_overdue", "Bail past the end of its period", "bail periods", "Decide, or record how bail ended.", due.bail, _BAIL, None, -1),
    ActionList("bail_14", "Bail ending within 14 days", "bail periods", "Decide, or ask for an extension in time.", due.bail, _BAIL, 0, 14, whole="bail_28", kpi="bail_ending_within_14_days"),
    ActionList("bail_28", "Bail ending within 28 days", "bail periods", "Plan the decision, or the extension and the victim’s views on it.", due.bail, _BAIL, 0, 28, kpi="bail_ending_within_28_days"),
    ActionList("orders_expiring", "Orders ending within 90 days without a review", "orders", "Review the risk; apply again, or record why not.", due.orders_without_review, (*ORDER_FIELDS, *_CHECKS), 0, 90, whole=WINDOW, kpi="orders_expiring_without_review", caveat=_PROPOSAL),
    ActionList("orders_unchecked", "Live orders without an owner, or not checked for 90 days", "orders", "Name an owner, and check on the subject.", due.orders_unchecked, (*ORDER_FIELDS, *_CHECKS, ("protection_orders", "owned")), whole=KIND, kpi="live_orders_checked", caveat=_PROPOSAL),
    ActionList("reviews_overdue", "Supervisory review overdue", "crimes", "Review the case and record it.", due.reviews_overdue, _REVIEWS, None, -1, whole=KIND, kpi="overdue_supervisory_reviews"),
    ActionList("reviews_due", "Supervisory review due within 14 days", "crimes", "Plan the review.", due.reviews_ahead, _REVIEWS, 0, 14, whole=KIND),
    ActionList("contacts_overdue", "No contact with the victim for more than 28 days", "crimes", "Contact the victim and record it.", due.contacts, _CONTACTS, None, -1, whole=KIND, kpi="no_contact_for_28_days", caveat=_PROPOSAL),
    ActionList("contacts_due", "Contact with the victim due within 14 days", "crimes", "Contact the victim before 28 days have passed.", due.contacts, _CONTACTS, 0, 14, whole=KIND, caveat=_PROPOSAL),
    ActionList("retention_overdue", "Section 63G decision past the deadline", "cases", _DECIDE, due.retention, _RETENTION, None, -1, whole=KIND, caveat=_DEADLINE),
    ActionList("retention_due", "Section 63G decision due", "cases", _DECIDE, due.retention, _RETENTION, 0, whole=KIND, caveat=_DEADLINE),
    ActionList("devices_out", "Victims’ devices not returned", "devices", "Return the device, or offer a replacement.", due.devices, _DEVICES, caveat="A day is the ambition of the Rape Review for a victim’s device."),
)  # fmt: skip
BY_NAME = {one.name: one for one in LISTS}
# The list that stands for a kind in the advance warning, the name of the kind, and the weeks that can be foreseen at all: a
# contact made tomorrow is due again in four weeks, so nothing is known of the fifth.
WARNINGS = {
    "bail_28": ("Bail ending", AHEAD),
    "orders_expiring": ("Orders ending without a review", AHEAD),
    "reviews_due": ("Supervisory reviews due", AHEAD),
    "contacts_due": ("Contact with the victim due", 4),
    "retention_due": ("Section 63G decisions due", 4),
}


def known(name: str) -> ActionList:
    """The list of a name.

    Raises:
        NotFoundError: when there is none.
    """
    if name not in BY_NAME:
        raise NotFoundError.of(
            f'there is no action list "{name}"', where="list", remedy=nearest(name, list(BY_NAME))
        )
    return BY_NAME[name]
