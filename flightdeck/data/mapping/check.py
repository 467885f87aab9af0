"""Every fault of a mapping at once: its form, its names, its codes, and what the source really holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flightdeck.data.extract.chunks import RecordSource, TableShape
from flightdeck.data.mapping.columns import column_faults
from flightdeck.data.mapping.load import Reading, read_mapping, resolved
from flightdeck.data.mapping.model import AbsentFrame, Entry
from flightdeck.data.marked_yaml import Place
from flightdeck.domain.codes import CodeLists, nearest
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES, Frame, status_column
from flightdeck.errors import Fault, ReaderError

STATUS_COLUMNS = frozenset(status_column(name) for name in CHARACTERISTICS)


def check_mapping(path: Path, *, code_lists: CodeLists, store: Path, look_at_source: bool) -> list[Fault]:
    """Every fault of a mapping, each with its line, the nearest valid name and the remedy; none when it is right.

    Args:
        look_at_source: also compare its tables and columns with those of the source.
    """
    try:
        reading = read_mapping(path)
    except ReaderError as error:
        return list(error.faults)
    checked = _Checked(reading=reading, code_lists=code_lists, store=store)
    faults = [*reading.faults, *checked.name_faults()]
    if look_at_source and not checked.is_left_out(("source",)):
        faults += checked.source_faults()
    return sorted(faults, key=_line)


def _line(fault: Fault) -> tuple[str, int]:
    file, _, line = fault.where.rpartition(":")
    return (file, int(line)) if line.isdigit() else (fault.where, 0)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A mapping with what it is checked against."""

    reading: Reading
    code_lists: CodeLists
    store: Path

    def where(self, place: Place) -> str:
        return self.reading.marked.where(place)

    def is_left_out(self, place: Place) -> bool:
        """Whether a part is known to be at fault already, so that its absence is no second fault."""
        return any(
            gone[: len(place)] == place or place[: len(gone)] == gone
            for gone in self.reading.left_out
            if gone
        )

    def name_faults(self) -> Iterator[Fault]:
        mapping = self.reading.mapping
        for name, found in mapping.frames.items():
            if name not in FRAMES:
                yield Fault(
                    f'there is no frame "{name}"', self.where(("frames", name)), nearest(name, FRAMES)
                )
            elif found == ():
                remedy = f'Map it, or write {name}: {{absent: "why the source cannot give it"}}.'
                yield Fault(f'the frame "{name}" names no table', self.where(("frames", name)), remedy)
            elif not isinstance(found, AbsentFrame):
                for index, entry in enumerate(found):
                    yield from self._entry_faults(FRAMES[name], entry, ("frames", name, index))
        for name in FRAMES:
            if name not in mapping.frames and not self.is_left_out(("frames", name)):
                remedy = f'Map it, or write {name}: {{absent: "why the source cannot give it"}}.'
                yield Fault(f'the frame "{name}" is not mentioned', self.where(("frames",)), remedy)
        yield from self._place_faults()

    def _place_faults(self) -> Iterator[Fault]:
        source = self.reading.mapping.source
        for key, text in (("database", source.database), ("folder", source.folder)):
            try:
                resolved(text or "", store=self.store)
            except ReaderError as error:
                for fault in error.faults:
                    yield Fault(fault.what, self.where(("source", key)), fault.remedy)

    def _entry_faults(self, frame: Frame, entry: Entry, place: Place) -> Iterator[Fault]:
        columns = [name for name in frame.names() if name not in STATUS_COLUMNS]
        for name, source in entry.columns.items():
            at = (*place, "columns", name)
            if name in STATUS_COLUMNS:
                yield Fault(
                    f'"{name}" is derived', self.where(at), "Take it out: map the characteristic itself."
                )
            elif name not in columns:
                yield Fault(f'{frame.name} has no column "{name}"', self.where(at), nearest(name, columns))
            else:
                found = column_faults(
                    frame.column(name),
                    source,
                    code_lists=self.code_lists,
                    mapping=self.reading.mapping,
                    store=self.store,
                )
                for fault, part in found:
                    yield Fault(fault.what, self.where((*at, *part)), fault.remedy)
        yield from self._unmapped(frame, entry, place)

    def _unmapped(self, frame: Frame, entry: Entry, place: Place) -> Iterator[Fault]:
        for column in frame.columns:
            is_given = column.name in entry.columns or (column.name == "force" and self.reading.mapping.force)
            if (
                is_given
                or column.name in STATUS_COLUMNS
                or self.is_left_out((*place, "columns", column.name))
            ):
                continue
            at = self.where((*place, "columns"))
            if column.required:
                yield Fault(
                    f'{frame.name} needs "{column.name}" and it is not mapped', at, f"Map it: {column.about}"
                )
            else:
                remedy = f'Map it, or write {column.name}: {{absent: "why the source cannot give it"}}.'
                yield Fault(f'{frame.name} does not mention "{column.name}"', at, remedy)

    def source_faults(self) -> list[Fault]:
        from flightdeck.data.extract import (
            open_source,
        )  # it reads mappings, so it cannot be imported before them

        mapping = self.reading.mapping
        try:
            with open_source(mapping, store=self.store) as source:
                return list(self._table_faults(source))
        except ReaderError as error:
            at = self.where(("source",))
            return [Fault(f"{fault.where}: {fault.what}", at, fault.remedy) for fault in error.faults]

    def _table_faults(self, source: RecordSource) -> Iterator[Fault]:
        mapping = self.reading.mapping
        shapes: dict[str, tuple[TableShape, ...]] = {}
        for frame in FRAMES:
            for index, entry in enumerate(mapping.entries(frame)):
                place = ("frames", frame, index)
                yield from self._shape_faults(source, shapes, entry.table, {}, place)
                yield from self._shape_faults(source, shapes, entry.table, _places(entry), place)
        for key, said in (("as_at", mapping.as_at), ("whole_from", mapping.whole_from)):
            day = None if said is None else said.place()
            if day is not None:
                yield from self._shape_faults(source, shapes, day.table, {day.column: ()}, (key,))

    def _shape_faults(
        self,
        source: RecordSource,
        shapes: dict[str, tuple[TableShape, ...]],
        table: str,
        columns: Mapping[str, Place],
        place: Place,
    ) -> Iterator[Fault]:
        if table not in shapes:
            shapes[table] = source.shapes(table)
            if not shapes[table]:
                known = source.tables()
                remedy = (
                    nearest(table, known) if known else "The source is empty: check source in the mapping."
                )
                yield Fault(
                    f'the source has no table or file "{table}"', self.where((*place, "table")), remedy
                )
        for shape in shapes[table]:
            for name, part in columns.items():
                if name not in shape.columns:
                    at = self.where((*place, *part))
                    yield Fault(f'{shape.name} has no column "{name}"', at, nearest(name, shape.columns))


def _places(entry: Entry) -> dict[str, Place]:
    """Every source column of an entry, with the place where it is named."""
    places: dict[str, Place] = dict.fromkeys(sorted(entry.reads()), ("rows",))
    for name, source in entry.columns.items():
        places.update(dict.fromkeys(source.reads(), ("columns", name)))
    return places
