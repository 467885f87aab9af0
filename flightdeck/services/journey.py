"""The journey: from recording to the end of a prosecution, as counts and as time, and where cases wait now."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Period
from flightdeck.errors import Fault, NotFoundError
from flightdeck.kpis.encoding import SCOPES
from flightdeck.kpis.journey import JourneyUnit
from flightdeck.services.access import Actor
from flightdeck.services.assembly import mature
from flightdeck.services.deck import Deck
from flightdeck.services.journey_kept import journeys_of
from flightdeck.services.journey_lens import COHORT, JourneyLens, calendar_of, journey_lens
from flightdeck.services.journey_outcomes import HORIZONS, YearOfCrimes, outcomes, years
from flightdeck.services.journey_stages import StageReached, stages_reached
from flightdeck.services.journey_waiting import Standing, standing
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.survival import SurvivalAnswer
from flightdeck.statistics.suppression import Audience


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything the page of the journey says, for one reader."""

    unit: JourneyUnit
    basis: Basis
    window: Period | None
    mature: bool
    horizon: int
    stages: tuple[StageReached, ...]
    curves: SurvivalAnswer
    years: tuple[YearOfCrimes, ...]
    standing: Standing | None
    coarse: bool
    synthetic: bool


def journey(deck: Deck, filters: Filters, actor: Actor, *, unit: str = "", horizon: str = "") -> Journey:
    """The journey of the crimes, or of the suspects, of the filters' cohort.

    Without dates the stages follow the latest twelve months that are old enough to judge, and the curves five years.

    Raises:
        NotFoundError: for a unit or a horizon that is none, or a place or scope that is not there.
        NotAllowedError: for an area outside the reader's own.
    """
    counted = JourneyUnit(_one_of("unit", unit or JourneyUnit.CRIMES, list(JourneyUnit)))
    days = int(_one_of("horizon", horizon or str(HORIZONS[0]), [str(one) for one in HORIZONS]))
    lens = journey_lens(deck, filters, actor)
    return Journey(
        counted,
        lens.basis,
        lens.window,
        _mature(lens),
        days,
        stages_reached(lens, counted),
        outcomes(lens),
        years(lens, horizon=days),
        standing(lens),
        lens.coarse,
        lens.loaded.synthetic,
    )


def prepare(deck: Deck, loaded: LoadedSnapshot) -> None:
    """Work out now what takes long and every board asks for, so that no reader waits for it."""
    calendars = {basis: calendar_of(deck, loaded, basis) for basis in (Basis.RECORDED, Basis.FINALISED)}
    offences = SCOPES.index(deck.definition(COHORT).scope)
    journeys_of(loaded, deck.code_lists).prepare(
        calendars, offences=offences, audience=Audience.BOARD_INTERNAL
    )


def _mature(lens: JourneyLens) -> bool:
    if lens.window is None:
        return False
    as_at = np.datetime64(lens.loaded.as_at, "D")
    return bool(mature(lens.deck.definition(COHORT), lens.basis, (lens.window,), as_at)[0])


def _one_of(name: str, value: str, valid: list[str]) -> str:
    if value not in valid:
        raise NotFoundError(
            [Fault(f'there is no {name} "{value}" here', where=name, remedy=nearest(value, valid))]
        )
    return value
