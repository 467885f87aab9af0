"""Hand-made results that the chart tests draw."""

from datetime import date
from typing import Any

from flightdeck.domain.period import Grain, parse_month, periods
from flightdeck.domain.result import Group, KpiResult, Point, Spc, Status


def points(values: list[float | None], **changes: dict[int, dict[str, Any]]) -> tuple[Point, ...]:
    """Quarters of a share in per cent from April 2022, out of 200 each; `at` alters single points by their place."""
    spans = periods(parse_month("2022-04"), parse_month("2022-04") + 3 * len(values) - 1, by=Grain.QUARTER)
    at = changes.get("at", {})
    return tuple(
        Point(
            **{
                "period": span.label,
                "first": span.starts_on().isoformat(),
                "last": span.ends_on().isoformat(),
                "numerator": None if value is None else round(value * 2),
                "denominator": 200,
                "value": None if value is None else value / 100,
                "lower": None if value is None else (value - 2) / 100,
                "upper": None if value is None else (value + 2) / 100,
                "mature": True,
                "hidden": False,
                "mean": 0.08,
                "lower_limit": 0.02,
                "upper_limit": 0.14,
                **at.get(place, {}),
            }
        )
        for place, (span, value) in enumerate(zip(spans, values, strict=True))
    )


def result(series: tuple[Point, ...], **changes: Any) -> KpiResult:
    """A share, already through the gate."""
    plain = {
        "id": "charged_within_12_months",
        "ref": "A01",
        "title": "Charged within 12 months of recording",
        "version": 1,
        "authority": "proposed",
        "pillar": "suspect_focused",
        "measure": "proportion",
        "unit": "crimes",
        "value_unit": "%",
        "scope": "rasso",
        "basis": "recorded",
        "improves_when": "increase",
        "snapshot": "s1",
        "as_at": date(2024, 4, 1),
        "synthetic": True,
        "audience": "board_internal",
        "filters": {},
        "status": Status.OK,
        "series": series,
        "spc": Spc(0.08, 0.02, 0.14, "common_cause", "no_target", "none"),
        "sentence": "8 % of crimes were charged within 12 months.",
    }
    return KpiResult(**{**plain, **changes})


def group(label: str, value: float | None, **changes: Any) -> Group:
    """One group of a breakdown, a share in per cent out of 200."""
    plain = {
        "code": label.lower(),
        "label": label,
        "numerator": None if value is None else round(value * 2),
        "denominator": 200,
        "value": None if value is None else value / 100,
        "lower": None if value is None else (value - 2) / 100,
        "upper": None if value is None else (value + 2) / 100,
        "hidden": False,
    }
    return Group(**{**plain, **changes})
