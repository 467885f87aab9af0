"""The populations of `flightdeck.domain.populations`, built from the frames of one snapshot."""

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import Mask
from flightdeck.domain.events import EVENT_FRAMES, FIRSTS, GAPS, First
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.schema import FRAMES, Kind
from flightdeck.kpis.gaps import gap_maker
from flightdeck.kpis.repeat_suspects import repeat_suspects_view
from flightdeck.kpis.views import (
    Days,
    Maker,
    Positions,
    View,
    as_dates,
    chosen_row,
    earlier,
    empty_column,
    first_day,
    positions,
    taken,
)
from flightdeck.kpis.working_days import working_days_between

Frames = Mapping[str, pd.DataFrame]
Codes = tuple[tuple[str, str], ...]  # column and code
_STEPS_TO_CRIME = {"crimes": 0, "persons": 1}  # of the parent a frame may point to; any other is further
CHARGED = ("charged", "charged_alternate_offence")
_AGE_EDGES = (0, 13, 16, 18, 25, 35, 45, 55, 65, 200)
AGE_BANDS = (
    "0 to 12",
    "13 to 15",
    "16 to 17",
    "18 to 24",
    "25 to 34",
    "35 to 44",
    "45 to 54",
    "55 to 64",
    "65 and over",
)


class Populations:
    """Every population of one snapshot; a population is built when first asked for."""

    def __init__(
        self,
        frames: Frames,
        *,
        code_lists: Mapping[str, CodeList],
        as_at: date,
        characteristics: Mapping[str, str] | None = None,
    ) -> None:
        """The populations of the canonical frames, as at a day; a frame that is not there has no rows.

        Args:
            characteristics: why the source cannot give each of the nine characteristics; empty where it can.
        """
        self._characteristics = characteristics or {}
        self._frames = frames
        self.code_lists = code_lists
        self._as_at = as_at
        self._views: dict[str, View] = {}
        self._places: dict[str, Positions] = {}

    def view(self, name: str) -> View:
        """The population of that name."""
        if name not in self._views:
            self._views[name] = self._event(name) if name in EVENT_FRAMES else getattr(self, f"_{name}")()
        return self._views[name]

    def crime_rows(self, name: str) -> Positions:
        """For each row of a population, the row of its crime."""
        self.view(name)
        return self._places[name]

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

    def raw(self, frame: str) -> View:
        """A canonical frame as a view, with an empty column for every field the source did not give."""
        if f"raw:{frame}" not in self._views:
            self._views[f"raw:{frame}"] = self._raw(frame)
        return self._views[f"raw:{frame}"]

    def _crimes(self) -> View:
        crimes = self.raw("crimes")
        self._places["crimes"] = np.arange(crimes.size)
        makers: dict[str, Maker] = {name: self._of(crimes, name) for name in FRAMES["crimes"].names()}
        makers |= {
            "outcome": lambda: self._of_outcome_in_force("outcome"),
            "outcome_on": lambda: self._of_outcome_in_force("assigned_on"),
            "finalised_on": lambda: self._of_outcome_in_force("assigned_on"),
            "charged_on": self._charged_on,
            **{first.name: self._first_maker(first) for first in FIRSTS if first.of == "crimes"},
            "first_named_on": lambda: first_day(
                crimes.size, self._crime_of_person(), self.raw("persons").days("named_on")
            ),
            "first_early_advice_on": lambda: self._first_submission("early_advice"),
            "first_charging_submission_on": lambda: self._first_submission("charging"),
            **{
                name: self._victim_maker(name)
                for name in (
                    "victim_sex",
                    "victim_ethnicity",
                    "victim_age_band",
                    "victim_disability",
                    "relationship",
                )
            },
        }
        return View(crimes.size, makers)

    @staticmethod
    def _of(view: View, name: str) -> Maker:
        return lambda: view.column(name)

    def parents(self, frame: str, reference: str, of: str) -> Positions:
        """For each row of a frame, the row of another that its reference names; -1 where none does."""
        return self._kept(
            f"{frame}.{reference}",
            lambda: positions(self.raw(frame).column(reference), self.raw(of).column(reference)),
        )

    def _crime_of_person(self) -> Positions:
        return self.parents("persons", "crime_ref", "crimes")

    def _person_of(self, frame: str) -> Positions:
        return self.parents(frame, "person_role_ref", "persons")

    def crime_of(self, frame: str) -> Positions:
        """For each row of a frame, the row of its crime, by way of whatever it points to."""
        if frame == "crimes":
            return np.arange(self.raw("crimes").size)
        return self._kept(f"crime of {frame}", lambda: self._led_to_crime(frame))

    def _led_to_crime(self, frame: str) -> Positions:
        pointers = [column for column in FRAMES[frame].columns if column.points_to]
        nearest = min(pointers, key=lambda column: _STEPS_TO_CRIME.get(str(column.points_to), 2))
        parent = str(nearest.points_to)
        rows = self.parents(frame, nearest.name, parent)
        above = self.crime_of(parent)
        return np.append(above, -1)[rows]

    def _event(self, frame: str) -> View:
        raw, crimes = self.raw(frame), self.crime_of(frame)
        own: dict[str, Maker] = {name: self._of(raw, name) for name in FRAMES[frame].names()}
        own |= {gap.name: gap_maker(raw, gap) for gap in GAPS.get(frame, ())}
        if "person_role_ref" in own:
            own["role"] = lambda: taken(self.raw("persons").column("role"), self._person_of(frame))
        return self._child(frame, crimes, own)

    def _first_maker(self, first: First) -> Maker:
        return lambda: self._first_event(first)

    def _first_event(self, first: First) -> pd.Series:
        raw = self.raw(first.frame)
        counted = _is_all(raw, first.only)
        if first.any_of:
            counted &= _is_any(raw, first.any_of)
        if first.role:
            role = taken(self.raw("persons").column("role"), self._person_of(first.frame))
            counted &= (role == first.role).to_numpy(dtype=bool, na_value=False)
        if first.of == "crimes":
            return first_day(
                self.raw("crimes").size,
                np.where(counted, self.crime_of(first.frame), -1),
                raw.days(first.day),
            )
        people = first_day(
            self.raw("persons").size, np.where(counted, self._person_of(first.frame), -1), raw.days(first.day)
        )
        return people.take(self._places[f"rows:{first.of}"])

    def _kept(self, name: str, make: Callable[[], Positions]) -> Positions:
        if name not in self._places:
            self._places[name] = make()
        return self._places[name]

    def _outcomes_in_force(self) -> tuple[Positions, Positions]:
        """Rows of the outcomes frame in force, and the crime row of each; the latest a crime."""
        crimes = self.parents("outcomes", "crime_ref", "crimes")
        rows = self._kept("outcomes_in_force", lambda: self._in_force(crimes))
        return rows, crimes[rows]

    def _in_force(self, crimes: Positions) -> Positions:
        raw = self.raw("outcomes")
        rows = np.flatnonzero(np.isnat(raw.days("reversed_on")) & (crimes >= 0))
        order = self._by_day(rows, crimes)
        return order[_starts(crimes[order][::-1])[::-1]]

    def _by_day(self, rows: Positions, crimes: Positions) -> Positions:
        """Rows of outcomes by crime and day; two of one day by reference, for a source gives them in any order."""
        raw = self.raw("outcomes")
        assigned = raw.days("assigned_on")[rows].astype(np.int64)
        tied = pd.DataFrame({"crime": crimes[rows], "on": assigned}).duplicated(keep=False).to_numpy()
        rank = np.zeros(len(rows))
        rank[tied] = raw.column("outcome_ref").take(rows[tied]).rank().to_numpy()
        return rows[np.lexsort((rank, assigned, crimes[rows]))]

    def _of_outcome_in_force(self, column: str) -> pd.Series:
        """A column of each crime's outcome in force."""
        return taken(
            self.raw("outcomes").column(column), self._kept("outcome_of_crime", self._outcome_of_crime)
        )

    def _outcome_of_crime(self) -> Positions:
        rows, crimes = self._outcomes_in_force()
        where = np.full(self.raw("crimes").size, -1)
        where[crimes] = rows
        return where

    def _charged_on(self) -> pd.Series:
        raw = self.raw("outcomes")
        rows, crimes = self._outcomes_in_force()
        charged = raw.column("outcome").isin(CHARGED).to_numpy()[rows]
        return first_day(self.raw("crimes").size, crimes[charged], raw.days("assigned_on")[rows[charged]])

    def _first_submission(self, kind: str) -> pd.Series:
        raw = self.raw("cps_submissions")
        of_kind = (raw.column("submission") == kind).to_numpy(dtype=bool, na_value=False)
        return first_day(
            self.raw("crimes").size,
            np.where(of_kind, self.crime_of("cps_submissions"), -1),
            raw.days("submitted_on"),
        )

    def _victim_rows(self) -> Positions:
        """For each crime, the row of the victim who stands for it; -1 without one."""
        persons = self.raw("persons")
        victims = np.flatnonzero((persons.column("role") == "victim").to_numpy(dtype=bool, na_value=False))
        return self._one_a_crime(victims)

    def _one_a_crime(self, rows: Positions) -> Positions:
        """For each crime, one of some rows of persons: that of the least reference."""
        return chosen_row(
            self.raw("crimes").size,
            self._crime_of_person()[rows],
            rows,
            self.raw("persons").column("person_role_ref"),
        )

    def _victim_maker(self, name: str) -> Maker:
        return lambda: self._victim_column(name)

    def _victim_column(self, name: str) -> pd.Series:
        persons = self.raw("persons")
        rows = self._kept("victim_rows", self._victim_rows)
        if name == "victim_age_band":
            bands = age_bands(taken(persons.column("age"), rows))
            return pd.Series(pd.Categorical.from_codes(bands, categories=pd.Index(AGE_BANDS), ordered=True))
        if name == "victim_ethnicity":
            groups = (
                self.code_lists["ethnicity_self_defined"].groups()
                if "ethnicity_self_defined" in self.code_lists
                else {}
            )
            return _mapped(taken(persons.column("ethnicity_self_defined"), rows), groups)
        if name == "relationship":
            return self._relationship()
        return taken(persons.column(name.removeprefix("victim_")), rows)

    def _relationship(self) -> pd.Series:
        persons = self.raw("persons")
        known = np.flatnonzero(persons.column("relationship").notna().to_numpy())
        return taken(persons.column("relationship"), self._one_a_crime(known))

    def _child(self, name: str, crimes: Positions, own: dict[str, Maker]) -> View:
        """A population whose rows belong to crimes: its own columns and those of the crime."""
        self._places[name] = crimes
        parent = self.view("crimes")
        shared = {
            column: self._taken_maker(parent, column, crimes)
            for column in POPULATIONS[name].columns
            if column in parent and column not in own
        }
        return View(len(crimes), {**shared, **own})

    @staticmethod
    def _taken_maker(parent: View, column: str, rows: Positions) -> Maker:
        return lambda: taken(parent.column(column), rows)

    def _outcomes(self) -> View:
        rows, crimes = self._outcomes_in_force()
        raw = self.raw("outcomes")
        return self._child(
            "outcomes",
            crimes,
            {
                "outcome": lambda: taken(raw.column("outcome"), rows),
                "outcome_on": lambda: taken(raw.column("assigned_on"), rows),
            },
        )

    def _source_characteristics(self) -> View:
        names, causes = list(self._characteristics), list(self._characteristics.values())
        self._places["source_characteristics"] = np.full(len(names), -1)
        columns: dict[str, pd.Series] = {
            "characteristic": pd.Series(names, dtype="str"),
            "given": pd.Series([not cause for cause in causes], dtype="boolean"),
            "cause": pd.Series([cause or None for cause in causes], dtype="str"),
            "as_at": pd.Series([pd.Timestamp(self._as_at)] * len(names), dtype="datetime64[s]"),
        }
        return View(len(names), {name: self._same(column) for name, column in columns.items()})

    @staticmethod
    def _same(column: pd.Series) -> Maker:
        return lambda: column

    def _persons(self) -> View:
        rows, own = self._people("persons", "victim", "suspect")
        return self._child("persons", self._crime_of_person()[rows], own)

    def _people(self, name: str, *roles: str) -> tuple[Positions, dict[str, Maker]]:
        persons = self.raw("persons")
        rows = np.flatnonzero(persons.column("role").isin(roles).to_numpy(dtype=bool, na_value=False))
        self._places[f"rows:{name}"] = rows
        return rows, {
            column: self._taken_maker(persons, column, rows)
            for column in FRAMES["persons"].names()
            if column != "crime_ref"
        }

    def _victims(self) -> View:
        rows, own = self._people("victims", "victim")
        own |= {first.name: self._first_maker(first) for first in FIRSTS if first.of == "victims"}
        return self._child("victims", self._crime_of_person()[rows], own)

    def _suspects(self) -> View:
        rows, own = self._people("suspects", "suspect")
        own |= {first.name: self._first_maker(first) for first in FIRSTS if first.of == "suspects"}
        own |= {
            "first_arrest_on": lambda: self._first_of_suspect("arrests", "arrested_on"),
            "first_interview_on": lambda: self._first_of_suspect("arrests", "interviewed_on"),
            "first_action_on": lambda: earlier(
                self.view("suspects").days("first_arrest_on"),
                self.view("suspects").days("first_interview_on"),
            ),
            "first_action_voluntary": self._first_action_voluntary,
            "first_charging_submission_on": lambda: self._first_of_suspect(
                "cps_submissions", "submitted_on", submission="charging"
            ),
            "charge_decision_on": lambda: self._first_of_suspect(
                "cps_submissions", "decided_on", decision="charge"
            ),
        }
        return self._child("suspects", self._crime_of_person()[rows], own)

    def _first_of_suspect(self, frame: str, day: str, **only: str) -> pd.Series:
        raw = self.raw(frame)
        rows = self._person_of(frame)
        for column, value in only.items():
            rows = np.where((raw.column(column) == value).to_numpy(dtype=bool, na_value=False), rows, -1)
        firsts = first_day(self.raw("persons").size, rows, raw.days(day))
        return firsts.take(self._places["rows:suspects"])

    def _first_action_voluntary(self) -> pd.Series:
        arrests = self.raw("arrests")
        people = self._person_of("arrests")
        days = earlier(arrests.days("arrested_on"), arrests.days("interviewed_on")).to_numpy().astype("M8[D]")
        order = np.lexsort((days, people))
        order = order[people[order] >= 0]
        where = np.full(self.raw("persons").size, -1)
        where[people[order][::-1]] = order[::-1]
        return taken(arrests.column("voluntary"), where[self._places["rows:suspects"]])

    def _cps_submissions(self) -> View:
        raw = self.raw("cps_submissions")
        return self._child(
            "cps_submissions",
            self.crime_of("cps_submissions"),
            {name: self._of(raw, name) for name in FRAMES["cps_submissions"].names()},
        )

    def _victim_contacts(self) -> View:
        raw = self.raw("victim_contacts")
        own: dict[str, Maker] = {name: self._of(raw, name) for name in FRAMES["victim_contacts"].names()}
        own |= {gap.name: gap_maker(raw, gap) for gap in GAPS["victim_contacts"]}
        own["working_days_to_notify"] = lambda: working_days_between(
            raw.days("event_on"), raw.days("notified_on")
        )
        return self._child("victim_contacts", self.crime_of("victim_contacts"), own)

    def _open_spells(self) -> View:
        crimes, opened, closed = self._spells()
        return self._child(
            "open_spells",
            crimes,
            {"opened_on": lambda: as_dates(opened), "closed_on": lambda: as_dates(closed)},
        )

    def _spells(self) -> tuple[Positions, Days, Days]:
        """Each spell a crime was open: from recording or a reversal to the next outcome."""
        crimes, raw = self.raw("crimes"), self.raw("outcomes")
        of = self.parents("outcomes", "crime_ref", "crimes")
        rows = np.flatnonzero(of >= 0)
        rows = self._by_day(rows, of)
        crime = np.concatenate((np.arange(crimes.size), of[rows]))
        opened = np.concatenate((crimes.days("recorded_on"), raw.days("reversed_on")[rows]))
        closed = np.full(len(crime), np.datetime64("NaT", "D"))
        # An outcome ends the spell before it: the crime's first, or the one its forerunner's reversal opened.
        forerunner = crimes.size + np.arange(len(rows)) - 1
        ended = np.where(_starts(of[rows]), of[rows], forerunner)
        closed[ended] = raw.days("assigned_on")[rows]
        real = ~np.isnat(opened)
        return crime[real], opened[real], closed[real]

    def _repeat_suspects(self) -> View:
        view, crimes = repeat_suspects_view(self, as_at=self._as_at)
        return self._child(
            "repeat_suspects",
            crimes,
            {
                name: self._of(view, name)
                for name in ("person_ref", "month_end", "bail_with_conditions", "order_in_force", "remanded")
            },
        )


