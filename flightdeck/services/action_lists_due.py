"""What falls due in live cases: bail, orders, reviews, contacts, decisions on biometrics and victims' devices, each with its day.

Each function gives everything of its kind that waits on the day of the snapshot, whatever its day; the lists of
`flightdeck.services.action_lists` cut it. The rows are those that the KPIs of the same name count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.kpis.bail_regimes import with_pauses
from flightdeck.kpis.populations import Populations
from flightdeck.kpis.views import Days, Positions, View
from flightdeck.services.action_lists_days import DAY, ago, earliest, latest, lower, standing, upper

CONTACT_DAYS = 28  # days without a contact after which one is overdue; a proposal
CHECK_DAYS = 90  # days within which a live order is checked, and reviewed before it ends; a proposal


@dataclass(frozen=True, slots=True)
class Source:
    """What the kinds are read from: the populations as at a day, the names of codes, and the settings that bear on them."""

    populations: Populations
    on: np.datetime64
    code_lists: Mapping[str, CodeList]
    retention_days: int
    bail_clock_pauses: bool

    def label(self, codes: str, column: pd.Series, *, unknown: str) -> NDArray[np.str_]:
        """A coded column in words, in lower case, with a word for nothing recorded."""
        names = self.code_lists[codes].labels() if codes in self.code_lists else {}
        return np.array(
            [lower(names.get(code, code)) if isinstance(code, str) else unknown for code in column]
        )


@dataclass(frozen=True, slots=True)
class Due:
    """Things of one kind, one row each: its reference, the row of its crime, its day, why it is here, and whether it waits.

    The rows that do not wait are what a KPI divides by; they are on no list.
    """

    ref: NDArray[np.str_]
    crime: Positions
    day: Days
    why: NDArray[np.str_]
    waits: Mask

    @classmethod
    def of(
        cls,
        view: View,
        key: str,
        rows: Positions,
        *,
        crime: Positions,
        day: Days,
        why: list[str],
        waits: Mask | None = None,
    ) -> "Due":
        """Rows of a population with what is said of each; all of them wait unless told otherwise."""
        refs = view.column(key).take(rows).astype("str").to_numpy(dtype=object)
        wait = ~np.isnat(day) if waits is None else waits & ~np.isnat(day)
        return cls(refs, crime, day, np.array(why, dtype=object), wait)

    def where(self, keep: Mask) -> "Due":
        """Those of the rows that are kept."""
        return Due(self.ref[keep], self.crime[keep], self.day[keep], self.why[keep], self.waits[keep])


def bail(source: Source) -> Due:
    """Bail that runs: due on the last day of its applicable period."""
    view = source.populations.view("bail_periods")
    rows = standing(view, "started_on", "ended_on", source.on)
    ends = view.days("applicable_period_ends_on")[rows]
    ends = _paused(source, view, rows, ends) if source.bail_clock_pauses else ends
    by = source.label("bail_authority", view.column("extended_by").take(rows), unknown="")
    conditional = view.column("conditional").take(rows).fillna(value=False).to_numpy(dtype=bool)
    why = [
        f"Applicable bail period ends, {_extended(one)}{', with conditions' if bound else ''}"
        for one, bound in zip(by, conditional, strict=True)
    ]
    crime = source.populations.crime_rows("bail_periods")[rows]
    return Due.of(view, "bail_ref", rows, crime=crime, day=ends, why=why)


def _extended(by: str) -> str:
    return f"extended by {by}" if by and "not extended" not in by else "not extended"


def _paused(source: Source, view: View, rows: Positions, ends: Days) -> Days:
    """The ends if the clock stops while papers are with the prosecutor."""
    papers = source.populations.view("cps_submissions")
    sent, back = papers.days("submitted_on"), papers.days("decided_on")
    back = np.where(np.isnat(back) | (back > source.on), source.on, back)
    spans: dict[str, list[tuple[np.datetime64, np.datetime64]]] = {}
    charging = (papers.column("submission") == "charging").to_numpy(dtype=bool, na_value=False)
    people = papers.column("person_role_ref").astype("str").to_numpy(dtype=object)
    for place in np.flatnonzero(charging & ~np.isnat(sent)):
        spans.setdefault(people[place], []).append((sent[place], back[place]))
    begun, suspects = view.days("started_on")[rows], view.column("person_role_ref").take(rows).astype("str")
    moved = [
        with_pauses(first, last, spans.get(suspect, ()))
        for first, last, suspect in zip(begun, ends, suspects, strict=True)
    ]
    return np.array(moved, dtype="M8[D]")


def orders_without_review(source: Source) -> Due:
    """Orders in force, each due on its last day; those wait that had no review in the last 90 days."""
    view, rows = _in_force(source)
    ends = view.days("expires_on")[rows]
    reviewed = _last_check(source, view, kind="review")[rows]
    waits = ~((source.on - reviewed) <= CHECK_DAYS * DAY)
    kinds = source.label("order_type", view.column("order_type").take(rows), unknown="order")
    why = [
        f"{upper(kind)} ends, {'never reviewed' if np.isnat(last) else f'last reviewed {ago(source.on, last)}'}"
        for kind, last in zip(kinds, reviewed, strict=True)
    ]
    crime = source.populations.crime_rows("protection_orders")[rows]
    return Due.of(view, "order_ref", rows, crime=crime, day=ends, why=why, waits=waits)


def orders_unchecked(source: Source) -> Due:
    """Orders in force; those wait that have no named owner, or no check in the last 90 days, since the day it was due."""
    view, rows = _in_force(source)
    granted = view.days("granted_on")[rows]
    owned = view.column("owned").take(rows).fillna(value=False).to_numpy(dtype=bool)
    checked = _last_check(source, view)[rows]
    overdue = ~((source.on - checked) <= CHECK_DAYS * DAY)
    day = np.where(owned & ~np.isnat(checked), checked + CHECK_DAYS * DAY, granted)
    why = [
        f"{'Never checked' if np.isnat(last) else f'Last checked {ago(source.on, last)}'}{'' if has else ', no named owner'}"
        for last, has in zip(checked, owned, strict=True)
    ]
    crime = source.populations.crime_rows("protection_orders")[rows]
    return Due.of(view, "order_ref", rows, crime=crime, day=day, why=why, waits=overdue | ~owned)


def _in_force(source: Source) -> tuple[View, Positions]:
    """Orders in force on the day: made, not past the last day, not discharged."""
    view = source.populations.view("protection_orders")
    rows = standing(view, "granted_on", "ended_on", source.on)
    last = view.days("expires_on")[rows]
    return view, rows[np.isnat(last) | (last >= source.on)]


def _last_check(source: Source, orders: View, *, kind: str = "") -> Days:
    """For each order, the day of its latest check by the day of the snapshot (of one kind, where it is named)."""
    checks = source.populations.view("order_checks")
    days = checks.days("checked_on")
    counted = days <= source.on
    if kind:
        counted &= (checks.column("kind") == kind).to_numpy(dtype=bool, na_value=False)
    of = source.populations.parents("order_checks", "order_ref", "protection_orders")
    return latest(orders.size, np.where(counted, of, -1), days)


def reviews_overdue(source: Source) -> Due:
    """Open crimes; those wait that have a supervisory review past its day, since the day of the oldest."""
    return _reviews(source, lambda day: day < source.on, word="was due")


def reviews_ahead(source: Source) -> Due:
    """Open crimes; those wait that have a supervisory review whose day has not passed, until the day of the next."""
    return _reviews(source, lambda day: day >= source.on, word="is due")


def _reviews(source: Source, wanted: Callable[[Days], Mask], *, word: str) -> Due:
    reviews, spells = source.populations.view("reviews"), source.populations.view("open_spells")
    due, done = reviews.days("due_on"), reviews.days("done_on")
    waits = ~np.isnat(due) & ~(done <= source.on) & wanted(due)
    crimes = np.where(waits, source.populations.crime_rows("reviews"), -1)
    size = source.populations.view("crimes").size
    first, count = earliest(size, crimes, due), np.bincount(crimes[crimes >= 0], minlength=size)
    rows, crime = _open(source, spells)
    why = [
        f"Supervisory review {word}{f', and {more - 1} more' if more > 1 else ''}" for more in count[crime]
    ]
    return Due.of(spells, "crime_ref", rows, crime=crime, day=first[crime], why=why)


def contacts(source: Source) -> Due:
    """Open crimes whose victim supports the investigation: due 28 days after the last contact, or after recording."""
    spells, crimes = source.populations.view("open_spells"), source.populations.view("crimes")
    rows, crime = _open(source, spells)
    supports = np.zeros(crimes.size, dtype=bool)
    supports[_crimes_of_supporters(source.populations)] = True
    rows, crime = rows[supports[crime]], crime[supports[crime]]
    last = last_contact(source.populations, source.on)[crime]
    since: Days = np.where(np.isnat(last), crimes.days("recorded_on")[crime], last)
    why = ["No contact recorded" if np.isnat(day) else f"Last contact {ago(source.on, day)}" for day in last]
    day: Days = since + CONTACT_DAYS * DAY
    return Due.of(spells, "crime_ref", rows, crime=crime, day=day, why=why)


def _crimes_of_supporters(populations: Populations) -> Positions:
    """The rows of the crimes with a victim who supports the investigation."""
    yes = populations.view("victims").column("supports_investigation") == "yes"
    crime = populations.crime_rows("victims")[yes.to_numpy(dtype=bool, na_value=False)]
    return crime[crime >= 0]


def last_contact(populations: Populations, on: np.datetime64) -> Days:
    """For each crime, the day its victim was last told something or contacted, by a day."""
    told, events = populations.view("victim_contacts"), populations.view("investigation_events")
    reached = (events.column("event") == "victim_contacted").to_numpy(dtype=bool, na_value=False)
    days = np.concatenate([told.days("notified_on"), events.days("happened_at")])
    crime = np.concatenate(
        [
            populations.crime_rows("victim_contacts"),
            np.where(reached, populations.crime_rows("investigation_events"), -1),
        ]
    )
    return latest(populations.view("crimes").size, np.where(days <= on, crime, -1), days)


def retention(source: Source) -> Due:
    """Cases eligible under section 63G with no decision and biometrics not destroyed: due at the end of the deadline."""
    view = source.populations.view("biometric_retention")
    rows = np.flatnonzero(waiting(view, source.on))
    eligible = view.days("eligible_on")[rows]
    why = [f"Eligible {ago(source.on, day)}, no decision recorded" for day in eligible]
    crime = source.populations.crime_rows("biometric_retention")[rows]
    day = eligible + source.retention_days * DAY
    return Due.of(view, "retention_ref", rows, crime=crime, day=day, why=why)


def waiting(view: View, on: np.datetime64) -> Mask:
    """Rows of biometric retention that are eligible on a day, without a decision to apply or not, and not destroyed."""
    decided = view.column("decision").isin(["apply", "not_apply"]).to_numpy(dtype=bool) & ~(
        view.days("decided_on") > on
    )
    return (view.days("eligible_on") <= on) & ~decided & ~(view.days("destroyed_on") <= on)


def devices(source: Source) -> Due:
    """Victims' devices not yet returned: due a day after they were taken (the ambition of the Rape Review)."""
    view = source.populations.view("devices")
    victims = (view.column("role") == "victim").to_numpy(dtype=bool, na_value=False)
    rows = standing(view, "taken_at", "returned_at", source.on)
    rows = rows[victims[rows]]
    taken = view.days("taken_at")[rows]
    offered = view.column("replacement_offered").take(rows).fillna(value=False).to_numpy(dtype=bool)
    why = [
        f"Taken {ago(source.on, day)}{', replacement offered' if given else ', no replacement recorded'}"
        for day, given in zip(taken, offered, strict=True)
    ]
    crime = source.populations.crime_rows("devices")[rows]
    return Due.of(view, "device_ref", rows, crime=crime, day=taken + DAY, why=why)


def _open(source: Source, spells: View) -> tuple[Positions, Positions]:
    """Spells open on the day, and the row of the crime of each."""
    rows = standing(spells, "opened_on", "closed_on", source.on)
    return rows, source.populations.crime_rows("open_spells")[rows]
