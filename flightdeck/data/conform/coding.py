"""One raw column coded by its kind: each distinct value is looked at once, then spread over the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.data.conform.dates import NOTHING, Faults, moments, plausible, years_between
from flightdeck.data.conform.hashing import MISSING, as_text, hashed
from flightdeck.data.conform.rules import Rule
from flightdeck.data.conform.text import Distinct, distinct, folded, joined
from flightdeck.data.mapping.model import ColumnSource
from flightdeck.domain.codes import CodeList
from flightdeck.domain.schema import Column, Kind

Values = npt.NDArray[np.generic]

NO_CODE = -1
TRUE_WORDS = ("true", "t", "yes", "y", "1")
FALSE_WORDS = ("false", "f", "no", "n", "0")


# What stands for a missing value while a column is coded.
_NOTHING: dict[Kind, np.generic] = {
    Kind.REFERENCE: MISSING,
    Kind.CODE: np.int16(NO_CODE),
    Kind.LABEL: np.int32(NO_CODE),
    Kind.DATE: NOTHING,
    Kind.MOMENT: NOTHING,
    Kind.WHOLE: np.float64(np.nan),
    Kind.NUMBER: np.float64(np.nan),
    Kind.FLAG: np.int16(NO_CODE),
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded column: a value and a fault for each row, and the labels that matched nothing by row position."""

    values: Values
    faults: Faults
    labels: pd.Series


