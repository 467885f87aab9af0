"""The faults of one column of a mapping, each with the part of it that is at fault."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flightdeck.data.mapping.load import beside
from flightdeck.data.mapping.lookups import read_lookup
from flightdeck.data.mapping.model import ColumnSource, Mapping
from flightdeck.data.marked_yaml import Place
from flightdeck.domain.codes import CodeLists, nearest
from flightdeck.domain.schema import Column, Kind
from flightdeck.errors import Fault, ReaderError

_DATED = (Kind.DATE, Kind.MOMENT)
_LABELLED = (Kind.CODE, Kind.FLAG)
_LOOKED_UP = (Kind.CODE, Kind.LABEL)
Found = tuple[Fault, Place]


def column_faults(
    column: Column, source: ColumnSource, *, code_lists: CodeLists, mapping: Mapping, store: Path
) -> Iterator[Found]:
    """The faults of where a column is said to come from; tables and columns of the source are checked elsewhere."""
    if source.absent is not None and column.required:
        yield (
            Fault(f'"{column.name}" is required and cannot be absent', remedy=f"Map it: {column.about}"),
            ("absent",),
        )
    yield from _kind_faults(column, source)
    yield from _format_faults(source)
    if column.kind is Kind.CODE:
        yield from _code_faults(column, source, code_lists)
    if source.lookup is not None:
        try:
            read_lookup(source.lookup, beside(mapping, source.lookup.file, store=store))
        except ReaderError as error:
            for fault in error.faults:
                yield Fault(f"{fault.what} ({fault.where})", remedy=fault.remedy), ("lookup",)


def _kind_faults(column: Column, source: ColumnSource) -> Iterator[Found]:
    kind = f'"{column.name}" holds a {column.kind}'
    if source.labels and column.kind not in _LABELLED:
        yield Fault(f"{kind}: labels have no meaning", remedy="Take the labels out."), ("labels",)
    if source.formats and column.kind not in _DATED and source.years_between is None:
        yield Fault(f"{kind}: date formats have no meaning", remedy="Take the formats out."), ("formats",)
    if source.years_between is not None and column.kind is not Kind.WHOLE:
        yield (
            Fault(f"{kind}: years between two dates are a whole number", remedy="Map a column."),
            ("years_between",),
        )
    if source.lookup is not None and column.kind not in _LOOKED_UP:
        yield Fault(f"{kind}: a lookup has no meaning", remedy="Take the lookup out."), ("lookup",)
    if column.kind is Kind.FLAG:
        for label, value in source.labels.items():
            if not isinstance(value, bool | None):
                yield (
                    Fault(f'"{value}" is not true, false or null', remedy="Write true or false."),
                    ("labels", label),
                )


def _format_faults(source: ColumnSource) -> Iterator[Found]:
    for index, layout in enumerate(source.formats):
        try:
            # A layout that cannot read back what it writes is misspelt.
            datetime.strptime(datetime(2024, 3, 4, 5, 6, 7).strftime(layout), layout)  # noqa: DTZ001, DTZ007
        except ValueError:
            readable = False
        else:
            readable = "%" in layout
        if not readable:
            yield (
                Fault(f'"{layout}" is no date format', remedy='Write e.g. "%d/%m/%Y %H:%M".'),
                ("formats", index),
            )


def _code_faults(column: Column, source: ColumnSource, code_lists: CodeLists) -> Iterator[Found]:
    code_list = code_lists.get(column.codes or "")
    if code_list is None:
        yield (
            Fault(
                f'the code list "{column.codes}" is missing', remedy=nearest(str(column.codes), code_lists)
            ),
            (),
        )
        return
    codes = code_list.names()
    for label, code in source.labels.items():
        if code is not None and code not in codes:
            said = str(code).lower() if isinstance(code, bool) else code
            yield (
                Fault(f'"{said}" is no code of the list {code_list.id}', remedy=nearest(said, codes)),
                ("labels", label),
            )
    if source.constant is not None and source.constant not in codes:
        said = str(source.constant)
        yield (
            Fault(f'"{said}" is no code of the list {code_list.id}', remedy=nearest(said, codes)),
            ("constant",),
        )
