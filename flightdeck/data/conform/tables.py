"""Every frame of a mapping conformed, each table read once however many frames it feeds."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from flightdeck.data.conform.frame import FrameConformer
from flightdeck.data.conform.hashing import Hashes
from flightdeck.data.conform.result import Conformed
from flightdeck.data.conform.text import folded
from flightdeck.data.extract.chunks import RecordSource
from flightdeck.data.mapping.load import beside
from flightdeck.data.mapping.lookups import read_lookup
from flightdeck.data.mapping.model import Entry, Lookup, Mapping
from flightdeck.domain.codes import CodeLists
from flightdeck.domain.condition import AnyOf, Condition
from flightdeck.domain.schema import FRAMES

Progress = Callable[[str, float], None]


def conform_tables(
    source: RecordSource,
    mapping: Mapping,
    *,
    code_lists: CodeLists,
    hash_key: bytes,
    as_at: date,
    store: Path,
    progress: Progress,
) -> Iterator[Conformed]:
    """Every frame the mapping feeds, in the order of the canonical model, so that pointers can be checked.

    Args:
        progress: called with what is being done and the share of the tables that are read, 0 to 1.
    """
    lookups = _lookups(mapping, store=store)
    conformers = {
        frame: FrameConformer(
            FRAMES[frame],
            code_lists=code_lists,
            hash_key=hash_key,
            as_at=as_at,
            force=mapping.force,
            lookups=lookups,
        )
        for frame in FRAMES
        if mapping.entries(frame)
    }
    tables = _by_table(mapping)
    for place, (table, entries) in enumerate(tables.items()):
        progress(f"Reading {table}", place / len(tables))
        columns = sorted(set().union(*(entry.reads() for _, entry in entries)))
        for chunk in source.read(table, columns=columns, where=_any_row(entries)):
            for frame, entry in entries:
                conformers[frame].take(chunk, entry)
    progress("Checking rows", 1.0)
    yield from _finished(conformers)


def _finished(conformers: dict[str, FrameConformer]) -> Iterator[Conformed]:
    keys: dict[str, Hashes] = {}
    recorded_on: npt.NDArray[np.datetime64] | None = None
    for frame in list(conformers):
        conformer = conformers.pop(frame)  # so that its memory goes when its frame is done
        conformed = conformer.finish(keys=keys, recorded_on=recorded_on)
        keys[frame] = conformer.kept_keys()
        if frame == "crimes":
            recorded_on = conformed.frame["recorded_on"].to_numpy()
        yield conformed


def _by_table(mapping: Mapping) -> dict[str, list[tuple[str, Entry]]]:
    tables: dict[str, list[tuple[str, Entry]]] = {}
    for frame, entry in mapping.with_entries():
        tables.setdefault(entry.table, []).append((frame, entry))
    return tables


def _any_row(entries: list[tuple[str, Entry]]) -> Condition:
    """The rows that at least one entry wants; each entry's own filter is applied to the chunk."""
    conditions = tuple(dict.fromkeys(entry.rows for _, entry in entries))
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _lookups(mapping: Mapping, *, store: Path) -> dict[Lookup, dict[str, str]]:
    found: dict[Lookup, dict[str, str]] = {}
    for _, entry in mapping.with_entries():
        for source in entry.columns.values():
            if source.lookup is not None and source.lookup not in found:
                path = beside(mapping, source.lookup.file, store=store)
                values = read_lookup(source.lookup, path)
                found[source.lookup] = {folded(key): value for key, value in values.items()}
    return found
