"""The distinct values of a raw column as text, so that each is looked at once."""

from dataclasses import dataclass
from datetime import date
from numbers import Integral

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.api.types import is_integer_dtype

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Distinct:
    """The distinct values of a column, and for each row which of them it holds (-1 for none)."""

    texts: list[str]
    codes: Codes

    def spread(self, found: npt.NDArray[np.generic], *, missing: object) -> npt.NDArray[np.generic]:
        """What was found for each distinct value, on every row."""
        # The value for "none" stands last, which is where -1 points.
        return np.append(found, np.array([missing], dtype=found.dtype))[self.codes]


def distinct(raw: pd.Series) -> Distinct:
    """The distinct values of a column; blank text is missing, outer spaces do not count."""
    if isinstance(raw.dtype, pd.CategoricalDtype):
        codes = raw.cat.codes.to_numpy().astype(np.int64)
        uniques = raw.cat.categories
    else:
        codes, uniques = pd.factorize(raw)
    values = _texts(uniques)
    blank = np.array([not value for value in values] + [True], dtype=bool)
    return Distinct(texts=values, codes=np.where(blank[codes], -1, codes))


def joined(parts: list[pd.Series], *, by: str) -> pd.Series:
    """Several columns as one text; missing where any part is missing."""
    texts = [_as_text_column(part) for part in parts]
    whole = texts[0]
    for text in texts[1:]:
        whole = whole + by + text
    return whole


def _as_text_column(raw: pd.Series) -> pd.Series:
    found = distinct(raw)
    values = np.array([*found.texts, None], dtype=object)
    return pd.Series(values[found.codes], dtype="str")


def _texts(uniques: pd.Index | ExtensionArray | npt.NDArray[np.generic]) -> list[str]:
    if isinstance(uniques.dtype, pd.StringDtype):
        return [text.strip() for text in uniques.tolist()]
    if is_integer_dtype(uniques.dtype):
        return [str(number) for number in uniques.tolist()]
    return [_text(value) for value in uniques]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, float):  # a number column with gaps: 1234.0 is the reference 1234
        return str(int(value)) if value.is_integer() else repr(float(value))
    return value.isoformat(sep=" ") if isinstance(value, pd.Timestamp) else _plain(value)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def folded(text: str) -> str:
    """A label without case and without doubled spaces, for matching."""
    return " ".join(text.split()).casefold()