def age_bands(ages: pd.Series) -> Positions:
    """For each age in years, its place in `AGE_BANDS`; -1 where there is none."""
    years = ages.to_numpy(dtype=float, na_value=np.nan)
    places: Positions = np.searchsorted(np.array(_AGE_EDGES), years, side="right") - 1
    inside = (places >= 0) & (places < len(AGE_BANDS)) & ~np.isnan(years)
    return np.where(inside, places, -1)


def _starts(groups: Positions) -> Mask:
    """For sorted groups, whether each row is the first of its group."""
    return np.append(True, groups[1:] != groups[:-1])[: len(groups)]


def _mapped(codes: pd.Series, names: Mapping[str, str]) -> pd.Series:
    if isinstance(codes.dtype, pd.CategoricalDtype):
        labels = pd.Index([names.get(code, code) for code in codes.cat.categories], dtype="str")
        rows = codes.cat.codes.to_numpy().astype(np.intp)
        return pd.Series(pd.Categorical.from_codes(*_folded(rows, labels)))
    return codes.map(lambda code: names.get(code, code), na_action="ignore")


def _is_all(raw: View, wanted: Codes) -> Mask:
    """Rows with every one of some codes."""
    holds = np.ones(raw.size, dtype=bool)
    for column, code in wanted:
        holds &= _is(raw, column, code)
    return holds


def _is_any(raw: View, wanted: Codes) -> Mask:
    """Rows with at least one of some codes."""
    holds = np.zeros(raw.size, dtype=bool)
    for column, code in wanted:
        holds |= _is(raw, column, code)
    return holds


def _is(raw: View, column: str, code: str) -> Mask:
    same: Mask = (raw.column(column) == code).to_numpy(dtype=bool, na_value=False)
    return same


def _folded(rows: Positions, labels: pd.Index) -> tuple[Positions, pd.Index]:
    unique = labels.unique()
    return np.where(rows < 0, -1, unique.get_indexer(labels)[rows]), unique
