"""The whole flight deck behind one name: what pages, commands and exports ask."""

import pandas as pd

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import Group
from flightdeck.services import breakdowns, drill, quality, survival
from flightdeck.services.access import Actor
from flightdeck.services.breakdowns import FunnelAnswer
from flightdeck.services.deck import Deck
from flightdeck.services.drill import Cases
from flightdeck.services.quality import Quality
from flightdeck.services.survival import SurvivalAnswer


class FlightDeck(Deck):
    """A deck that also looks closer: groups, places, time to outcome, cases, data quality."""

    def breakdown(self, kpi: str, by: str, filters: Filters, actor: Actor) -> tuple[Group, ...]:
        """One KPI by groups (`services.breakdowns`)."""
        return breakdowns.breakdown(self, kpi, by, filters, actor)

    def funnel(self, kpi: str, by: str, filters: Filters, actor: Actor) -> FunnelAnswer:
        """Places on a funnel plot (`services.breakdowns`)."""
        return breakdowns.funnel(self, kpi, by, filters, actor)

    def survival(self, kpi: str, filters: Filters, actor: Actor) -> SurvivalAnswer:
        """Time to an outcome (`services.survival`)."""
        return survival.survival(self, kpi, filters, actor)

    def cases(self, kpi: str, filters: Filters, actor: Actor, *, part: str, purpose: str) -> Cases:
        """The rows behind a figure (`services.drill`)."""
        return drill.cases(self, kpi, filters, actor, part=part, purpose=purpose)

    def quality(self, filters: Filters, actor: Actor) -> Quality:
        """Data quality (`services.quality`)."""
        return quality.quality(self, filters, actor)

    def quarantine(self, filters: Filters, actor: Actor) -> pd.DataFrame:
        """Rows set aside (`services.quality`)."""
        return quality.quarantine(self, filters, actor)
