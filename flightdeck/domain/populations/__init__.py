"""Populations: the rows a KPI counts, with the columns a definition may name.

A population is a canonical frame with what its rows are usually asked about already worked out. Each
column says which canonical fields it comes from: that is how a KPI that the source cannot feed is found
not computable, field by field. The frames themselves are built in `flightdeck.kpis.populations`.
"""

from flightdeck.domain.events import EVENT_FRAMES, FIRSTS, GAPS
from flightdeck.domain.populations.cases import MAIN
from flightdeck.domain.populations.columns import CRIME, VICTIM
from flightdeck.domain.populations.parts import Field, Population, PopulationColumn, canonical, derived, of
from flightdeck.domain.register_populations import REGISTER_POPULATIONS, RegisterPopulation
from flightdeck.domain.repeat_populations import PLACES, REPEAT_POPULATIONS, RepeatPopulation
from flightdeck.domain.schema import FRAMES, Kind
from flightdeck.domain.staff_populations import FROM_STAFF, PLACED_FRAMES, STAFF_FRAMES

__all__ = ["POPULATIONS", "Field", "Population", "PopulationColumn"]

POPULATIONS: dict[str, Population] = {population.name: population for population in MAIN}


def _first_columns(of: str) -> dict[str, PopulationColumn]:
    return {
        first.name: PopulationColumn(
            first.name,
            Kind.DATE,
            first.about,
            ((first.frame, first.day), *((first.frame, column) for column in first.asks)),
        )
        for first in FIRSTS
        if first.of == of
    }


def _gap_columns(frame: str) -> dict[str, PopulationColumn]:
    return {
        gap.name: PopulationColumn(gap.name, Kind.WHOLE, gap.about, ((frame, gap.start), (frame, gap.end)))
        for gap in GAPS.get(frame, ())
    }


def _event_population(frame: str, unit: str) -> Population:
    """A canonical frame of events as a population: its own columns, its gaps and the columns of its crime."""
    own = {column.name: of(frame, column) for column in FRAMES[frame].columns}
    role = canonical("persons", "role") if "person_role_ref" in own else {}
    return Population(
        frame, unit, FRAMES[frame].grain, {**CRIME, **VICTIM, **role, **own, **_gap_columns(frame)}
    )


_IN_FORCE_UNTIL = derived(
    "in_force_until",
    Kind.DATE,
    "First day the order is no longer in force: discharged, or the day after its last; missing for no end.",
    ("protection_orders", "ended_on"),
    ("protection_orders", "expires_on"),
)
POPULATIONS |= {frame: _event_population(frame, unit) for frame, unit in EVENT_FRAMES.items()}
POPULATIONS["protection_orders"].columns.update(_IN_FORCE_UNTIL)
for _name in ("crimes", "victims", "suspects"):
    POPULATIONS[_name].columns.update(_first_columns(_name))
POPULATIONS["victim_contacts"].columns.update(_gap_columns("victim_contacts"))


def _placed(frame: str, unit: str) -> Population:
    """A frame of the force itself: its own columns, and those of the post-holder it points to."""
    own = {column.name: of(frame, column) for column in FRAMES[frame].columns}
    of_staff = canonical("staff", *FROM_STAFF) if frame != "staff" and "staff_ref" in own else {}
    return Population(
        frame, unit, FRAMES[frame].grain, {**own, **of_staff}, about_staff=frame in STAFF_FRAMES
    )


POPULATIONS |= {frame: _placed(frame, unit) for frame, unit in PLACED_FRAMES.items()}
POPULATIONS["absence_totals"].columns.update(
    derived(
        "unfilled_full_time_equivalent",
        Kind.NUMBER,
        "Posts the team should have less those filled, full-time equivalent; below nothing where it has more than it should.",
        ("absence_totals", "establishment_full_time_equivalent"),
        ("absence_totals", "in_post_full_time_equivalent"),
    )
)


def _register(name: str, kept: RegisterPopulation) -> Population:
    columns = {column: PopulationColumn(column, kind, about, ()) for column, kind, about in kept.columns}
    return Population(name, kept.unit, kept.about, columns, register=True)


POPULATIONS |= {name: _register(name, kept) for name, kept in REGISTER_POPULATIONS.items()}


def _repeat(name: str, made: RepeatPopulation) -> Population:
    own = {one.name: PopulationColumn(one.name, one.kind, one.about, one.needs) for one in made.columns}
    beside = CRIME if made.unit == "crimes" else canonical("crimes", *PLACES)
    return Population(name, made.unit, made.about, {**beside, **own})


POPULATIONS |= {name: _repeat(name, made) for name, made in REPEAT_POPULATIONS.items()}
