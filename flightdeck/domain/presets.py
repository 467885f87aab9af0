"""Presets: the parameters of each definition of a repeat suspect, and which of them is in force.

No verified national definition has been supplied, so several stand side by side and none is hidden in code. The slot
NATIONAL is empty; once it is filled it is what every KPI calls the preset in force.
"""

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from flightdeck.domain.codes import nearest
from flightdeck.errors import Fault, NotFoundError

NATIONAL = "NATIONAL"
IN_FORCE = "in_force"  # what a KPI writes to follow whichever preset is in force
OF_A_PRESET = (
    "repeat_suspects",
    "newly_repeat_suspects",
    "named_suspects",
    "crimes_with_named_suspect",
)  # the populations whose rows depend on a preset


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OfWhich(_Strict):
    """Crimes of a narrower scope that must be among those counted."""

    scope: str
    at_least: int = Field(ge=1)


class Preset(_Strict):
    """One definition of a repeat suspect at one version."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    version: int = Field(ge=1)
    title: str
    status: Literal["live"] = "live"
    authority: Literal["proposed", "force", "national"]
    default: bool = False  # ours, in force until NATIONAL is filled
    scope: str
    look_back_days: int | None = Field(ge=1)  # None: at any time
    at_least_crimes: int = Field(ge=2)  # of different incidents
    at_least_victims: int = Field(ge=1)  # 1 asks nothing: a crime has a victim, known or not
    of_which: OfWhich | None = None
    outcomes: Literal["all", "live_crimes_only"]
    linkage: Literal["exact", "without_possible_duplicates"]
    same_incident_days: int | None = Field(default=None, ge=0)
    same_incident_hours: int | None = Field(default=None, ge=0)
    domestic_abuse: Literal["included", "left_out"]
    rank: Literal["none", "harm"]
    verified: bool
    source: str
    caveats: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_window(self) -> Self:
        if (self.same_incident_days is None) == (self.same_incident_hours is None):
            raise ValueError('give one of "same_incident_days" and "same_incident_hours"')
        if self.id == NATIONAL and self.authority != "national":
            raise ValueError('the authority of NATIONAL is "national"')
        return self

    @property
    def code(self) -> str:
        """The short name: what comes before the first underscore.

        >>> Preset.model_construct(id="R1_two_crimes_24m").code
        'R1'
        """
        return self.id.partition("_")[0]

    @property
    def named(self) -> str:
        """Id and version, as the audit trail and a difference of definitions give them."""
        return f"{self.id} version {self.version}"

    @property
    def told(self) -> str:
        """The preset as a page says it and a chair reads it out: short name, title and version.

        >>> Preset.model_construct(id="R1_two_crimes_24m", title="Two crimes in 24 months", version=1).told
        'R1 (two crimes in 24 months), version 1'
        """
        return f"{self.code} ({self.title[:1].lower()}{self.title[1:]}), version {self.version}"

    def anybody_named(self) -> "Preset":
        """The same with no threshold: whoever is named on one crime that the preset counts."""
        return self.model_copy(update={"at_least_crimes": 1, "at_least_victims": 1, "of_which": None})


class EmptySlot(_Strict):
    """A preset that is to come: a name and no parameters."""

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    status: Literal["empty"]
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Presets:
    """Every preset there is, by its latest version, and the slots that are empty."""

    live: tuple[Preset, ...] = ()
    empty: tuple[EmptySlot, ...] = ()

    @property
    def in_force(self) -> Preset | None:
        """NATIONAL once it is filled, else ours; None where there are no presets at all."""
        national = [preset for preset in self.live if preset.id == NATIONAL]
        ours = [preset for preset in self.live if preset.default]
        return next(iter((*national, *ours)), None)

    def get(self, name: str) -> Preset:
        """The preset of that id, or the one in force.

        Raises:
            NotFoundError: with the nearest id; for an empty slot, that it is empty.
        """
        found = (
            self.in_force if name == IN_FORCE else next((one for one in self.live if one.id == name), None)
        )
        if found is None:
            slot = name in {one.id for one in self.empty}
            raise NotFoundError.of(
                f'the preset "{name}" is an empty slot' if slot else f'there is no preset "{name}"',
                where="preset",
                remedy="Fill it in kpi_definitions/presets." if slot else nearest(name, self.names()),
            )
        return found

    def names(self) -> tuple[str, ...]:
        """What a KPI may write as its preset."""
        return (*((IN_FORCE,) if self.in_force else ()), *(one.id for one in self.live))


def set_faults(presets: Presets, *, where: str) -> list[Fault]:
    """Every breach of the rules of a set of presets: one of ours is the default, and only one."""
    ours = [one.id for one in presets.live if one.default and one.id != NATIONAL]
    if len(ours) == 1 or not presets.live:
        return []
    told = f"{len(ours)} presets are the default" if ours else "no preset is the default"
    return [Fault(told, where=where, remedy='Write "default: true" in one of ours.')]
