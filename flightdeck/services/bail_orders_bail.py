"""Bail as the page on bail and orders counts it: under which regime, on whose authority, with what conditions; and releases."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.domain.filters import Filters
from flightdeck.kpis.bail_regimes import (
    AUTHORITIES,
    REGIME_LABELS,
    arrest_before,
    is_new,
    longer_than_allowed,
)
from flightdeck.kpis.views import View
from flightdeck.services.action_lists_reach import Reach
from flightdeck.services.bail_orders_tables import Listed, Table, apart, crossed, parts, table
from flightdeck.services.retention import in_months
from flightdeck.statistics.suppression import Audience

NOT_RECORDED = ("", "Not recorded")
RELEASES = ("bail", "under_investigation", "no_further_action", "charged_remanded", "charged_bailed")


@dataclass(frozen=True, slots=True)
class Regimes:
    """Bail begun in some months, by authority and regime."""

    counts: NDArray[np.int64]
    without_arrest: Mask
    too_long: Mask

    @classmethod
    def of(cls, seen: Reach, filters: Filters) -> "Regimes":
        """Bail begun at a reader's places in the months asked for."""
        source = seen.populations
        view, arrests = source.view("bail_periods"), source.view("arrests")
        begun = view.days("started_on")
        arrested = arrest_before(
            source.parents("bail_periods", "person_role_ref", "persons"),
            begun,
            source.parents("arrests", "person_role_ref", "persons"),
            arrests.days("arrested_on"),
        )
        keep = seen.here(source.crime_rows("bail_periods")) & in_months(begun, filters)
        new = is_new(arrested, begun)
        by = texts(view, "extended_by")
        place = places(by, (*AUTHORITIES, ""))
        counts = crossed(np.where(keep, place, -1), new.astype(np.intp), rows=len(AUTHORITIES) + 1, columns=2)
        ends = view.days("applicable_period_ends_on")
        long = longer_than_allowed(begun, ends, by.astype(str), new)
        return cls(counts, np.isnat(arrested)[keep], long[keep])

    def table(self, code_lists: Mapping[str, CodeList], audience: Audience) -> Table:
        """The counts as an audience may see them."""
        rows = [*named(code_lists, "bail_authority", AUTHORITIES), NOT_RECORDED]
        columns = [(regime.value, label) for regime, label in REGIME_LABELS.items()]
        return table(self.counts, rows=rows, columns=columns, audience=audience)


def or_none(flags: Mask, audience: Audience) -> int | None:
    """How many of some flags hold, where neither they nor the rest are few."""
    counts = np.array([flags.sum(), (~flags).sum()])
    return parts(counts, (NOT_RECORDED, NOT_RECORDED), audience=audience)[0].count


def conditions(seen: Reach, filters: Filters, code_lists: Mapping[str, CodeList]) -> tuple[Listed, ...]:
    """Bail periods with each kind of condition; a bail may have several, so they add up to nothing."""
    source = seen.populations
    raw = source.raw("bail_conditions")
    bail = source.parents("bail_conditions", "bail_ref", "bail_periods")
    keep = seen.here(source.crime_rows("bail_periods")) & in_months(
        source.view("bail_periods").days("started_on"), filters
    )
    names = all_named(code_lists, "bail_condition")
    kinds = places(texts(raw, "condition"), [code for code, _ in names])
    inside = (bail >= 0) & np.append(keep, False)[bail] & (kinds >= 0)
    pairs = pd.DataFrame({"bail": bail[inside], "kind": kinds[inside]}).drop_duplicates()
    counts = np.bincount(pairs["kind"].to_numpy(), minlength=len(names)).astype(np.int64)
    return apart(counts, names, audience=seen.audience)


def releases(seen: Reach, filters: Filters, code_lists: Mapping[str, CodeList]) -> tuple[Listed, ...]:
    """Releases by kind, bail beside release under investigation."""
    view, crime = seen.populations.view("releases"), seen.populations.crime_rows("releases")
    keep = seen.here(crime) & in_months(view.days("released_on"), filters)
    place = places(texts(view, "release"), RELEASES)[keep]
    counts = np.bincount(place[place >= 0], minlength=len(RELEASES)).astype(np.int64)
    return parts(counts, named(code_lists, "release", RELEASES), audience=seen.audience)


def texts(view: View, column: str) -> NDArray[np.object_]:
    """A column as texts; empty where nothing is recorded."""
    return view.column(column).astype("str").fillna("").to_numpy(dtype=object)


def places(values: NDArray[np.object_], codes: tuple[str, ...] | list[str]) -> NDArray[np.intp]:
    """For each value, its place among some codes; -1 for another."""
    places: NDArray[np.intp] = pd.Index(codes).get_indexer(pd.Index(values))
    return places


def named(code_lists: Mapping[str, CodeList], name: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Some codes of a list with their labels."""
    labels = code_lists[name].labels() if name in code_lists else {}
    return [(code, labels.get(code, code)) for code in codes]


def all_named(code_lists: Mapping[str, CodeList], name: str) -> list[tuple[str, str]]:
    """Every code of a list with its label, in its order."""
    return list(code_lists[name].labels().items()) if name in code_lists else []
