"""The populations of repeat suspects: what their rows are, their columns and the canonical fields these come from."""

from dataclasses import dataclass

from flightdeck.domain.schema import Kind

_NAMED = (("persons", "person_ref"), ("crimes", "recorded_on"))
PLACES = ("force", "area", "team", "offence_code")  # of the crime the person was last named on


@dataclass(frozen=True, slots=True)
class RepeatColumn:
    """A column that is worked out for persons rather than taken from a frame."""

    name: str
    kind: Kind
    about: str
    needs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RepeatPopulation:
    """One population and its own columns, beside the place of a crime."""

    unit: str
    about: str
    columns: tuple[RepeatColumn, ...]


_PERSON = RepeatColumn("person_ref", Kind.REFERENCE, "The person's nominal.", (("persons", "person_ref"),))
_MONTH_END = RepeatColumn("month_end", Kind.DATE, "The month end that the row is about.", _NAMED)
_MET_ON = RepeatColumn("met_on", Kind.DATE, "The day the person first met the preset.", _NAMED)
_REPEAT = RepeatColumn("repeat_suspect", Kind.FLAG, "A person named meets the preset that day.", _NAMED)

REPEAT_POPULATIONS: dict[str, RepeatPopulation] = {
    "repeat_suspects": RepeatPopulation(
        "suspects",
        "Repeat suspects at the end of each month, under the preset of the definition.",
        (
            _PERSON,
            _MONTH_END,
            _MET_ON,
            RepeatColumn(
                "bail_with_conditions",
                Kind.FLAG,
                "On pre-charge bail with conditions that day.",
                (("bail_periods", "started_on"), ("bail_periods", "conditional")),
            ),
            RepeatColumn(
                "order_in_force",
                Kind.FLAG,
                "Subject of a protection order in force that day.",
                (("protection_orders", "granted_on"),),
            ),
            RepeatColumn(
                "remanded",
                Kind.FLAG,
                "Remanded in custody that day.",
                (("releases", "release"), ("releases", "released_on")),
            ),
            RepeatColumn(
                "managed",
                Kind.FLAG,
                "Under a disruption plan with an owner that day.",
                (("disruption_plans", "started_on"), ("disruption_plans", "owned")),
            ),
            RepeatColumn(
                "days_without_arrest",
                Kind.WHOLE,
                "Most days since being named on a crime open that day, with no arrest or interview for it; missing where there is none.",
                (("arrests", "arrested_on"), ("arrests", "interviewed_on"), ("outcomes", "assigned_on")),
            ),
        ),
    ),
    "newly_repeat_suspects": RepeatPopulation(
        "suspects",
        "Persons on the day they first met the preset of the definition, one row a person.",
        (
            _PERSON,
            _MET_ON,
            RepeatColumn(
                "tasked_on",
                Kind.DATE,
                "The first day the person was put before a tasking meeting.",
                (("disruption_plans", "tasked_on"),),
            ),
        ),
    ),
    "named_suspects": RepeatPopulation(
        "suspects",
        "Persons named on any crime that the preset counts, at the end of each month.",
        (_PERSON, _MONTH_END, _REPEAT),
    ),
    "crimes_with_named_suspect": RepeatPopulation(
        "crimes", "Crimes of the preset's scope that an identified suspect is named on.", (_REPEAT,)
    ),
    "suspect_harm": RepeatPopulation(
        "suspects",
        "Suspects named on a RASSO crime recorded in the 365 days to a month end, and what their crimes weigh.",
        (
            _PERSON,
            _MONTH_END,
            RepeatColumn("harm_days", Kind.WHOLE, "Weights of those crimes added up, in days.", _NAMED),
            RepeatColumn(
                "harm_days_of_top",
                Kind.WHOLE,
                "The same for the five in a hundred of the force with the most; for others none.",
                _NAMED,
            ),
            RepeatColumn("in_top", Kind.FLAG, "Among those five in a hundred.", _NAMED),
        ),
    ),
}
OF_PEOPLE = tuple(name for name, made in REPEAT_POPULATIONS.items() if _PERSON in made.columns)
