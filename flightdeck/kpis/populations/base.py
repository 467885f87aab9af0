"""The frames of one snapshot as views, and how their rows lead to each other and to crimes."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import FRAMES, Kind
from flightdeck.kpis.views import Maker, Positions, View, empty_column, positions, taken

_STEPS_TO_CRIME = {"crimes": 0, "persons": 1}  # of the parent a frame may point to; any other is further


class Source(ABC):
    """What every population is built from; what was once worked out is kept."""

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], *, code_lists: Mapping[str, CodeList], as_at: date
    ) -> None:
        """The canonical frames as at a day; a frame that is not there has no rows."""
        self._frames = frames
        self.code_lists = code_lists
        self.as_at = as_at
        self._views: dict[str, View] = {}
        self._places: dict[str, Positions] = {}

    @abstractmethod
    def built(self, name: str) -> View:
        """The population of that name, built anew; its rows' places are kept on the way."""

    def view(self, name: str) -> View:
        """The population of that name."""
        if name not in self._views:
            self._views[name] = self.built(name)
        return self._views[name]

    def crime_rows(self, name: str) -> Positions:
        """For each row of a population, the row of its crime."""
        self.view(name)
        return self._places[name]

    def raw(self, frame: str) -> View:
        """A canonical frame as a view, with an empty column for every field the source did not give."""
        if f"raw:{frame}" not in self._views:
            self._views[f"raw:{frame}"] = self._raw(frame)
        return self._views[f"raw:{frame}"]

    def _raw(self, frame: str) -> View:
        raw = self._frames.get(frame)
        size = 0 if raw is None else len(raw)
        return View(
            size,
            {
                column.name: self._maker(raw, column.name, column.kind, size)
                for column in FRAMES[frame].columns
            },
        )

    @staticmethod
    def _maker(raw: pd.DataFrame | None, name: str, kind: Kind, size: int) -> Maker:
        if raw is None or name not in raw.columns:
            return lambda: empty_column(size, kind)
        return lambda: raw[name]

    def kept(self, name: str, make: Callable[[], Positions]) -> Positions:
        """Rows worked out once under a name."""
        if name not in self._places:
            self._places[name] = make()
        return self._places[name]

    def parents(self, frame: str, reference: str, of: str) -> Positions:
        """For each row of a frame, the row of another that its reference names; -1 where none does."""
        return self.kept(
            f"{frame}.{reference}",
            lambda: positions(self.raw(frame).column(reference), self.raw(of).column(reference)),
        )

    def person_of(self, frame: str) -> Positions:
        """For each row of a frame, the row of its person in a role."""
        return self.parents(frame, "person_role_ref", "persons")

    def crime_of(self, frame: str) -> Positions:
        """For each row of a frame, the row of its crime, by way of whatever it points to."""
        if frame == "crimes":
            return np.arange(self.raw("crimes").size)
        return self.kept(f"crime of {frame}", lambda: self._led_to_crime(frame))

    def _led_to_crime(self, frame: str) -> Positions:
        pointers = [column for column in FRAMES[frame].columns if column.points_to]
        nearest = min(pointers, key=lambda column: _STEPS_TO_CRIME.get(str(column.points_to), 2))
        parent = str(nearest.points_to)
        rows = self.parents(frame, nearest.name, parent)
        above = self.crime_of(parent)
        return np.append(above, -1)[rows]

    def child(self, name: str, crimes: Positions, own: dict[str, Maker]) -> View:
        """A population whose rows belong to crimes: its own columns and those of the crime."""
        self._places[name] = crimes
        parent = self.view("crimes")
        shared = {
            column: taken_maker(parent, column, crimes)
            for column in POPULATIONS[name].columns
            if column in parent and column not in own
        }
        return View(len(crimes), {**shared, **own})

    def placed(self, name: str, rows: Positions) -> None:
        """Keep where the rows of a population belong."""
        self._places[name] = rows


def own_makers(view: View, names: tuple[str, ...]) -> dict[str, Maker]:
    """The makers of a view's own columns."""
    return {name: of(view, name) for name in names}


def of(view: View, name: str) -> Maker:
    """The maker of a column as it stands."""
    return lambda: view.column(name)


def taken_maker(parent: View, column: str, rows: Positions) -> Maker:
    """The maker of a parent's column, taken to the rows of its children."""
    return lambda: taken(parent.column(column), rows)
