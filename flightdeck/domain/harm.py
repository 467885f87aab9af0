"""The harm of an offence as a number of days, and whether anybody has checked it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weight:
    """Days of imprisonment that an offence stands for."""

    offence_code: str
    days: int
    source: str
    verified: bool
