"""What a benchmark comparison is made of: scopes, outcome groups, one row for each force, caveats."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from flightdeck.domain.filters import Basis


class Scope(StrEnum):
    """Which offences are compared."""

    RAPE_ALL = "rape_all"
    RASSO = "rasso"
    SEXUAL_ALL = "sexual_all"


SCOPE_LABELS = {
    Scope.RAPE_ALL: "Rape (offence codes 19C to 19H)",
    Scope.RASSO: "Rape and serious sexual offences",
    Scope.SEXUAL_ALL: "All sexual offences",
}


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """Outcome types that are counted together."""

    id: str
    label: str
    types: tuple[str, ...]


NOT_YET = "0"
TRANSFERRED = "20"

OUTCOME_GROUPS = {
    group.id: group
    for group in (
        OutcomeGroup("charged", "Charged or summonsed", ("1",)),
        OutcomeGroup("victim_does_not_support", "Victim does not support action", ("14", "16")),
        OutcomeGroup("o14", "Suspect not identified, victim does not support action", ("14",)),
        OutcomeGroup(
            "o15", "Evidential difficulties, suspect identified and victim supports action", ("15",)
        ),
        OutcomeGroup("o16", "Suspect identified, victim does not support action", ("16",)),
        OutcomeGroup("o18", "Investigation complete, no suspect identified", ("18",)),
        OutcomeGroup("out_of_court", "Out-of-court disposal", ("2", "3", "6", "7", "8")),
        OutcomeGroup(
            "prosecution_prevented",
            "Prosecution prevented or not in the public interest",
            ("5", "9", "10", "11", "12", "13", "17"),
        ),
        OutcomeGroup("o21", "Further investigation not in the public interest, police decision", ("21",)),
        OutcomeGroup("o22", "Diversionary, educational or intervention activity", ("22",)),
        OutcomeGroup("transferred", "Transferred to another body", (TRANSFERRED,)),
        OutcomeGroup("not_yet", "Not yet assigned an outcome", (NOT_YET,)),
    )
}
DENOMINATOR_LABELS = {
    Basis.RECORDED: "offences recorded in the year",
    Basis.FINALISED: "outcomes assigned in the year, less those transferred to another body",
}
# No resident population to speak of, and none: their rates and funnel points would mislead.
NOT_COMPARED = {
    "British Transport Police": "it has no area and no resident population",
    "London, City of": "almost nobody lives in its area and its counts are too small",
}
# Type 0 is the want of an outcome and has no flow; transferred crimes leave the finalised denominator.
RECORDED_BASIS_ONLY = frozenset({"not_yet", "transferred"})


class Flag(StrEnum):
    """Why a force's figure is to be read with care."""

    HIGH_UNASSIGNED = "high_unassigned"
    NEGATIVE_COUNT = "negative_count"
    NO_ROWS = "no_rows"


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something a reader must be told; `force` is empty when it concerns them all."""

    id: str
    force: str
    text: str


@dataclass(frozen=True, slots=True)
class ForceRow:
    """One force in a comparison; the figures are published, so none is suppressed.

    `value` is the numerator over the denominator of the comparison's basis, with its Wilson 95 % interval;
    all three are None where a revision leaves no proportion. `difference` is the outcome count on the
    finalised basis less that on the recorded basis, None for crimes not yet assigned, which have no flow.
    `rate_per_1000` is offences recorded per 1,000 residents, with Byar's 95 % interval. `position` is a
    `Standing` against the limits, empty for a force that is shown but not judged.
    """

    force: str
    numerator: int
    denominator: int
    value: float | None
    lower: float | None
    upper: float | None
    recorded: int
    not_yet: int
    not_yet_share: float | None
    on_recorded: int
    on_finalised: int | None
    difference: int | None
    population: int | None
    mid_year: int | None
    rate_per_1000: float | None
    rate_lower: float | None
    rate_upper: float | None
    flags: tuple[Flag, ...] = ()
    in_limits: bool = True
    position: str = ""
    rate_position: str = ""


@dataclass(frozen=True, slots=True)
class LimitPoint:
    """The limits at one size: the outer are 99.8 %, the inner 95 %."""

    denominator: float
    lower_outer: float
    lower_inner: float
    upper_inner: float
    upper_outer: float


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre line and funnel of some forces; widened by the root of `phi` where `overdispersed`."""

    centre: float
    phi: float
    overdispersed: bool
    forces: int
    points: tuple[LimitPoint, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked to compare."""

    year: str
    scope: Scope
    basis: Basis
    outcome: OutcomeGroup
    focus: str
    unassigned_threshold: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One outcome of one financial year, force beside force, on one basis.

    `limits` is the funnel of the outcome's share against the denominator, `rate_limits` that of offences
    recorded against thousands of residents; None where no force can be judged.
    """

    year: str
    scope: Scope
    basis: Basis
    outcome: OutcomeGroup
    focus: str
    rows: tuple[ForceRow, ...]
    limits: Limits | None
    rate_limits: Limits | None
    caveats: tuple[Caveat, ...]
    source: str
    denominator_label: str

    @property
    def centre(self) -> float | None:
        """The pooled share of the forces that are judged."""
        return None if self.limits is None else self.limits.centre

    @property
    def curves(self) -> tuple[LimitPoint, ...]:
        """The funnel of the outcome's share, from the smallest denominator to the largest."""
        return () if self.limits is None else self.limits.points

    def row(self, force: str) -> ForceRow:
        """The row of a force; KeyError when it is not compared."""
        return {row.force: row for row in self.rows}[force]

    def to_json(self) -> dict[str, object]:
        """The comparison as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Figures:
    """The rape figures of one force and year on the recorded basis, as they are printed.

    Percentages are of rapes recorded, to two decimals; the rate is to three. They and the population are
    None where there is nothing to divide by.
    """

    financial_year: str
    force_name: str
    rape_recorded: int
    charged: int
    o14: int
    o15: int
    o16: int
    o18: int
    not_yet: int
    charged_pct: float | None
    o14_pct: float | None
    o15_pct: float | None
    o16_pct: float | None
    o18_pct: float | None
    not_yet_pct: float | None
    population: int | None
    mid_year: int | None
    rate_per_1000: float | None
