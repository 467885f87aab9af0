"""A snapshot in memory: encoded once, its measures prepared once, its suppression patterns worked out once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flightdeck.data.snapshots import Snapshot
from flightdeck.domain.codes import CodeList
from flightdeck.domain.content import fingerprint
from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.filters import Basis
from flightdeck.domain.harm import Weight
from flightdeck.domain.looking import looked_at
from flightdeck.domain.period import first_day
from flightdeck.domain.populations import POPULATIONS, Field
from flightdeck.domain.result import MissingField
from flightdeck.kpis.answers import Job, Prepared
from flightdeck.kpis.encoding import Places, encode
from flightdeck.kpis.engine import prepare
from flightdeck.kpis.grouping import grouped
from flightdeck.kpis.populations import Populations
from flightdeck.services.access import Scope
from flightdeck.services.assembly import latest_window
from flightdeck.services.source_gaps import causes_of_nine
from flightdeck.statistics.cells import QUARTER, Calendar, Tree
from flightdeck.statistics.lattice import Pattern, pattern
from flightdeck.statistics.suppression import Audience
from flightdeck.statistics.tiers import tiered

Rows = NDArray[np.intp]
Kept = TypeVar("Kept")
Name = TypeVar("Name", str, tuple[str, str])
_KEPT_GROUPS = 64
_UNSPLIT = "The source does not tell rape and serious sexual offences from other crime."


@dataclass(frozen=True, slots=True)
class Key:
    """One measure of one snapshot: a definition on a basis, for one characteristic where it has several."""

    id: str
    content: str  # of the definition: an edited one of the same version is another measure
    basis: Basis
    characteristic: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A measure by the groups of a column, and what is hidden of them."""

    job: Job
    prepared: Prepared
    pattern: Pattern

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each group; the last is for nothing recorded."""
        return self.job.encoding.places.team


class LoadedSnapshot:
    """What every request on one snapshot shares."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        code_lists: Mapping[str, CodeList],
        weights: Mapping[str, Weight] | None = None,
    ) -> None:
        """Encode the snapshot; measures are prepared when first asked for."""
        self.id = snapshot.id
        self.manifest = snapshot.manifest
        self.as_at = pd.Timestamp(str(snapshot.manifest["as_at"])).date()
        self.synthetic = bool(snapshot.manifest.get("synthetic"))
        self.snapshot = snapshot
        self.populations = Populations(
            snapshot.frames,
            code_lists=code_lists,
            as_at=self.as_at,
            characteristics=causes_of_nine(self.manifest),
            weights=weights,
        )
        self.encoding = encode(
            self.populations.raw("crimes"),
            code_lists=code_lists,
            as_at=self.as_at,
            whole_from=_day(snapshot.manifest.get("whole_from")),
            others=self.populations.staff_places(),
        )
        self.tree = _tree(self.encoding.places)
        self._fed = frozenset(snapshot.frames)
        self._grouped: dict[tuple[object, ...], Grouped] = {}
        self._usable = {name: self._found_usable(name) for name in POPULATIONS}
        self._missing: dict[tuple[str, str, str], tuple[MissingField, ...]] = {}
        self._lock = RLock()
        self._others: dict[type, object] = {}
        self._prepared: dict[Key, Prepared] = {}
        self._patterns: dict[tuple[Key, int, Audience], Pattern] = {}

    def kept(self, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
        """Something made once of the snapshot, which goes when the snapshot goes."""
        if kind not in self._others:
            with self._lock:
                if kind not in self._others:
                    self._others[kind] = make()
        found = self._others[kind]
        assert isinstance(found, kind)  # noqa: S101 (kept under its own kind)
        return found

    def prepared(self, definition: Definition, basis: Basis, characteristic: str = "") -> Prepared:
        """The definition evaluated over the snapshot, once."""
        key = Key(definition.id, fingerprint(definition), basis, characteristic)
        if key in self._prepared:  # whoever wants what is there waits for nothing that is being made
            return self._prepared[key]
        with self._lock:
            if key not in self._prepared:
                self._prepared[key] = prepare(
                    Job(definition, basis, self.populations, self.encoding, characteristic)
                )
            return self._prepared[key]

    def pattern(
        self, definition: Definition, basis: Basis, characteristic: str, *, scope: int, audience: Audience
    ) -> Pattern:
        """What is hidden from an audience of a measure, at every place and month."""
        key = (Key(definition.id, fingerprint(definition), basis, characteristic), scope, audience)
        if key in self._patterns:
            return self._patterns[key]
        prepared = self.prepared(definition, basis, characteristic)
        with self._lock:
            if key not in self._patterns:
                cells = prepared.cells(scope)
                part = None if audience is Audience.STAFF else cells.numerator
                self._patterns[key] = tiered(
                    cells.denominator.astype(np.int64),
                    None if part is None else part.astype(np.int64),
                    tree=self.tree, calendar=self.calendar(definition, basis), audience=audience, standing=definition.stands(basis),
                )  # fmt: skip
            return self._patterns[key]

    def places(self, scope: Scope) -> Rows:
        """The places a reader's figures add up."""
        filters = scope.filters
        return self.encoding.places.chosen(force=filters.force, areas=scope.areas, team=filters.team)

    def calendar(self, definition: Definition, basis: Basis) -> Calendar:
        """The columns of a measure: its years end where the window of its headline does."""
        encoding = self.encoding
        start = _first_quarter(encoding.first_month)
        if definition.stands(basis) or not encoding.months:
            return Calendar(encoding.months, start)
        as_at = np.datetime64(self.as_at, "D")
        window = latest_window(
            definition, basis, first=encoding.first_month, last=encoding.last_month(), as_at=as_at
        )
        return Calendar(
            encoding.months, start, (window.last - encoding.first_month - start + 1) // QUARTER - 1
        )

    def nodes(self, scope: Scope) -> Rows:
        """The fewest nodes of the tree that make up a reader's places."""
        filters, places = scope.filters, self.encoding.places
        if filters.team:
            return self.places(scope)
        pairs = sorted(set(zip(places.force, places.area, strict=True)))
        forces = sorted(set(places.force))
        if scope.areas:
            kept = [
                code
                for code, (force, area) in enumerate(pairs)
                if area in scope.areas and filters.force in ("", force)
            ]
            return np.array(kept, dtype=np.intp) + len(places)
        if filters.force:
            return (
                np.array([code for code, force in enumerate(forces) if force == filters.force], dtype=np.intp)
                + len(places)
                + len(pairs)
            )
        return np.array([self.tree.size - 1], dtype=np.intp)

    def by_group(self, job: Job, by: str, *, reach: Scope, scope: int, audience: Audience) -> "Grouped":
        """A measure with the groups of a column as its places, over a reader's places, and its own pattern."""
        places = self.places(reach)
        key = (
            job.definition.id,
            fingerprint(job.definition),
            job.basis,
            job.characteristic,
            by,
            places.tobytes(),
            scope,
            audience,
        )
        with self._lock:
            if key not in self._grouped:
                self._grouped[key] = self._made_groups(job, by, places=places, scope=scope, audience=audience)
                while len(self._grouped) > _KEPT_GROUPS:
                    self._grouped.pop(next(iter(self._grouped)))
            return self._grouped[key]

    def _made_groups(self, job: Job, by: str, *, places: Rows, scope: int, audience: Audience) -> "Grouped":
        made = grouped(job, by, places=places)
        prepared = prepare(made)
        cells = prepared.cells(scope)
        part = None if audience is Audience.STAFF else cells.numerator
        one_family = Tree.of([np.zeros(len(made.encoding.places), dtype=np.intp)])
        hidden = pattern(
            cells.denominator.astype(np.int64),
            None if part is None else part.astype(np.int64),
            tree=one_family, calendar=self.calendar(job.definition, job.basis), audience=audience, standing=job.definition.stands(job.basis),
        )  # fmt: skip
        return Grouped(made, prepared, hidden)

    def missing(self, definition: Definition, characteristic: str = "") -> tuple[MissingField, ...]:
        """The fields the definition needs that the source cannot give, each with its reason and barrier."""
        key = (definition.id, fingerprint(definition), characteristic)
        if key not in self._missing:
            self._missing[key] = self._found_missing(definition, characteristic)
        return self._missing[key]

    def _found_missing(self, definition: Definition, characteristic: str) -> tuple[MissingField, ...]:
        named: dict[str, set[str]] = {}
        for population, column in looked_at(definition):
            named.setdefault(population, set()).add(column)
        fields = {
            field
            for population, columns in named.items()
            for field in POPULATIONS[population].fields(frozenset(columns))
        }
        if definition.measure is Measure.COMPLETENESS:
            fields.add(("persons", characteristic))
        if definition.measure is not Measure.SOURCE_GAPS:
            fields.add(("crimes", "offence_code"))
        return self.lacking(fields)

    def lacking(self, fields: Iterable[Field]) -> tuple[MissingField, ...]:
        """Those of some fields that the source cannot give, each with its reason and barrier."""
        return tuple(
            found for frame, column in sorted(fields) if (found := self._absent(frame, column)) is not None
        )

    def _absent(self, frame: str, column: str) -> MissingField | None:
        declared = self.manifest.get("absent", {})
        assert isinstance(declared, dict)  # noqa: S101 (written by us)
        for name in ("*", column):
            if name in declared.get(frame, {}):
                told = declared[frame][name]
                return MissingField(
                    frame, column, str(told.get("reason", "")), str(told.get("barrier") or "")
                )
        if frame not in self._fed:
            return MissingField(frame, column, "The mapping feeds no such frame.", "")
        if (frame, column) == ("crimes", "offence_code") and not self.encoding.in_scope.any():
            return MissingField(frame, column, _UNSPLIT, "")
        return None

    def usable(self, definition: Definition) -> float | None:
        """The smallest share of source rows kept among the frames the definition leans on."""
        return self._usable[definition.population]

    def _found_usable(self, population: str) -> float | None:
        asked = POPULATIONS[population]
        frames = {frame for frame, _ in asked.fields(frozenset(asked.columns))}
        told = self.manifest.get("frames", {})
        assert isinstance(told, dict)  # noqa: S101 (written by us)
        shares = [
            told[frame]["kept"] / told[frame]["rows_in"]
            for frame in frames
            if told.get(frame, {}).get("rows_in")
        ]
        return min(shares, default=None)


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def _tree(places: Places) -> Tree:
    """Teams, their areas, their forces, and everything."""
    pairs = list(zip(places.force, places.area, strict=True))
    areas = _codes(pairs)
    forces_of_areas = _codes([force for force, _ in sorted(set(pairs))])
    everything = np.zeros(int(forces_of_areas.max(initial=-1)) + 1, dtype=np.intp)
    return Tree.of([areas, forces_of_areas, everything])


def _codes(names: Sequence[Name]) -> Rows:
    order = {name: code for code, name in enumerate(sorted(set(names)))}
    return np.array([order[name] for name in names], dtype=np.intp)


def _first_quarter(first_month: int) -> int:
    """Months until the first quarter begins: January, April, July or October."""
    return (1 - first_day(first_month).month) % QUARTER
