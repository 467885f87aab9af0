"""The list of repeat suspects: people who have not been convicted, under keyed references, for the few who may see it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from flightdeck.domain.codes import nearest
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain, Period
from flightdeck.domain.presets import IN_FORCE, Preset
from flightdeck.errors import Fault, ReaderError
from flightdeck.kpis.harm import harm_at_month_ends, weight_of
from flightdeck.kpis.repeat_suspects.accusations import NOBODY, accusations, once, people
from flightdeck.kpis.repeat_suspects.harm_population import EVERYBODY
from flightdeck.kpis.repeat_suspects.populations import Standing, UnderPreset
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.drill import PURPOSES
from flightdeck.services.repeat_counting import Rows, counting, standing
from flightdeck.services.worklist import placed
from flightdeck.services.worklist_store import safe_csv

if TYPE_CHECKING:
    from flightdeck.services.deck import Deck

_PLACES = ("force", "area", "team")
_FLAGS = ("bail_with_conditions", "order_in_force", "remanded")
_PLAN = "B05"  # where it can be computed, plans are told


@dataclass(frozen=True, slots=True)
class People:
    """The people who meet a preset at a month end, in its order."""

    preset: Preset
    window: str
    rows: pd.DataFrame

    @property
    def csv(self) -> str:
        """The list as a CSV file, each line with the preset and its version."""
        return safe_csv(self.rows.assign(preset=self.preset.id, preset_version=self.preset.version))


def people_of(deck: "Deck", name: str, filters: Filters, actor: Actor, *, purpose: str) -> People:
    """The people who meet a preset at the latest month end for the filters.

    By harm where the preset ranks by it, otherwise by the day they met it, the latest first.

    Raises:
        NotAllowedError: for anybody but a restricted analyst.
        NotFoundError: for a preset that is none.
        ReaderError: for a purpose that is none.
    """
    require(actor, Action.SEE_SUSPECTS)
    if purpose not in PURPOSES:
        raise ReaderError([Fault(f'"{purpose}" is not a purpose', "purpose", nearest(purpose, PURPOSES))])
    preset = deck.registry.presets.get(name or IN_FORCE)
    monthly = filters.but(by=Grain.MONTH, basis=None)
    definition = counting(deck, preset)
    deck.figure(definition, monthly, actor)  # refuses, in words, a place or scope that is not there
    found = standing(deck, definition, monthly, actor)
    if found is None:
        return People(preset, "", pd.DataFrame())
    return People(preset, found.window, _table(deck, found, preset, filters))


def _table(deck: "Deck", found: Rows, preset: Preset, filters: Filters) -> pd.DataFrame:
    assert isinstance(found.job.populations, UnderPreset)  # noqa: S101 (the definition follows a preset)
    held = found.job.populations.standing
    planned = not deck.loaded(filters).missing(deck.definition(_PLAN))
    names = (
        "person_ref",
        *_PLACES,
        "met_on",
        "days_without_arrest",
        *_FLAGS,
        *(("managed",) if planned else ()),
    )
    frame = placed(found.view.frame(names).iloc[found.rows].reset_index(drop=True))
    end = np.datetime64(Period(found.month, found.month, "").ends_on(), "D").astype(np.int64)
    person = held.everybody.refs.get_indexer(pd.Index(frame["person_ref"]))
    crimes, victims, last = _named(held, person, int(end))
    made = frame.assign(
        crimes=crimes,
        victims=victims,
        last_named_on=last.astype("M8[D]").astype("M8[s]"),
        harm_days=_harm(deck, held, person, int(end)),
    )
    order = ["harm_days", "crimes"] if preset.rank == "harm" else ["met_on", "crimes"]
    ranked = made.sort_values([*order, "person_ref"], ascending=[False, False, True], kind="stable")
    dates = {name: ranked[name].dt.strftime("%Y-%m-%d") for name in ("met_on", "last_named_on")}
    listed = ranked.assign(**dates).reset_index(drop=True)
    listed.insert(0, "rank", np.arange(1, len(listed) + 1))
    return listed


def _named(held: Standing, person: np.ndarray, end: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Crimes and known victims of each person that the preset counts at a month end, and the day they were last named."""
    rows, size = held.rows, len(held.everybody.refs)
    first = -(10**9) if held.rule.look_back_days is None else end - held.rule.look_back_days + 1
    inside = (rows.known <= end) & (rows.recorded >= first)
    pair = once(rows)
    crimes = np.bincount(rows.person[pair][inside[pair]], minlength=size)
    told = inside & (rows.victim != NOBODY)
    pairs = np.unique(rows.person[told].astype(np.int64) * (size + 1) + rows.victim[told])
    victims = np.bincount(pairs // (size + 1), minlength=size)
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, rows.person[inside], rows.known[inside])
    return crimes[person], victims[person], last[person]


def _harm(deck: "Deck", held: Standing, person: np.ndarray, end: int) -> np.ndarray:
    """The harm of each person's RASSO crimes of the year to a month end."""
    source = held.source
    everybody = people(source)
    rows = accusations(source, EVERYBODY, everybody)
    weights = weight_of(source.raw("crimes").column("offence_code"), deck.weights)
    found = harm_at_month_ends(rows, weights, as_at=source.as_at)
    here = found.day == end
    total = np.zeros(len(everybody.refs), dtype=np.int64)
    total[found.person[here]] = found.days[here]
    theirs: np.ndarray = total[person]
    return theirs