@dataclass(slots=True)
class Vocabulary:
    """The labels of a column, numbered in the order they were met."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, label: str) -> int:
        """The number of a label, a new one when it is new."""
        return self.numbers.setdefault(label, len(self.numbers))


@dataclass(frozen=True, slots=True)
class ColumnCoder:
    """What coding one canonical column takes."""

    column: Column
    names: tuple[str, ...]  # the codes of a code column
    code_list: CodeList | None
    hash_key: bytes
    as_at: date
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def code(self, frame: pd.DataFrame, source: ColumnSource, *, lookup: Mapping[str, str] | None) -> Coded:
        """The column coded from the rows of a raw frame."""
        if source.absent is not None:
            return self._nothing(len(frame))
        if source.constant is not None:
            found = self._coded(pd.Series([source.constant]), source, lookup=None)
            return Coded(
                np.repeat(found.values, len(frame)), np.repeat(found.faults, len(frame)), _no_labels()
            )
        if source.years_between is not None:
            return self._years(frame, source, between=source.years_between)
        if source.columns is not None:
            return self._coded(
                joined([frame[name] for name in source.columns], by=source.joined_by), source, lookup=lookup
            )
        return self._coded(frame[source.column], source, lookup=lookup)

    def finished(self, values: Values) -> pd.Series:
        """Coded values as the column of a canonical frame."""
        match self.column.kind:
            case Kind.REFERENCE:
                return as_text(values.astype(np.uint64))
            case Kind.CODE:
                return categories(values, names=self.names)
            case Kind.LABEL:
                return _labels(values.astype(np.int64), self.vocabulary)
            case kind:
                return _measured(values, kind)

    def _nothing(self, rows: int) -> Coded:
        missing = np.full(rows, np.uint8(Rule.MISSING_REQUIRED))
        return Coded(np.full(rows, _NOTHING[self.column.kind]), missing, _no_labels())

    def _years(self, frame: pd.DataFrame, source: ColumnSource, *, between: tuple[str, str]) -> Coded:
        earlier, earlier_faults = moments(frame[between[0]], formats=source.formats)
        later, later_faults = moments(frame[between[1]], formats=source.formats)
        faults = np.maximum(earlier_faults, later_faults)
        return Coded(years_between(earlier, later), faults, _no_labels())

    def _coded(self, raw: pd.Series, source: ColumnSource, *, lookup: Mapping[str, str] | None) -> Coded:
        match self.column.kind:
            case Kind.DATE | Kind.MOMENT:
                read, read_faults = moments(raw, formats=source.formats)
                held, faults = plausible(read, read_faults, column=self.column.name, as_at=self.as_at)
                return Coded(held, faults, _no_labels())
            case Kind.WHOLE | Kind.NUMBER:
                return self._numbers(raw)
        found = distinct(raw)
        absent_from_lookup = _not_found(found, lookup)
        if lookup is not None:
            found = Distinct([lookup.get(folded(value), value) for value in found.texts], found.codes)
        values, faults = self._matched(found, source)
        faults = np.where(absent_from_lookup, np.uint8(Rule.NOT_IN_LOOKUP), faults)
        values = np.where(absent_from_lookup, np.array(NO_CODE).astype(values.dtype), values)
        return Coded(values, faults, _unmatched(found, faults))

    def _matched(self, found: Distinct, source: ColumnSource) -> tuple[Values, Faults]:
        match self.column.kind:
            case Kind.REFERENCE:
                values = found.spread(hashed(found.texts, key=self.hash_key), missing=MISSING)
                return values, _missing_where(found.codes < 0)
            case Kind.LABEL:
                numbers = [NO_CODE if not value else self.vocabulary.number(value) for value in found.texts]
                values = found.spread(np.array(numbers, dtype=np.int32), missing=NO_CODE)
                return values, _missing_where(values == NO_CODE)
            case _:
                known = self._known(source)
                return _looked_up(found, known)

    def _known(self, source: ColumnSource) -> dict[str, int]:
        """Every label that means something here, without case, with the number of its value."""
        if self.column.kind is Kind.FLAG:
            words = {**dict.fromkeys(TRUE_WORDS, 1), **dict.fromkeys(FALSE_WORDS, 0)}
            said = {
                label: NO_CODE if value is None else int(value is True)
                for label, value in source.labels.items()
            }
            return words | {folded(label): number for label, number in said.items()}
        numbers = {name: number for number, name in enumerate(self.names)}
        codes = self.code_list.codes if self.code_list is not None else ()
        known = {folded(code.label): numbers[code.code] for code in codes}
        known |= {folded(alias): numbers[code.code] for code in codes for alias in code.aliases}
        known |= {folded(name): number for name, number in numbers.items()}
        # A mapping says what a label means in its source, so it comes before the list.
        return known | {
            folded(label): NO_CODE if value is None else numbers.get(str(value), _UNKNOWN)
            for label, value in source.labels.items()
        }

    def _numbers(self, raw: pd.Series) -> Coded:
        if pd.api.types.is_numeric_dtype(raw.dtype) and not pd.api.types.is_bool_dtype(raw.dtype):
            values = raw.to_numpy(dtype=np.float64, na_value=np.nan)
            faults = _missing_where(np.isnan(values))
        else:
            found = distinct(raw)
            read = pd.to_numeric(pd.Series(found.texts, dtype="str"), errors="coerce").to_numpy(
                dtype=np.float64
            )
            values = found.spread(read, missing=np.nan).astype(np.float64)
            faults = np.where(np.isnan(values), np.uint8(Rule.NOT_A_NUMBER), np.uint8(Rule.KEPT))
            faults[found.codes < 0] = Rule.MISSING_REQUIRED
        broken = np.isinf(values) | (np.abs(values) > _LARGEST)
        if self.column.kind is Kind.WHOLE:
            broken |= values != np.floor(values)
        broken &= ~np.isnan(values)
        return Coded(
            np.where(broken, np.nan, values),
            np.where(broken, np.uint8(Rule.NOT_A_NUMBER), faults),
            _no_labels(),
        )


def categories(numbers: Values, *, names: Sequence[str]) -> pd.Series:
    """Numbered codes as a categorical column; -1 is missing."""
    codes = numbers.astype(np.int32)
    return pd.Series(pd.Categorical.from_codes(codes, categories=list(names)))  # type: ignore[call-overload]  # the stubs know lists only


def _measured(values: Values, kind: Kind) -> pd.Series:
    match kind:
        case Kind.DATE:
            return pd.Series(values.astype("M8[D]").astype("M8[s]"))
        case Kind.MOMENT:
            return pd.Series(values.astype("M8[s]"))
        case Kind.WHOLE:
            return pd.Series(values.astype(np.float64)).astype("Float64").astype("Int32")
        case Kind.NUMBER:
            return pd.Series(values.astype(np.float64))
        case _:
            flags = values.astype(np.int8)
            return pd.Series(pd.arrays.BooleanArray(flags == 1, flags == NO_CODE))


_UNKNOWN = -2  # a label that is known to nobody
_LARGEST = 2**31 - 1  # what the canonical whole number holds


def _looked_up(found: Distinct, known: Mapping[str, int]) -> tuple[Values, Faults]:
    numbers = np.array([known.get(folded(text), _UNKNOWN) for text in found.texts], dtype=np.int16)
    values = found.spread(numbers, missing=NO_CODE)
    faults = np.where(values == NO_CODE, np.uint8(Rule.MISSING_REQUIRED), np.uint8(Rule.KEPT))
    faults[values == _UNKNOWN] = Rule.UNKNOWN_CODE
    return np.where(values == _UNKNOWN, np.int16(NO_CODE), values), faults


def _not_found(found: Distinct, lookup: Mapping[str, str] | None) -> npt.NDArray[np.bool_]:
    if lookup is None:
        return np.zeros(len(found.codes), dtype=bool)
    absent = np.array([folded(value) not in lookup for value in found.texts], dtype=bool)
    return found.spread(absent, missing=False).astype(bool)


def _missing_where(missing: npt.NDArray[np.bool_]) -> Faults:
    return np.where(missing, np.uint8(Rule.MISSING_REQUIRED), np.uint8(Rule.KEPT))


def _unmatched(found: Distinct, faults: Faults) -> pd.Series:
    rows = np.flatnonzero((faults == Rule.UNKNOWN_CODE) | (faults == Rule.NOT_IN_LOOKUP))
    if not rows.size:
        return _no_labels()
    values = np.array(found.texts, dtype=object)
    return pd.Series(values[found.codes[rows]], index=rows, dtype="str")


def _no_labels() -> pd.Series:
    return pd.Series([], index=np.array([], dtype=np.int64), dtype="str")


def _labels(numbers: npt.NDArray[np.int64], vocabulary: Vocabulary) -> pd.Series:
    """Labels as categories in alphabetical order, so that the same rows always give the same column."""
    words = np.array(list(vocabulary.numbers), dtype=object)
    used = np.unique(numbers[numbers != NO_CODE])
    ordered = used[np.argsort(words[used])] if used.size else used
    place = np.full(len(words) + 1, NO_CODE, dtype=np.int64)
    place[ordered] = np.arange(len(ordered))
    return categories(place[numbers], names=list(words[ordered]))
