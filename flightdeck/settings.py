"""Settings: everything that places or tunes a flight deck, from the environment, with FLIGHTDECK_ before each name."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from flightdeck.errors import Fault, ReaderError

PRODUCT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """The settings of one installation; `docs/reference/settings.md` lists them."""

    model_config = SettingsConfigDict(env_prefix="FLIGHTDECK_", env_file=None, frozen=True, extra="ignore")

    store: Path = Field(
        PRODUCT / "var", description="Folder of snapshots, imported benchmarks and the audit trail."
    )
    mapping: Path = Field(
        PRODUCT / "data" / "mappings" / "synthetic_rms.yaml",
        description="The source mapping that a refresh reads.",
    )
    definitions: Path = Field(PRODUCT / "kpi_definitions", description="Folder of KPI definitions.")
    code_lists: Path = Field(PRODUCT / "data" / "code_lists", description="Folder of code lists.")
    host: str = Field("127.0.0.1", description="Address to serve on; the demo sign-on allows loopback only.")
    port: int = Field(8050, ge=0, le=65535, description="Port to serve on.")
    sign_on: Literal["demo"] = Field("demo", description="How readers sign on.")
    hash_key: SecretStr | None = Field(
        None,
        description="Key under which references become hashes; without one the store makes and keeps its own (`hash.key`). Back it up: another key breaks the link between snapshots.",
    )
    secret_key: SecretStr | None = Field(
        None,
        description="Key that signs sessions; without one the store makes and keeps its own (`session.key`).",
    )
    completeness_floor: float = Field(
        0.80,
        ge=0,
        le=1,
        description="Share with a value below which no disparity by a characteristic is drawn; a starting point, verified by nobody.",
    )
    usable_floor: float = Field(
        0.80,
        ge=0,
        le=1,
        description="Share of the source's rows that must be kept for a KPI to count as computable (E18); a starting point, verified by nobody.",
    )
    population_table: Path = Field(
        PRODUCT / "data" / "lookups" / "force_ethnicity_2011.csv",
        description="Table of the population of each force area by ethnic group; a newer one with the same headings can stand here.",
    )
    population_title: str = Field(
        "Census 2011 (Office for National Statistics, Open Government Licence v3.0)",
        description="What the population table is, as every page that shows it says.",
    )
    retention_deadline_days: int = Field(
        28,
        ge=1,
        description="Days from eligibility within which a decision on biometrics (section 63G) is due; unverified, no published limit was seen.",
    )
    bail_clock_pauses_at_cps: bool = Field(
        False,  # noqa: FBT003  a default, not a call
        description="Whether the clock of bail stops while papers are with the Crown Prosecution Service; not verified, so off unless the force says so.",
    )
    area_tiles: Path = Field(
        PRODUCT / "data" / "lookups" / "area_tiles.csv",
        description="Table of where the tile of each policing area stands (area, row, column); areas it does not know stand in the order of their names.",
    )
    harm_weights: Path = Field(
        PRODUCT / "data" / "lookups" / "harm_weights.csv",
        description="Table of the harm of each offence in days; none of the weights that ship has been verified.",
    )
    stale_after_hours: int = Field(
        48, ge=1, description="Hours after which the last refresh is said to be old."
    )


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        ReaderError: with a fault for every variable that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise ReaderError(
            Fault(
                f"the setting cannot be used: {detail['msg']}",
                where="_".join(("FLIGHTDECK", *map(str, detail["loc"]))).upper(),
                remedy="Correct or unset this environment variable; docs/reference/settings.md says what it takes.",
            )
            for detail in error.errors(include_url=False, include_context=False, include_input=False)
        ) from error
