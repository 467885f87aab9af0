"""A deck with a hand-made journey on which something is hidden, something missing and something young."""

from dataclasses import dataclass, field, replace

from flightdeck.domain.filters import Basis
from flightdeck.domain.period import Period, parse_month
from flightdeck.kpis.journey import JourneyUnit
from flightdeck.services.journey import Journey
from flightdeck.services.journey_outcomes import OUTCOME_LABELS, YearOfCrimes
from flightdeck.services.journey_stages import StageReached, StepDays, Tally
from flightdeck.services.journey_waiting import Ageing, Standing, WaitingAt
from flightdeck.services.survival import AtRisk, SurvivalAnswer
from tests.factories import concern
from tests.inner_deck import InnerDeck

NOTHING = (None,) * 5
CURVES = SurvivalAnswer(
    days=(0, 30, 60, 90),
    survival=(1.0, 0.8, 0.7, 0.6),
    lower=(1.0, 0.77, 0.66, 0.55),
    upper=(1.0, 0.83, 0.74, 0.65),
    at_risk=(AtRisk(0, 700, 1.0), AtRisk(90, 420, 0.6)),
    incidence=dict.fromkeys(OUTCOME_LABELS.values(), (0.0, 0.02, 0.03, 0.08)),
    cohort="60 months to Oct 2026",
)
STAGES = (
    StageReached("recorded", "Recorded", Tally(700), 1.0, None),
    StageReached("named", "Suspect named", Tally(540), 0.77, StepDays("Recorded", 0.0, 24.0, 1.0, Tally(30), None, shown=True)),
    StageReached(
        "early_advice", "Early advice sought", Tally(None), None,
        StepDays("Suspect named", None, None, None, Tally(None), None, shown=False),
    ),
    StageReached(
        "referred", "Referred for a charging decision", Tally(85, at_least=True), None,
        StepDays("Arrested or interviewed", 175.0, 365.0, None, Tally(15), None, shown=True),
    ),
    StageReached("crown_court", "Crown Court", Tally(None), None, None, "The source does not give it. No such field."),
)  # fmt: skip
YEARS = (
    YearOfCrimes("2024/25", 2365, mature=True, shares=(0.05, 0.43, None, None, 0.06, 0.18), days=CURVES.days, by_day=CURVES.incidence),
    YearOfCrimes("2025/26", None, mature=False, shares=(None,) * 6, days=(0, 30), by_day={}),
)  # fmt: skip
STANDING = Standing(
    result=concern(id="open_longer_than_12_months", window="end of Oct 2026"),
    whole=Ageing("All", 1610, (605, 373, 240)),
    areas=(Ageing("East", 1523, (599, 370, 238)), Ageing("West", 87, (6, None, None))),
    waiting=(
        WaitingAt("Recorded", 267, (70, 45, 37, 28, 87), 130.0, 1584.0),
        WaitingAt("Suspect named", 90, (10, None, None, None, 30), 177.0, 1314.0),
        WaitingAt("CPS decision made, or later", None, NOTHING, None, None),
    ),
    by_wait=True,
)
JOURNEY = Journey(
    unit=JourneyUnit.CRIMES,
    basis=Basis.RECORDED,
    window=Period(parse_month("2024-10"), parse_month("2025-09"), "12 months to Sep 2025"),
    mature=True,
    horizon=365,
    stages=STAGES,
    curves=CURVES,
    years=YEARS,
    standing=STANDING,
    coarse=True,
    synthetic=True,
)


@dataclass
class JourneyDeck(InnerDeck):
    """A fake deck that answers with one journey, and keeps what it was asked."""

    journey_made: Journey = JOURNEY
    asked: list = field(default_factory=list)

    def journey(self, filters, actor, *, unit="", horizon=""):
        self.asked.append((filters, unit, horizon))
        basis = Basis.FINALISED if filters.basis is Basis.FINALISED else Basis.RECORDED
        return replace(self.journey_made, unit=JourneyUnit(unit or "crimes"), basis=basis)
