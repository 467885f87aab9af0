"""The settings of the synthetic record system: numbers, planted stories, labels and force names."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

import numpy as np
import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PositiveFloat, model_validator

FOLDER = Path(__file__).resolve().parents[3] / "data" / "synthetic"
MIX_TOLERANCE = 0.002  # mixes are written to three decimals


def _sums_to_one(mix: dict[str, float]) -> dict[str, float]:
    total = sum(mix.values())
    if abs(total - 1) > MIX_TOLERANCE:
        raise ValueError(f"shares sum to {total:.4f}, not 1: {', '.join(mix)}")
    return mix


Mix = Annotated[dict[str, float], AfterValidator(_sums_to_one)]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Lag(Strict):
    """A log-normal delay in days."""

    median: PositiveFloat
    spread: PositiveFloat


class Recording(Strict):
    """How much is left blank, by role and characteristic, and how the teams differ."""

    victim: dict[str, float]
    suspect: dict[str, float]
    teams: list[float]
    evened: list[str]


class Calibration(Strict):
    """The numbers the record system is drawn from."""

    numbers: dict[str, float]
    mixes: dict[str, Mix]
    lags: dict[str, Lag]
    recording: Recording

    @model_validator(mode="after")
    def _a_factor_for_each_team(self) -> Self:
        if len(self.recording.teams) != len(self.mixes["teams"]):
            raise ValueError("recording.teams needs one factor for each team of mixes.teams")
        return self


class Story(Strict):
    """What is common to every planted story."""

    title: str
    what: str
    where: str
    start: Month = Field(alias="from")
    found_by: str

    def first_day(self) -> int:
        """First day of the story, in days since 1970."""
        return month_start(self.start)


class EndingStory(Story):
    """A story with a last month."""

    end: Month = Field(alias="to")

    def last_day(self) -> int:
        """Last day of the story, in days since 1970."""
        return month_end(self.end)


class ProcessChange(Story):
    """Crimes recorded from a month on are referred sooner."""

    referral_time: PositiveFloat
    charged_instead: float


class Backlog(EndingStory):
    """One team's work slows for a while."""

    pace: PositiveFloat


class NotRecorded(Story):
    """One team stops recording a characteristic."""

    blank: float


class RightSix(EndingStory):
    """Victims of one area are told late for a while."""

    on_time: float


class ReviewsOverdue(Story):
    """One team stops doing its supervisory reviews."""

    undone: float


class TrainingLapses(EndingStory):
    """What the people of one area were taught runs out and is not renewed."""

    course: str


class ContactSilence(Story):
    """Victims of one area stop hearing from the police."""

    lost: float


class Stories(Strict):
    """Every planted story, by id."""

    process_change: ProcessChange
    backlog: Backlog
    not_recorded: NotRecorded
    right_six: RightSix
    reviews_overdue: ReviewsOverdue
    training_lapses: TrainingLapses
    contact_silence: ContactSilence

    def all(self) -> dict[str, Story]:
        """Id to story, in the order they are told."""
        return {name: getattr(self, name) for name in type(self).model_fields}


Settings = Literal["calibration", "stories", "raw_labels", "forces"]


def _text(name: Settings, folder: Path) -> object:
    return yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def calibration(folder: Path = FOLDER) -> Calibration:
    """The calibration that ships."""
    return Calibration.model_validate(_text("calibration", folder))


@cache
def stories(folder: Path = FOLDER) -> Stories:
    """The stories that ship."""
    return Stories.model_validate(_text("stories", folder))


class _Labels(Strict):
    lists: dict[str, dict[str, str | tuple[str, str]]]


@cache
def raw_labels(folder: Path = FOLDER) -> dict[str, dict[str, tuple[str, str]]]:
    """List to code to the label before and the label after the system's upgrade."""
    lists = _Labels.model_validate({"lists": _text("raw_labels", folder)}).lists
    return {
        name: {code: (label, label) if isinstance(label, str) else label for code, label in codes.items()}
        for name, codes in lists.items()
    }


class _Forces(Strict):
    names: tuple[str, ...]


@cache
def force_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Invented force names; the first carries the stories."""
    return _Forces.model_validate({"names": _text("forces", folder)}).names


def day(value: date) -> int:
    """Days since 1970."""
    return int(np.datetime64(value, "D").astype(np.int64))


def month_start(month: str) -> int:
    """First day of a month written as 2024-07, in days since 1970."""
    return day(date.fromisoformat(f"{month}-01"))


def month_end(month: str) -> int:
    """Last day of a month written as 2024-07, in days since 1970."""
    following = np.datetime64(month, "M") + np.timedelta64(1, "M")
    return int(following.astype("M8[D]").astype(np.int64)) - 1
