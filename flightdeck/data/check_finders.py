"""What the checks look for: each finder says of which rows its rule could be asked, and which break it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from flightdeck.data.joins import Joined
from flightdeck.domain.schema import FRAMES

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Finding:
    """For each row, whether the rule could be asked of it, and whether it breaks it."""

    asked: Mask
    broken: Mask


@dataclass(frozen=True, slots=True)
class InOrder:
    """Finds the rows whose second day or time lies before their first."""

    frame: str
    earlier: str
    later: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of the rows that have both."""
        # Two times are compared to the second; a time and a day can only be compared as days.
        unit: Literal["D", "s"] = "s" if self.earlier.endswith("_at") and self.later.endswith("_at") else "D"
        first = joined.stamps(self.frame, self.earlier, unit=unit)
        second = joined.stamps(self.frame, self.later, unit=unit)
        return Finding(asked=~(np.isnat(first) | np.isnat(second)), broken=second < first)

    def also(self) -> tuple[str, ...]:
        """The frames its pointers lead to."""
        found = []
        for path in (self.earlier, self.later):
            frame = self.frame
            for pointer in path.split(".")[:-1]:
                frame = FRAMES[frame].column(pointer).points_to or frame
                found.append(frame)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class InRole:
    """Finds the rows that point to a person in the wrong role."""

    frame: str
    role: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of the rows whose person is there."""
        roles = joined.column(self.frame, "person_role_ref.role")
        asked = roles.notna().to_numpy(dtype=bool)
        return Finding(asked=asked, broken=asked & (roles != self.role).to_numpy(dtype=bool))


@dataclass(frozen=True, slots=True)
class Filled:
    """Finds the rows where a column that breakdowns need is empty."""

    frame: str
    column: str

    def __call__(self, joined: Joined) -> Finding:
        """Ask it of every row."""
        values = joined.column(self.frame, self.column)
        everyone = np.ones(len(values), dtype=bool)
        # A column without one value is one the source does not give; that is told elsewhere, not counted as a fault.
        empty = values.isna().to_numpy(dtype=bool)
        return Finding(asked=everyone, broken=empty if not empty.all() else ~everyone)


def _in_force(joined: Joined) -> Mask:
    return joined.column("outcomes", "reversed_on").isna().to_numpy(dtype=bool)


def _outcomes_in_force(joined: Joined) -> npt.NDArray[np.int64]:
    return joined.counts("outcomes", "crime_ref", "crimes", where=_in_force(joined))


def two_outcomes_in_force(joined: Joined) -> Finding:
    """More than one outcome on a crime that was not reversed."""
    outcomes = _outcomes_in_force(joined)
    return Finding(asked=outcomes > 0, broken=outcomes > 1)


def closed_without_outcome(joined: Joined) -> Finding:
    """A closed crime with no outcome in force."""
    closed = joined.is_one_of("crimes", "status", "closed")
    return Finding(asked=closed, broken=closed & (_outcomes_in_force(joined) == 0))


def open_with_outcome(joined: Joined) -> Finding:
    """An open crime with an outcome in force."""
    is_open = joined.is_one_of("crimes", "status", "open")
    return Finding(asked=is_open, broken=is_open & (_outcomes_in_force(joined) > 0))


def cancelled_with_outcome(joined: Joined) -> Finding:
    """A cancelled crime with an outcome in force."""
    cancelled = joined.is_one_of("crimes", "status", "cancelled")
    return Finding(asked=cancelled, broken=cancelled & (_outcomes_in_force(joined) > 0))


def charged_without_suspect(joined: Joined) -> Finding:
    """A charge on a crime that has no suspect."""
    suspects = joined.counts(
        "persons", "crime_ref", "crimes", where=joined.is_one_of("persons", "role", "suspect")
    )
    places = joined.places("outcomes", "crime_ref", "crimes")
    charged = joined.is_one_of("outcomes", "outcome", "charged") & _in_force(joined) & (places >= 0)
    return Finding(asked=charged, broken=charged & (np.append(suspects, 0)[places] == 0))


def crime_without_victim(joined: Joined) -> Finding:
    """A crime on which no victim is recorded."""
    victims = joined.counts(
        "persons", "crime_ref", "crimes", where=joined.is_one_of("persons", "role", "victim")
    )
    counted = ~joined.is_one_of("crimes", "status", "cancelled", "transferred_out")
    return Finding(asked=counted, broken=counted & (victims == 0))


def person_twice(joined: Joined) -> Finding:
    """One nominal more than once in the same role on one crime."""
    persons = joined.frames["persons"]
    known = persons["person_ref"].notna().to_numpy(dtype=bool)
    again = persons.duplicated(["crime_ref", "person_ref", "role"]).to_numpy(dtype=bool)
    return Finding(asked=known, broken=known & again)


def victim_and_suspect(joined: Joined) -> Finding:
    """One nominal as victim and as suspect on one crime."""
    persons = joined.frames["persons"]
    known = persons["person_ref"].notna().to_numpy(dtype=bool)
    once = persons.loc[known, ["crime_ref", "person_ref", "role"]].drop_duplicates()
    both = once.duplicated(["crime_ref", "person_ref"], keep=False).reindex(persons.index, fill_value=False)
    return Finding(asked=known, broken=both.to_numpy(dtype=bool))


def nominal_of_two_sexes(joined: Joined) -> Finding:
    """One nominal recorded with more than one sex: two people under one nominal, or a mistyped record."""
    persons = joined.frames["persons"]
    stated = (persons["person_ref"].notna() & (persons["sex_status"] == "valid")).to_numpy(dtype=bool)
    pairs = persons.loc[stated, ["person_ref", "sex"]].drop_duplicates()
    doubled = pairs.loc[pairs["person_ref"].duplicated(), "person_ref"]
    return Finding(asked=stated, broken=stated & persons["person_ref"].isin(doubled).to_numpy(dtype=bool))


def identified_without_nominal(joined: Joined) -> Finding:
    """A person said to be identified who has no nominal."""
    persons = joined.frames["persons"]
    identified = persons["identified"].fillna(value=False).to_numpy(dtype=bool)
    return Finding(asked=identified, broken=identified & persons["person_ref"].isna().to_numpy(dtype=bool))


def unknown_team(joined: Joined) -> Finding:
    """A crime allocated to a team that no post-holder belongs to."""
    teams = joined.column("crimes", "team").astype("str")
    known = joined.column("staff", "team").astype("str").dropna().unique()
    allocated = teams.notna().to_numpy(dtype=bool)
    return Finding(asked=allocated, broken=allocated & ~teams.isin(known).to_numpy(dtype=bool))


def two_bail_periods_at_once(joined: Joined) -> Finding:
    """A bail period that begins before the same suspect's last one ended."""
    bail = joined.frames["bail_periods"][["person_role_ref", "started_on", "ended_on"]]
    ordered = bail.sort_values(["person_role_ref", "started_on"], kind="stable")
    same = ordered["person_role_ref"].eq(ordered["person_role_ref"].shift())
    overlaps = same & (ordered["started_on"] < ordered["ended_on"].shift())
    everyone = np.ones(len(bail), dtype=bool)
    return Finding(asked=everyone, broken=overlaps.reindex(bail.index).to_numpy(dtype=bool))
