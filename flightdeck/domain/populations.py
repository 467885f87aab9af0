"""Populations: the rows a KPI counts, with the columns a definition may name.

A population is a canonical frame with what its rows are usually asked about already worked out. Each
column says which canonical fields it comes from: that is how a KPI that the source cannot feed is found
not computable, field by field. The frames themselves are built in `flightdeck.kpis.populations`.
"""

from dataclasses import dataclass

from flightdeck.domain.events import EVENT_FRAMES, FIRSTS, GAPS
from flightdeck.domain.register_populations import REGISTER_POPULATIONS, RegisterPopulation
from flightdeck.domain.repeat_populations import PLACES, REPEAT_POPULATIONS, RepeatPopulation
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES, Column, Kind, status_column

Field = tuple[str, str]  # (canonical frame, column)


@dataclass(frozen=True, slots=True)
class PopulationColumn:
    """One column a definition may name."""

    name: str
    kind: Kind
    about: str
    needs: tuple[Field, ...]
    codes: str | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """Rows of one grain that KPIs count."""

    name: str
    unit: str
    about: str
    columns: dict[str, PopulationColumn]
    about_staff: bool = (
        False  # rows about the people who work here: no list of them, and nothing of fewer than ten
    )
    register: bool = False  # kept by the flight deck itself, for the whole force; no source feeds it

    def fields(self, names: frozenset[str]) -> frozenset[Field]:
        """The canonical fields that the named columns come from."""
        return frozenset(
            field for name in names if name in self.columns for field in self.columns[name].needs
        )


def _canonical(frame: str, *names: str) -> dict[str, PopulationColumn]:
    picked = [FRAMES[frame].column(name) for name in names]
    return {column.name: _of(frame, column) for column in picked}


def _of(frame: str, column: Column) -> PopulationColumn:
    return PopulationColumn(column.name, column.kind, column.about, ((frame, column.name),), column.codes)


def _derived(
    name: str, kind: Kind, about: str, *needs: Field, codes: str | None = None
) -> dict[str, PopulationColumn]:
    return {name: PopulationColumn(name, kind, about, needs, codes)}


_CRIME = {
    **_canonical(
        "crimes", "crime_ref", "force", "area", "team", "offence_code", "status", "reported_on", "recorded_on"
    ),
    **_canonical("crimes", "status_on", "occurred_from", "occurred_to", "domestic_abuse", "alcohol_or_drugs"),
    **_canonical("crimes", "place_type", "report_route"),
}
_OUTCOME = {
    **_derived(
        "outcome", Kind.CODE, "Outcome in force at the snapshot.", ("outcomes", "outcome"), codes="outcome"
    ),
    **_derived(
        "outcome_on", Kind.DATE, "Day the outcome in force was assigned.", ("outcomes", "assigned_on")
    ),
}
_VICTIM = {
    **_derived("victim_sex", Kind.CODE, "Sex of the victim.", ("persons", "sex"), codes="sex"),
    **_derived(
        "victim_ethnicity",
        Kind.LABEL,
        "Self-defined ethnicity of the victim, high-level group.",
        ("persons", "ethnicity_self_defined"),
    ),
    **_derived("victim_age_band", Kind.LABEL, "Age band of the victim.", ("persons", "age")),
    **_derived(
        "victim_disability",
        Kind.CODE,
        "Disability of the victim.",
        ("persons", "disability"),
        codes="disability",
    ),
    **_derived(
        "relationship",
        Kind.CODE,
        "Relationship of suspect to victim.",
        ("persons", "relationship"),
        codes="relationship",
    ),
}
_PERSON = {
    **_canonical(
        "persons",
        "person_role_ref",
        "person_ref",
        "role",
        "identified",
        "named_on",
        "relationship",
        "supports_investigation",
        "supports_changed_on",
        "withdrawal_reason",
    ),
    **{
        name: PopulationColumn(
            name, Kind.WHOLE if codes is None else Kind.CODE, title, (("persons", name),), codes
        )
        for name, (title, codes) in CHARACTERISTICS.items()
    },
    **{
        status_column(name): PopulationColumn(
            status_column(name),
            Kind.CODE,
            f"Recording status of {title.lower()}.",
            (("persons", name),),
            "recording_status",
        )
        for name, (title, _) in CHARACTERISTICS.items()
    },
}
_SUSPECT = {
    **_derived(
        "first_arrest_on", Kind.DATE, "First arrest of the suspect for the crime.", ("arrests", "arrested_on")
    ),
    **_derived(
        "first_interview_on",
        Kind.DATE,
        "First interview under caution for the crime.",
        ("arrests", "interviewed_on"),
    ),
    **_derived(
        "first_action_on",
        Kind.DATE,
        "First arrest or interview for the crime, whichever came first.",
        ("arrests", "arrested_on"),
        ("arrests", "interviewed_on"),
    ),
    **_derived(
        "first_action_voluntary",
        Kind.FLAG,
        "The first arrest or attendance was voluntary.",
        ("arrests", "voluntary"),
    ),
    **_derived(
        "first_charging_submission_on",
        Kind.DATE,
        "First submission for a charging decision.",
        ("cps_submissions", "submitted_on"),
        ("cps_submissions", "submission"),
    ),
    **_derived(
        "charge_decision_on",
        Kind.DATE,
        "Day of the first decision to charge.",
        ("cps_submissions", "decided_on"),
        ("cps_submissions", "decision"),
    ),
}

