"""What ships for the boards' registers: the recommendations, the named products, and the SYNTHETIC history of the demonstration."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from flightdeck.data.marked_yaml import model_faults, read_marked
from flightdeck.domain.register_line import Line
from flightdeck.domain.registers import ALL_RECOMMENDATIONS, AnyRecord
from flightdeck.errors import ReaderError
from flightdeck.settings import PRODUCT

FOLDER = PRODUCT / "data" / "governance"
File = TypeVar("File", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Recommendation(_Strict):
    """One recommendation as it ships: what was seen of it, and nothing else."""

    number: int = Field(ge=1, le=ALL_RECOMMENDATIONS)
    owner: Literal["force", "national"]
    short: str = ""
    requirement: str | None = None
    parts: tuple[str, ...] = ()
    deadline: date | None = None
    wanted: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "Recommendation":
        if self.owner == "force" and not (self.short and self.requirement and self.deadline):
            raise ValueError("a recommendation for the force needs short, requirement and deadline")
        return self


class Recommendations(_Strict):
    """The fourteen recommendations of the inspection."""

    register_of: Literal["recommendations"] = Field(alias="register")
    title: str
    published_on: date
    source: str
    wording: str
    recommendations: tuple[Recommendation, ...]


class Product(_Strict):
    """A product of the National Operating Model whose name has been seen."""

    name: Line
    answers: int
    verified: bool


class Products(_Strict):
    """The products whose names ship; a force adds the others."""

    register_of: Literal["nom_products"] = Field(alias="register")
    title: str
    source: str
    products: tuple[Product, ...]


class HistoryEntry(_Strict):
    """One record of the demonstration, as if somebody had written it."""

    at: date
    by: Line
    why: Line
    record: AnyRecord


class History(_Strict):
    """The SYNTHETIC history that fills the registers of the demonstration."""

    register_of: Literal["history"] = Field(alias="register")
    title: str
    synthetic: Literal[True]
    entries: tuple[HistoryEntry, ...]


@cache
def recommendations(folder: Path = FOLDER) -> Recommendations:
    """The recommendations that ship."""
    return read(folder / "recommendations.yaml", Recommendations)


@cache
def products(folder: Path = FOLDER) -> Products:
    """The named products that ship."""
    return read(folder / "nom_products.yaml", Products)


@cache
def synthetic_history(folder: Path = FOLDER) -> tuple[HistoryEntry, ...]:
    """Every SYNTHETIC record, in the order of its day."""
    entries = [
        entry for path in sorted(folder.glob("synthetic_*.yaml")) for entry in read(path, History).entries
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at))


def read(path: Path, model: type[File]) -> File:
    """A shipped file through its model.

    Raises:
        ReaderError: with every fault of the file and its line.
    """
    marked = read_marked(path)
    if marked.faults:
        raise ReaderError(marked.faults)
    try:
        return model.model_validate(marked.value)
    except ValidationError as error:
        raise ReaderError(model_faults(error, marked=marked, valid={})) from error
