"""The parts of a definition: frozen models that refuse a key they do not know."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from flightdeck.domain.condition import EVERYWHERE, parse
from flightdeck.errors import ReaderError


def _condition(raw: object) -> object:
    if raw is None or isinstance(raw, dict):
        try:
            return parse(raw)
        except ReaderError as error:
            raise ValueError("; ".join(str(fault) for fault in error.faults)) from error
    return raw


ConditionField = Annotated[Any, BeforeValidator(_condition)]


class Strict(BaseModel):
    """A frozen model that refuses a key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Duration(Strict):
    """Days from one date to another."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class Cover(Strict):
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


class Standing(Strict):
    """From when until when a row stands, for ever without `to`; `covered` cuts that to the days on which every cover holds."""

    start: str = Field(alias="from")
    end: str | None = Field(default=None, alias="to")
    covered: tuple[Cover, ...] = ()


class Per(Strict):
    """What a standing count is divided by: a column added up over the rows of another population that stand."""

    population: str
    where: ConditionField = EVERYWHERE
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    weight: str


class Ratio(Strict):
    """A column added up, over another added up; without `whole`, over the rows.

    `people` is the column that says how many people stand behind a row of totals. With `until_next` the totals of a month stand
    until the next ones: a survey, of which two would count the same few people twice.
    """

    part: str
    whole: str | None = None
    people: str | None = None
    until_next: bool = False
    value_unit: str


class Age(Strict):
    """Time since the latest of the rows' moments."""

    since: str
    value_unit: Literal["hours", "days", "months"]


class Exclusion(Strict):
    """Rows left out and counted aloud."""

    name: str
    where: ConditionField
    because: str


class Target(Strict):
    """A dated target and who set it; there are none by default."""

    value: float
    set_by: str
    set_on: date


class Source(Strict):
    """What grounds the measure."""

    name: str
    kind: Literal["proposal", "published", "national"]
    verified: bool = False


class Example(Strict):
    """A worked example: rows of the population, a period and what must come out."""

    rows: str
    events: dict[str, str] = Field(
        default_factory=dict
    )  # a table for each other population the figure looks at
    period: str
    expect: dict[str, float]
    because: str
    as_at: date | None = None
