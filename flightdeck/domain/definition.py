"""A key performance indicator as data: what is counted, over what, when, on whose authority."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import (
    Field,
    field_validator,
    model_validator,
)

from flightdeck.domain.condition import EVERYWHERE, Condition
from flightdeck.domain.definition_parts import (
    Age,
    ConditionField,
    Cover,
    Duration,
    Example,
    Exclusion,
    Per,
    Ratio,
    Source,
    Standing,
    Strict,
    Target,
)
from flightdeck.domain.filters import Basis
from flightdeck.domain.presets import Preset


class Pillar(StrEnum):
    """The six pillars of Operation Soteria Bluestone, and justice outcomes and governance."""

    SUSPECT_FOCUSED = "suspect_focused"
    DISRUPTION = "disruption"
    VICTIM_ENGAGEMENT = "victim_engagement"
    LEARNING = "learning"
    DATA = "data"
    DIGITAL = "digital"
    JUSTICE = "justice"


PILLAR_TITLES = {
    Pillar.SUSPECT_FOCUSED: "Suspect-focused investigation",
    Pillar.DISRUPTION: "Disrupting repeat suspects",
    Pillar.VICTIM_ENGAGEMENT: "Victim engagement",
    Pillar.LEARNING: "Learning, development and wellbeing",
    Pillar.DATA: "Data and performance",
    Pillar.DIGITAL: "Digital and third-party material",
    Pillar.JUSTICE: "Justice outcomes and governance",
}


class Measure(StrEnum):
    """The kind of calculation; each is one module of `flightdeck.kpis`."""

    PROPORTION = "proportion"
    COUNT = "count"
    DURATION = "duration"
    OPEN_CASELOAD = "open_caseload"
    TIME_TO_OUTCOME = "time_to_outcome"
    COMPLETENESS = "completeness"
    SOURCE_GAPS = "source_gaps"
    INVALID_CODES = "invalid_codes"
    DISPARITY = "disparity"
    STANDING = "standing"
    RATIO = "ratio"
    AGE = "age"


class Authority(StrEnum):
    """Whose definition it is."""

    PROPOSED = "proposed"
    FORCE = "force"
    NATIONAL = "national"


class Improves(StrEnum):
    """Which way is better; never guessed."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEITHER = "neither"