POPULATIONS: dict[str, Population] = {
    population.name: population
    for population in (
        Population(
            "crimes",
            "crimes",
            "Recorded crimes.",
            {
                **_CRIME,
                **_OUTCOME,
                **_VICTIM,
                **_derived(
                    "charged_on",
                    Kind.DATE,
                    "Day of the first charge outcome in force.",
                    ("outcomes", "outcome"),
                    ("outcomes", "assigned_on"),
                ),
                **_derived(
                    "first_named_on", Kind.DATE, "Day a suspect was first named.", ("persons", "named_on")
                ),
                **_derived(
                    "first_early_advice_on",
                    Kind.DATE,
                    "First submission for early advice.",
                    ("cps_submissions", "submitted_on"),
                    ("cps_submissions", "submission"),
                ),
                **_derived(
                    "first_charging_submission_on",
                    Kind.DATE,
                    "First submission for a charging decision.",
                    ("cps_submissions", "submitted_on"),
                    ("cps_submissions", "submission"),
                ),
                **_derived(
                    "finalised_on",
                    Kind.DATE,
                    "Day the outcome in force was assigned; missing while open.",
                    ("outcomes", "assigned_on"),
                ),
            },
        ),
        Population(
            "outcomes",
            "crimes",
            "Crimes with an outcome in force, one row a crime, placed by the day it was assigned.",
            {**_CRIME, **_OUTCOME, **_VICTIM},
        ),
        Population(
            "suspects",
            "suspects",
            "Suspects, one row for each crime they are named on.",
            {**_CRIME, **_PERSON, **_SUSPECT, **_OUTCOME},
        ),
        Population(
            "victims",
            "victims",
            "Victims, one row for each crime against them.",
            {**_CRIME, **_PERSON, **_OUTCOME},
        ),
        Population(
            "persons",
            "persons",
            "Victims and suspects together, one row for each crime and role.",
            {**_CRIME, **_PERSON, **_OUTCOME},
        ),
        Population(
            "source_characteristics",
            "characteristics",
            "The nine characteristics of the Equality Act 2010, and whether the record system can give each.",
            {
                **_derived(
                    "characteristic",
                    Kind.LABEL,
                    "The characteristic; race stands once for both recordings of it.",
                ),
                **_derived("given", Kind.FLAG, "The source gives it."),
                **_derived(
                    "cause",
                    Kind.LABEL,
                    "Why not: source_has_no_field or not_extractable, as the mapping declares.",
                ),
                **_derived("as_at", Kind.DATE, "The day the source describes."),
            },
        ),
        Population(
            "cps_submissions",
            "suspects",
            "Submissions to the Crown Prosecution Service, one row a submission.",
            {
                **_CRIME,
                **_VICTIM,
                **_canonical(
                    "cps_submissions",
                    "submission_ref",
                    "person_role_ref",
                    "submission",
                    "submitted_on",
                    "in_custody",
                    "decision",
                    "decided_on",
                    "consultations",
                ),
            },
        ),
        Population(
            "victim_contacts",
            "key events",
            "Things a victim had to be told.",
            {
                **_CRIME,
                **_VICTIM,
                **_canonical(
                    "victim_contacts",
                    "contact_ref",
                    "person_role_ref",
                    "key_event",
                    "event_on",
                    "notified_on",
                ),
                **_derived(
                    "working_days_to_notify",
                    Kind.WHOLE,
                    "Working days (England and Wales) from the event to telling the victim; missing when not told.",
                    ("victim_contacts", "event_on"),
                    ("victim_contacts", "notified_on"),
                ),
            },
        ),
        Population(
            "open_spells",
            "crimes",
            "Times a crime was open: from recording, or from the reversal of an outcome, to the next outcome.",
            {
                **_CRIME,
                **_VICTIM,
                **_derived(
                    "opened_on",
                    Kind.DATE,
                    "First day of the spell.",
                    ("crimes", "recorded_on"),
                    ("outcomes", "reversed_on"),
                ),
                **_derived(
                    "closed_on",
                    Kind.DATE,
                    "Day of the outcome that ended it; missing while open.",
                    ("outcomes", "assigned_on"),
                ),
            },
        ),
    )
}


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
    own = {column.name: _of(frame, column) for column in FRAMES[frame].columns}
    role = _canonical("persons", "role") if "person_role_ref" in own else {}
    return Population(
        frame, unit, FRAMES[frame].grain, {**_CRIME, **_VICTIM, **role, **own, **_gap_columns(frame)}
    )


POPULATIONS |= {frame: _event_population(frame, unit) for frame, unit in EVENT_FRAMES.items()}
for _name in ("crimes", "victims", "suspects"):
    POPULATIONS[_name].columns.update(_first_columns(_name))
POPULATIONS["victim_contacts"].columns.update(_gap_columns("victim_contacts"))


def _register(name: str, kept: RegisterPopulation) -> Population:
    columns = {column: PopulationColumn(column, kind, about, ()) for column, kind, about in kept.columns}
    return Population(name, kept.unit, kept.about, columns, register=True)


POPULATIONS |= {name: _register(name, kept) for name, kept in REGISTER_POPULATIONS.items()}


def _repeat(name: str, made: RepeatPopulation) -> Population:
    own = {one.name: PopulationColumn(one.name, one.kind, one.about, one.needs) for one in made.columns}
    beside = _CRIME if made.unit == "crimes" else _canonical("crimes", *PLACES)
    return Population(name, made.unit, made.about, {**beside, **own})


POPULATIONS |= {name: _repeat(name, made) for name, made in REPEAT_POPULATIONS.items()}
