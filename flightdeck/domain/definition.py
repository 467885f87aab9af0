"""A key performance indicator as data: what is counted, over what, when, on whose authority."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from flightdeck.domain.condition import EVERYWHERE, Condition, parse
from flightdeck.domain.filters import Basis
from flightdeck.errors import ReaderError


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


def _condition(raw: object) -> object:
    if raw is None or isinstance(raw, dict):
        try:
            return parse(raw)
        except ReaderError as error:
            raise ValueError("; ".join(str(fault) for fault in error.faults)) from error
    return raw


ConditionField = Annotated[Any, BeforeValidator(_condition)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Duration(_Strict):
    """Days from one date to another."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class Exclusion(_Strict):
    """Rows left out and counted aloud."""

    name: str
    where: ConditionField
    because: str


class Target(_Strict):
    """A dated target and who set it; there are none by default."""

    value: float
    set_by: str
    set_on: date


class Source(_Strict):
    """What grounds the measure."""

    name: str
    kind: Literal["proposal", "published", "national"]
    verified: bool = False


class Example(_Strict):
    """A worked example: rows of the population, a period and what must come out."""

    rows: str
    period: str
    expect: dict[str, float]
    because: str
    as_at: date | None = None


class Definition(_Strict):
    """One KPI at one version."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    ref: str = Field(pattern=r"^[A-G]\d{2}$")
    title: str
    question: str
    pillar: Pillar
    nom_principle: str | None = None
    recommendations: tuple[int, ...] = ()
    authority: Authority
    status: Literal["live", "draft", "retired", "not_computable"]
    version: int = Field(ge=1)
    effective_from: date
    supersedes: str | None = None
    measure: Measure
    population: str
    unit: str
    scope: str = "rasso"
    where: ConditionField = EVERYWHERE
    exclude: tuple[Exclusion, ...] = ()
    period: dict[Basis, str]
    numerator: ConditionField = None
    duration: Duration | None = None
    statistic: Literal["median", "mean"] = "median"
    longer_than_days: tuple[int, ...] = ()
    characteristics: tuple[str, ...] = ()
    headline_characteristics: tuple[str, ...] = ()
    figure: Literal["recorded", "substantive", "gap", "ambiguous", "declined", "not_asked"] | None = None
    compares: str | None = None
    compared: tuple[str, ...] = ()
    reference: str | None = None
    on_deck: bool = True
    improves_when: Improves
    matures_after_days: int = Field(default=0, ge=0)
    breakdowns: tuple[str, ...] = ()
    balanced_by: str | None = None
    targets: tuple[Target, ...] = ()
    caveats: tuple[str, ...] = ()
    source: Source
    example: Example
    history: tuple[str, ...] = ()

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
            Measure.DISPARITY: ("numerator", "compares", "compared", "reference"),
        }.get(self.measure, ())
        missing = [name for name in wanted if not getattr(self, name)]
        if missing:
            raise ValueError(f'a {self.measure} needs "{", ".join(missing)}"')
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
    def target(self) -> Target | None:
        """The latest target, if any board has set one."""
        return max(self.targets, key=lambda target: target.set_on, default=None)

    @property
    def is_share(self) -> bool:
        """Whether the figure is a share of a whole, shown as a percentage."""
        shares = (Measure.PROPORTION, Measure.COMPLETENESS, Measure.INVALID_CODES)
        return self.measure in shares or bool(self.longer_than_days)

    @property
    def value_unit(self) -> str:
        """The unit of the figure itself: %, days, a ratio, or the things counted."""
        if self.is_share:
            return "%"
        if self.measure is Measure.DISPARITY:
            return "ratio"
        return "days" if self.measure in (Measure.DURATION, Measure.TIME_TO_OUTCOME) else self.unit
