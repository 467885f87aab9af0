"""Frames side by side: a column of the record that each row points to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.schema import FRAMES

Stamps = npt.NDArray[np.datetime64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


@dataclass(slots=True)
class Joined:
    """The frames of one snapshot with the ways between them, each found once."""

    frames: Mapping[str, pd.DataFrame]
    code_lists: CodeLists
    as_at: date
    _places: dict[tuple[str, str], Places] = field(default_factory=dict)

    def column(self, frame: str, path: str) -> pd.Series:
        """A column of the frame, or `pointer.column` for that of the record it points to."""
        *pointers, name = path.split(".")
        if not pointers:
            return self.frames[frame][name]
        pointer = pointers[0]
        target = FRAMES[frame].column(pointer).points_to
        if target is None:
            raise KeyError(f"{frame}.{pointer} points nowhere")
        found = self.column(target, ".".join(path.split(".")[1:]))
        places = self.places(frame, pointer, target)
        return found.take(np.maximum(places, 0)).reset_index(drop=True).mask(pd.Series(places < 0))

    def stamps(self, frame: str, path: str, *, unit: Literal["D", "s"]) -> Stamps:
        """A date column as days or as seconds."""
        return self.column(frame, path).to_numpy().astype(f"M8[{unit}]")

    def is_one_of(self, frame: str, path: str, *codes: str) -> Mask:
        """Whether a code column holds one of the codes."""
        return self.column(frame, path).isin(list(codes)).to_numpy(dtype=bool)

    def places(self, frame: str, pointer: str, target: str) -> Places:
        """For each row, the row of the target it points to; -1 for none."""
        if (frame, pointer) not in self._places:
            keys = pd.Index(self.frames[target][FRAMES[target].key])
            self._places[frame, pointer] = keys.get_indexer(pd.Index(self.frames[frame][pointer]))
        return self._places[frame, pointer]

    def counts(self, frame: str, pointer: str, target: str, *, where: Mask) -> npt.NDArray[np.int64]:
        """For each row of the target, how many rows of the frame point to it."""
        places = self.places(frame, pointer, target)
        return np.bincount(places[where & (places >= 0)], minlength=len(self.frames[target]))
