"""The pandera contract of each canonical frame: a frame crosses a boundary only through it."""

from functools import cache

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow
import pyarrow.compute as pc
from pandera.errors import SchemaErrors

from flightdeck.data.conform.hashing import DIGITS
from flightdeck.domain.codes import CodeLists, RecordingStatus
from flightdeck.domain.schema import FRAMES, Column, Frame, Kind
from flightdeck.errors import BrokenInvariantError

RECORDING_STATUS = "recording_status"
_DTYPES = {
    Kind.REFERENCE: "str",
    Kind.DATE: "datetime64[s]",
    Kind.MOMENT: "datetime64[s]",
    Kind.WHOLE: "Int32",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
}


def contract(frame: str, code_lists: CodeLists) -> pa.DataFrameSchema:
    """The contract of a frame: its columns, their types, codes and keys."""
    declared = FRAMES[frame]
    codes = {column.name: code_names(column, code_lists) for column in declared.columns}
    return _contract(declared, tuple(codes.items()))


def code_names(column: Column, code_lists: CodeLists) -> tuple[str, ...]:
    """The codes a column may hold, in the order of its categories; none for a column without a list."""
    if column.codes == RECORDING_STATUS:
        return tuple(str(status) for status in RecordingStatus)
    return code_lists[column.codes].names() if column.codes else ()


def checked(frame: pd.DataFrame, *, name: str, code_lists: CodeLists) -> pd.DataFrame:
    """The frame when it keeps its contract.

    Raises:
        BrokenInvariantError: with every way it does not; conform should have seen to it.
    """
    try:
        return contract(name, code_lists).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["column", "check"]].drop_duplicates()
        said = "; ".join(f"{column}: {check}" for column, check in cases.itertuples(index=False))
        raise BrokenInvariantError(f"{name} breaks its contract: {said}") from error


@cache
def _contract(frame: Frame, codes: tuple[tuple[str, tuple[str, ...]], ...]) -> pa.DataFrameSchema:
    names = dict(codes)
    columns = {column.name: _column(column, names[column.name], key=frame.key) for column in frame.columns}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, name=frame.name)


def _column(column: Column, names: tuple[str, ...], *, key: str) -> pa.Column:
    required = column.required or column.name == key
    checks = [_HASHED] if column.kind is Kind.REFERENCE else []
    if column.kind is Kind.DATE:
        checks = [_WHOLE_DAYS]
    # A label column's categories are whatever the force calls its areas, so only its being one is checked.
    labelled = column.kind is Kind.LABEL
    checks += [_CATEGORICAL] if labelled else []
    dtype = pd.CategoricalDtype(list(names)) if column.kind is Kind.CODE else _DTYPES.get(column.kind)
    return pa.Column(dtype, checks=checks, nullable=not required, unique=column.name == key, coerce=False)


def _is_hashed(values: pd.Series) -> bool:
    found = pc.match_substring_regex(arrow.array(values, from_pandas=True), f"^[0-9a-f]{{{DIGITS}}}$")
    return bool(pc.all(found, skip_nulls=True).as_py() is not False)


def _is_whole_days(values: pd.Series) -> bool:
    stamps = values.to_numpy().astype("M8[s]")
    days = stamps.astype("M8[D]").astype("M8[s]")
    return bool(((stamps == days) | (stamps != stamps)).all())  # noqa: PLR0124 (no date equals nothing, itself included)


def _is_categorical(values: pd.Series) -> bool:
    return isinstance(values.dtype, pd.CategoricalDtype)


_HASHED = pa.Check(_is_hashed, name="is a keyed hash", ignore_na=False)
_WHOLE_DAYS = pa.Check(_is_whole_days, name="is a day without a time", ignore_na=False)
_CATEGORICAL = pa.Check(_is_categorical, name="is categorical", ignore_na=False)
