"""A deck with everything the inner pages ask for: groups, places, a cohort, cases, data quality, definitions."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry
from flightdeck.domain.filters import Basis
from flightdeck.domain.result import Excluded, Extra, Group, MissingField
from flightdeck.services.access import Action, require
from flightdeck.services.breakdowns import FunnelAnswer, FunnelCurve
from flightdeck.services.drill import Cases
from flightdeck.services.quality import AbsentField, CheckRead, FrameRows, Quality, RuleCount
from flightdeck.services.survival import AtRisk, SurvivalAnswer
from tests.factories import concern, not_computable, result, series
from tests.fakes import FakeAudit, FakeDeck

ROOT = Path(__file__).parent.parent
SHOWN = {
    "code": "east",
    "label": "Eastern",
    "numerator": 60,
    "denominator": 700,
    "value": 0.0857,
    "lower": 0.067,
    "upper": 0.109,
}
GROUPS = (
    Group(**SHOWN, hidden=False),
    Group(**{**SHOWN, "code": "south", "label": "Southern", "numerator": 80}, hidden=False),
    Group(
        "west", "Western", 7771, None, 0.43219, 0.41111, 0.45551, hidden=True
    ),  # the gate would have emptied it
    Group("none", "Nowhere", 0, 0, None, None, None, hidden=False),
)
LIMITS = FunnelCurve((600.0, 900.0), (0.05, 0.06), (0.12, 0.11), (0.03, 0.04), (0.16, 0.14))
COHORT = SurvivalAnswer(
    days=(0, 30, 60, 90, 120),
    survival=(1.0, 0.8, 0.7, 0.6, 0.5),
    lower=(1.0, 0.77, 0.66, 0.55, 0.45),
    upper=(1.0, 0.83, 0.74, 0.65, 0.56),
    at_risk=(AtRisk(0, 700, 1.0), AtRisk(90, 420, 0.6)),
    incidence={
        "Charged": (0.0, 0.01, 0.02, 0.03, 0.04),
        "Victim does not support": (0.0, 0.1, 0.2, 0.3, 0.4),
    },
    cohort="12 months to Oct 2025",
)
ABSENT = MissingField("persons", "pregnancy_maternity", "The record system has no such field.", "no_field")


@cache
def code_lists():
    return load_code_lists(ROOT / "data" / "code_lists")


@cache
def registry():
    return load_registry(ROOT / "kpi_definitions", code_lists=code_lists())


def kpi_result(definition, **changes):
    """A result of a definition with a signal, young points and two hidden ones that still carry their values."""
    points = list(series(young=4, signal="outside_limits", signals=1))
    points[3] = replace(points[3], hidden=True, value=0.43219, numerator=7771, denominator=None)
    points[4] = replace(
        points[4], hidden=True, value=None, numerator=None, denominator=None, lower=None, upper=None
    )
    made = {
        "id": definition.id,
        "ref": definition.ref,
        "title": definition.title,
        "basis": definition.basis.value,
        "unit": definition.unit,
        "pillar": definition.pillar.value,
        "series": tuple(points),
        "window": "12 months to Oct 2025",
        "window_first": "2024-11",
        "window_last": "2025-10",
        "excluded": (
            Excluded("cancelled", "The record was an error.", 34),
            Excluded("few", "Fewer than may be told.", None),
        ),
        "extras": (Extra("p90", "90 % within", 480.0, "days"),),
        "sentence": f"{definition.title}: 8.9 % of 2,200.",
    }
    return result(**{**made, **changes})


def cases(count=2200):
    """Rows under keyed references, their numbers in falling order."""
    rows = pd.DataFrame(
        {
            "crime_ref": [f"ref{place:05}" for place in range(count)],
            "recorded_on": [f"2025-{place % 12 + 1:02}-01" for place in range(count)],
            "outcome": [None if place % 2 else "charged" for place in range(count)],
        }
    )
    return Cases(tuple(rows.columns), rows, count)


def set_aside(count=250):
    """Rows set aside, as the snapshot keeps them."""
    return pd.DataFrame(
        {
            "frame": "crimes",
            "source": "T_INVESTIGATION",
            "row": range(1, count + 1),
            "reference_hash": [f"hash{place:04}" for place in range(count)],
            "rule": "not_a_date",
            "column": "recorded_on",
            "detail": "The text is no date.",
        }
    )


@dataclass
class InnerDeck(FakeDeck):
    """A fake deck that answers the inner pages and keeps what filters it was asked with."""

    cohort: SurvivalAnswer = COHORT
    code_lists: dict = field(default_factory=code_lists)
    settings: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(store=None))
    asked_of_cohort: list = field(default_factory=list)

    @property
    def registry(self):
        return registry()

    def beside(self, kpi, filters, actor):
        return ()

    def definitions(self):
        return registry().current()

    def definition(self, kpi):
        return registry().get(kpi)

    def result(self, id, filters, actor):  # noqa: A002  the deck's own word
        definition = self.definition(id)
        if definition.id == "open_caseload":
            return not_computable(id=definition.id, title=definition.title, missing=(ABSENT,))
        if definition.id == "victim_does_not_support":
            return concern(id=definition.id, title=definition.title)
        basis = filters.basis if filters.basis in definition.bases else definition.basis
        return kpi_result(
            definition,
            basis=Basis(basis).value,
            characteristic=filters.characteristic,
            synthetic=self.synthetic,
        )

    def breakdown(self, kpi, by, filters, actor):
        return GROUPS

    def funnel(self, kpi, by, filters, actor):
        return FunnelAnswer(
            GROUPS, 0.1, LIMITS, {"east": "within", "south": "above_998"}, overdispersed=False
        )

    def survival(self, kpi, filters, actor):
        self.asked_of_cohort.append(filters)
        return self.cohort

    def cases(self, kpi, filters, actor, *, part, purpose):
        require(actor, Action.SEE_CASES)
        return cases(2200 if part == "denominator" else 196)

    def quality(self, filters, actor):
        return Quality(
            about=SimpleNamespace(
                id="2026-11-01-a1b2c3",
                as_at=date(2026, 11, 1),
                mapping_title="Synthetic record system",
                created_at="2026-11-01T06:30:00+00:00",
            ),
            source="sqlite rms.sqlite",
            system="athena",
            frames=(FrameRows("crimes", 1000, 950, 50), FrameRows("cps_submissions", 30, 30, 0)),
            checks=(
                CheckRead(
                    "late", "Closed before it was recorded.", "low", "crimes", 3, 950, (("a", 5), ("b", 3))
                ),
                CheckRead("open", "Closed and without an outcome.", "high", "crimes", 12, 950, (("b", 12),)),
            ),
            quarantine=(RuleCount("crimes", "not_a_date", 50),),
            absent=(AbsentField(ABSENT, ("open_caseload",)),),
            not_computable=(),
            caveats=("Ages are in bands.",),
            content_hash="abc123",
            code_lists={"outcome": "2026-11", "sex": "2026-11", "area": "2025-04"},
        )

    def checks_on(self, kpi, filters, actor):
        return tuple(
            one for one in self.quality(filters, actor).checks if one.frame == self.definition(kpi).population
        )

    def quarantine(self, filters, actor):
        require(actor, Action.SEE_QUARANTINE)
        return set_aside()


@dataclass
class FullAudit(FakeAudit):
    """An audit trail that keeps the detail and the number of rows too."""

    full: list = field(default_factory=list)

    def record(self, actor, action, subject, detail, rows):
        super().record(actor, action, subject, detail, rows)
        self.full.append((action, subject, dict(detail), rows))