class Definition(Strict):
    """One KPI at one version."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    ref: str = Field(pattern=r"^[A-GN]\d{2}$")
    title: str
    question: str
    pillar: Pillar
    nom_principle: str | None = None
    recommendations: tuple[int, ...] = ()
    authority: Authority
    status: Literal["live", "draft", "retired", "not_computable"]
    version: int = Field(ge=1)
    effective_from: date
    supersedes: str | None = None  # another id that this one takes the place of
    retired_on: date | None = None
    retired_because: str | None = None
    measure: Measure
    population: str
    preset: str = ""  # of a repeat suspect, where the population follows one
    parameters: Preset | None = Field(
        default=None, exclude=True
    )  # of that preset; the registry gives them, never a file
    unit: str
    scope: str = "rasso"
    where: ConditionField = EVERYWHERE
    exclude: tuple[Exclusion, ...] = ()
    period: dict[Basis, str]
    numerator: ConditionField = None
    duration: Duration | None = None
    standing: Standing | None = None
    covered: tuple[Cover, ...] = ()
    per: Per | None = None
    ratio: Ratio | None = None
    age: Age | None = None
    statistic: Literal["median", "mean"] = "median"
    longer_than_days: tuple[int, ...] = ()
    characteristics: tuple[str, ...] = ()
    headline_characteristics: tuple[str, ...] = ()
    figure: Literal["recorded", "substantive", "gap", "ambiguous", "declined", "not_asked"] | None = None
    compares: str | None = None
    compared: tuple[str, ...] = ()
    reference: str | None = None
    on_deck: bool = True
    when_none: str = ""  # what is said, instead of a figure, while there is nothing to count
    improves_when: Improves
    matures_after_days: int = Field(default=0, ge=0)
    breakdowns: tuple[str, ...] = ()
    balanced_by: str | None = None
    targets: tuple[Target, ...] = ()
    caveats: tuple[str, ...] = ()
    source: Source
    example: Example
    history: tuple[str, ...] = ()

    def under(self, rule: Preset) -> "Definition":
        """The same definition with the parameters of a preset."""
        return self.model_copy(update={"parameters": rule})

    @field_validator("period", mode="before")
    @classmethod
    def _one_basis(cls, raw: object) -> object:
        return {Basis.RECORDED: raw} if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _parts_of_the_measure(self) -> "Definition":
        wanted = {
            Measure.PROPORTION: ("numerator",),
            Measure.DURATION: ("duration",),
            Measure.TIME_TO_OUTCOME: ("duration",),
            Measure.COMPLETENESS: ("characteristics", "figure"),
            Measure.INVALID_CODES: ("characteristics",),
            Measure.STANDING: ("standing",),
            Measure.RATIO: ("ratio",),
            Measure.AGE: ("age",),
            Measure.DISPARITY: ("numerator", "compares", "compared", "reference"),
        }.get(self.measure, ())
        missing = [name for name in wanted if not getattr(self, name)]
        if missing:
            raise ValueError(f'a {self.measure} needs "{", ".join(missing)}"')
        if self.measure is Measure.STANDING and self.bases != (Basis.SNAPSHOT,):
            raise ValueError("a standing figure has one basis, the snapshot: period: {snapshot: COLUMN}")
        if self.ratio is not None and self.ratio.until_next and self.bases != (Basis.SNAPSHOT,):
            raise ValueError('"until_next" has one basis, the snapshot: period: {snapshot: COLUMN}')
        if self.per is not None and (self.numerator is not None or self.covered):
            raise ValueError('"per" divides a count: a numerator or "covered" does not go with it')
        return self

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The bases the KPI can be read on, the default first."""
        return tuple(self.period)

    @property
    def basis(self) -> Basis:
        """The basis the KPI is read on unless the reader asks otherwise."""
        return self.bases[0]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of the definition."""
        numerator = () if self.numerator is None else (self.numerator,)
        return (self.where, *numerator, *(exclusion.where for exclusion in self.exclude))

    @property
    def covers(self) -> tuple[Cover, ...]:
        """Every cover of a standing figure: those that cut its rows, then those counted above."""
        return (*(() if self.standing is None else self.standing.covered), *self.covered)

    def stands(self, basis: Basis) -> bool:
        """Whether its counts are as at the end of a period rather than added up over it."""
        return basis is Basis.SNAPSHOT or (self.ratio is not None and self.ratio.people is not None)

    @property
    def adds_up_over_people(self) -> bool:
        """Whether it adds totals of people up over the months of a period, with the people of its last month behind it."""
        return self.ratio is not None and self.ratio.people is not None and self.basis is not Basis.SNAPSHOT

    @property
    def target(self) -> Target | None:
        """The latest target, if any board has set one."""
        return max(self.targets, key=lambda target: target.set_on, default=None)

    @property
    def is_count(self) -> bool:
        """Whether the figure is the number of rows itself, so that none is a true zero."""
        if self.measure is Measure.STANDING:
            return not self.is_share and self.per is None
        return self.measure in (Measure.COUNT, Measure.OPEN_CASELOAD) and not self.longer_than_days

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share of a whole, shown as a percentage."""
        shares = (Measure.PROPORTION, Measure.COMPLETENESS, Measure.INVALID_CODES)
        if self.measure is Measure.STANDING:
            return self.numerator is not None or bool(self.covered)
        if self.ratio is not None:
            return self.ratio.value_unit == "%"
        return self.measure in shares or bool(self.longer_than_days)

    @property
    def value_unit(self) -> str:
        """The unit of the figure itself: %, days, a ratio, or the things counted."""
        if self.is_share:
            return "%"
        if self.measure is Measure.DISPARITY:
            return "ratio"
        if self.ratio is not None:
            return self.ratio.value_unit
        if self.per is not None:
            return f"{self.unit} each"
        if self.age is not None:
            return self.age.value_unit
        return "days" if self.measure in (Measure.DURATION, Measure.TIME_TO_OUTCOME) else self.unit
