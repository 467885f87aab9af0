"""A key performance indicator as data: what is counted, over what, when, on whose authority."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    field_validator,
    model_validator,
)

from flightdeck.domain.condition import EVERYWHERE, Condition, columns, parse
from flightdeck.domain.filters import Basis
from flightdeck.domain.presets import Preset
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
    STANDING = "standing"
    RATIO = "ratio"


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


class Cover(_Strict):
    """A row stands covered while events hold for it: its own dates, or rows of another population that share a key.

    An event holds from `from` (moved by `after_days`) until `to`, or for so many days, its first and last included; with
    neither it holds for ever.
    """

    by: str | None = None
    on: str | None = None
    where: ConditionField = EVERYWHERE
    start: str = Field(alias="from")
    after_days: int = 0
    end: str | None = Field(default=None, alias="to")
    for_days: int | None = Field(default=None, ge=0)
    at_least: int = Field(default=1, ge=1)
    holds: bool = True

    @model_validator(mode="after")
    def _one_end(self) -> "Cover":
        if self.end is not None and self.for_days is not None:
            raise ValueError('give "to" or "for_days", not both')
        if (self.by is None) != (self.on is None):
            raise ValueError('"by" and "on" go together: another population and the column it shares')
        return self


class Standing(_Strict):
    """From when until when a row stands; `covered` cuts that to the days on which every cover holds."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    covered: tuple[Cover, ...] = ()


class Per(_Strict):
    """What a standing count is divided by: a column added up over the rows of another population that stand."""

    population: str
    where: ConditionField = EVERYWHERE
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    weight: str


class Ratio(_Strict):
    """A column added up, over another added up; without `whole`, over the rows.

    `people` is the column that says how many people stand behind a row of totals.
    """

    part: str
    whole: str | None = None
    people: str | None = None
    value_unit: str


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
    events: dict[str, str] = Field(
        default_factory=dict
    )  # a table for each other population the figure looks at
    period: str
    expect: dict[str, float]
    because: str
    as_at: date | None = None


class Definition(_Strict):
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
    _rule: Preset | None = PrivateAttr(default=None)

    @property
    def rule(self) -> Preset | None:
        """The parameters of the preset that the definition leans on, once the registry has given them."""
        return self._rule

    def under(self, rule: Preset) -> "Definition":
        """The same definition under a preset's parameters."""
        given = self.model_copy()
        given._rule = rule  # noqa: SLF001 (our own)
        return given

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
            Measure.DISPARITY: ("numerator", "compares", "compared", "reference"),
        }.get(self.measure, ())
        missing = [name for name in wanted if not getattr(self, name)]
        if missing:
            raise ValueError(f'a {self.measure} needs "{", ".join(missing)}"')
        if self.measure is Measure.STANDING and self.bases != (Basis.SNAPSHOT,):
            raise ValueError("a standing figure has one basis, the snapshot: period: {snapshot: COLUMN}")
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

    def looked_at(self) -> Iterator[tuple[str, str, str]]:
        """Every column the figure looks at: the key of the file that names it, the population and the column."""
        own = self.population
        for condition in self.conditions:
            yield from (("where", own, name) for name in columns(condition))
        yield from (("period", own, name) for name in self.period.values())
        if self.compares is not None:
            yield "compares", own, self.compares
        if self.duration is not None:
            yield from (("duration", own, name) for name in (self.duration.start, self.duration.end))
        if self.standing is not None:
            yield from (("standing", own, name) for name in (self.standing.start, self.standing.end))
        for cover in self.covers:
            yield from (("covered", *pair) for pair in _of_cover(cover, own))
        if self.per is not None:
            named = (*columns(self.per.where), self.per.start, self.per.end, self.per.weight)
            yield from (("per", self.per.population, name) for name in named)
        if self.ratio is not None:
            summed = (self.ratio.part, self.ratio.whole, self.ratio.people)
            yield from (("ratio", own, name) for name in summed if name is not None)

    @property
    def target(self) -> Target | None:
        """The latest target, if any board has set one."""
        return max(self.targets, key=lambda target: target.set_on, default=None)

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
        return "days" if self.measure in (Measure.DURATION, Measure.TIME_TO_OUTCOME) else self.unit


def _of_cover(cover: Cover, own: str) -> Iterator[tuple[str, str]]:
    by = cover.by or own
    yield from ((by, name) for name in columns(cover.where))
    yield from ((by, name) for name in (cover.start, cover.end) if name is not None)
    if cover.on is not None:
        yield own, cover.on
        yield by, cover.on
