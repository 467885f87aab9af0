"""One canonical frame built from the chunks of every table that feeds it."""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.data.conform.characteristics import STATUSES, Recorded, age_status, coded_status
from flightdeck.data.conform.coding import NO_CODE, ColumnCoder, Values, categories
from flightdeck.data.conform.filters import rows_of
from flightdeck.data.conform.hashing import Hashes
from flightdeck.data.conform.held import Held
from flightdeck.data.conform.quarantine import issues, quarantined, raw_labels
from flightdeck.data.conform.result import Conformed
from flightdeck.data.conform.rules import Rule
from flightdeck.data.extract.chunks import RawChunk
from flightdeck.data.mapping.model import ColumnSource, Entry, Lookup
from flightdeck.domain.codes import CodeList, CodeLists
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES, Column, Frame, Kind, status_column

Lookups = Mapping[Lookup, Mapping[str, str]]

_STATUS_COLUMNS = frozenset(status_column(name) for name in CHARACTERISTICS)
_UNMAPPED = ColumnSource(absent="The mapping does not name it.")


class FrameConformer:
    """Takes raw chunks one by one and gives the frame at the end."""

    def __init__(
        self,
        frame: Frame,
        *,
        code_lists: CodeLists,
        hash_key: bytes,
        as_at: date,
        force: str | None,
        lookups: Lookups,
    ) -> None:
        """Prepare to take chunks; `force` stands where an entry maps no force, `lookups` are read already."""
        self.frame = frame
        self.code_lists = code_lists
        self.lookups = lookups
        self.force = ColumnSource(constant=force) if force else _UNMAPPED
        self.columns = [column for column in frame.columns if column.name not in _STATUS_COLUMNS]
        self.held = Held(frame.name)
        self.coders = {
            column.name: ColumnCoder(
                column=column,
                names=_names(column, code_lists),
                code_list=code_lists.get(column.codes or ""),
                hash_key=hash_key,
                as_at=as_at,
            )
            for column in self.columns
        }

    def take(self, chunk: RawChunk, entry: Entry) -> None:
        """Code the rows of a chunk that the entry's filter lets through."""
        rows = np.flatnonzero(rows_of(chunk.frame, entry.rows))
        raw = chunk.frame if len(rows) == len(chunk.frame) else chunk.frame.iloc[rows].reset_index(drop=True)
        if not len(raw):
            return
        coded = {}
        for column in self.columns:
            source = entry.columns.get(column.name, self.force if column.name == "force" else _UNMAPPED)
            lookup = self.lookups[source.lookup] if source.lookup else None
            coded[column.name] = self.coders[column.name].code(raw, source, lookup=lookup)
        self.held.add(chunk.table, rows + chunk.first_row, coded)

    def finish(
        self, *, keys: Mapping[str, Hashes], recorded_on: npt.NDArray[np.datetime64] | None = None
    ) -> Conformed:
        """The frame, once every frame it points to is finished.

        Args:
            keys: the keys kept of every finished frame; a pointer to a frame that is not there is not checked.
            recorded_on: day each crime of `keys["crimes"]` was recorded, for the codes in force.
        """
        held, frame = self.held, self.frame
        for column in self.columns:
            if column.required:
                held.break_rows(held.faults(column.name), column.name)
        for column in self.columns:
            if column.points_to is not None and column.points_to in keys:
                self._check_pointer(column, keys[column.points_to])
        self._check_key()
        statuses = self._statuses(keys, recorded_on) if frame.name == "persons" else {}
        columns = {column.name: self._finished(column, statuses) for column in frame.columns}
        return Conformed(
            name=frame.name,
            rows_in=held.rows,
            frame=pd.DataFrame(columns),
            quarantined=quarantined(held, key=frame.key),
            raw_labels=raw_labels(held, key=frame.key),
            issues=issues(held, self.columns),
        )

    def kept_keys(self) -> Hashes:
        """The keys of the rows kept, in the order of the finished frame."""
        return self.held.kept(self.frame.key).astype(np.uint64)

    def _check_pointer(self, column: Column, keys: Hashes) -> None:
        values = self.held.values(column.name)
        orphan = ~pd.Series(values).isin(keys).to_numpy() & (values != 0)
        faults = np.where(orphan, np.uint8(Rule.ORPHAN), np.uint8(Rule.KEPT))
        if column.required:
            self.held.break_rows(faults, column.name)
        else:
            self.held.refuse(column.name, orphan, rule=Rule.ORPHAN, nothing=np.uint64(0))

    def _check_key(self) -> None:
        keys = self.held.values(self.frame.key)
        alive = np.flatnonzero(self.held.alive())
        again = alive[pd.Series(keys[alive]).duplicated().to_numpy()]
        faults = np.zeros(self.held.rows, dtype=np.uint8)
        faults[again] = Rule.DUPLICATE_KEY
        self.held.break_rows(faults, self.frame.key)

    def _statuses(
        self, keys: Mapping[str, Hashes], recorded_on: npt.NDArray[np.datetime64] | None
    ) -> dict[str, npt.NDArray[np.int16]]:
        held = self.held
        recorded = _recorded(held.values("crime_ref"), keys.get("crimes"), recorded_on)
        identified = held.values("identified").astype(np.int8)
        statuses = {}
        for name, (_, code_list) in CHARACTERISTICS.items():
            found = self._recorded(name, self.code_lists.get(code_list or ""), recorded, identified)
            if found.forward is not None:
                held.put(name, found.forward)
            rule = Rule.IMPOSSIBLE_AGE if code_list is None else Rule.CODE_NOT_IN_FORCE
            held.refuse(name, found.refused, rule=rule, nothing=np.nan if code_list is None else NO_CODE)
            statuses[status_column(name)] = found.status
        return statuses

    def _recorded(
        self,
        name: str,
        code_list: CodeList | None,
        recorded: npt.NDArray[np.datetime64],
        identified: npt.NDArray[np.int8],
    ) -> Recorded:
        faults = self.held.faults(name)
        unmatched = (faults != Rule.KEPT) & (faults != Rule.MISSING_REQUIRED)
        values = self.held.values(name)
        if code_list is None:
            return age_status(values.astype(np.float64), unmatched=unmatched, identified=identified)
        return coded_status(
            values.astype(np.int16),
            unmatched=unmatched,
            code_list=code_list,
            recorded_on=recorded,
            identified=identified,
        )

    def _finished(self, column: Column, statuses: Mapping[str, npt.NDArray[np.int16]]) -> pd.Series:
        if column.name in statuses:
            numbers = statuses[column.name][self.held.alive()]
            return categories(numbers, names=STATUSES)
        values: Values = self.held.kept(column.name)
        return self.coders[column.name].finished(values)


def conform(
    chunks: Iterable[RawChunk],
    entry: Entry,
    frame: str,
    *,
    code_lists: CodeLists,
    hash_key: bytes,
    as_at: date,
    keys: Mapping[str, Hashes] | None = None,
) -> Conformed:
    """One frame from the chunks of one table; pointers are checked against `keys`."""
    conformer = FrameConformer(
        FRAMES[frame], code_lists=code_lists, hash_key=hash_key, as_at=as_at, force=None, lookups={}
    )
    for chunk in chunks:
        conformer.take(chunk, entry)
    return conformer.finish(keys=keys or {})


def _names(column: Column, code_lists: CodeLists) -> tuple[str, ...]:
    return code_lists[column.codes].names() if column.kind is Kind.CODE and column.codes else ()


def _recorded(
    crimes: Values, keys: Hashes | None, recorded_on: npt.NDArray[np.datetime64] | None
) -> npt.NDArray[np.datetime64]:
    if keys is None or recorded_on is None:
        return np.full(len(crimes), np.datetime64("NaT", "D"))
    places = pd.Index(keys).get_indexer(pd.Index(crimes))
    return np.append(recorded_on.astype("M8[D]"), np.datetime64("NaT", "D"))[places]
