"""Hand-made results, one in every state a dial can be in."""

from dataclasses import replace
from datetime import date

from flightdeck.domain.definition import Pillar
from flightdeck.domain.period import Grain, parse_month, periods
from flightdeck.domain.result import KpiResult, MissingField, Point, Spc, Status
from flightdeck.domain.wording import sentence

AS_AT = date(2026, 11, 1)
FIRST, LAST = parse_month("2019-04"), parse_month("2026-10")
SHARES = (
    0.081,
    0.092,
    0.077,
    0.095,
    0.088,
    0.101,
    0.084,
    0.097,
    0.09,
    0.079,
    0.094,
    0.086,
    0.099,
    0.083,
    0.091,
    0.096,
    0.087,
    0.093,
    0.1,
    0.089,
)
MEAN, LOWER, UPPER = 0.09, 0.06, 0.12


def series(values=SHARES, *, young=0, hidden=(), signal="none", signals=0, limits=True, size=110):
    """Quarters of a share up to the latest; the last `young` immature, the last `signals` judged ones signalling."""
    spans = periods(FIRST, LAST, by=Grain.QUARTER)[-len(values) :]
    judged = len(values) - young
    return tuple(
        Point(
            period=span.label,
            first=span.starts_on().isoformat(),
            last=span.ends_on().isoformat(),
            numerator=None if place in hidden else round(value * size),
            denominator=None if place in hidden else size,
            value=None if place in hidden else value,
            lower=None if place in hidden else value * 0.7,
            upper=None if place in hidden else value * 1.3,
            mature=place < judged,
            hidden=place in hidden,
            signal=signal if judged - signals <= place < judged else "none",
            mean=MEAN if limits else None,
            lower_limit=LOWER if limits else None,
            upper_limit=UPPER if limits else None,
        )
        for place, (value, span) in enumerate(zip(values, spans, strict=True))
    )


def result(**changes):
    """A proportion within usual variation, with everything in place."""
    made = KpiResult(
        id="charged_within_12_months",
        ref="A01",
        title="Charged within 12 months of recording",
        version=1,
        authority="proposed",
        pillar=Pillar.SUSPECT_FOCUSED.value,
        measure="proportion",
        unit="crimes",
        value_unit="%",
        scope="rasso",
        basis="recorded",
        improves_when="increase",
        snapshot="2026-11-01-a1b2c3",
        as_at=AS_AT,
        synthetic=True,
        audience="board_internal",
        filters={},
        status=Status.OK,
        numerator=196,
        denominator=2200,
        value=0.0891,
        lower=0.0779,
        upper=0.1017,
        series=series(young=4),
        spc=Spc(MEAN, LOWER, UPPER, "common_cause", "no_target", "none"),
        completeness=0.97,
        window="Oct 2021 to Sep 2026",
        window_first="2021-10-01",
        window_last="2026-09-30",
    )
    made = replace(made, **changes)
    return replace(made, sentence=made.sentence or sentence(made))


def improvement(**changes):
    """A share that improves: the latest points lie above the limits."""
    return result(
        **{
            "id": "named_suspect_interviewed",
            "ref": "A06",
            "title": "Named suspects interviewed or arrested within 14 days",
            "numerator": 312,
            "denominator": 620,
            "value": 0.5032,
            "lower": 0.4640,
            "upper": 0.5424,
            "unit": "suspects",
            "series": series((*SHARES[:-2], 0.128, 0.133), signal="outside_limits", signals=2),
            "spc": Spc(MEAN, LOWER, UPPER, "improvement", "hit_and_miss", "outside_limits"),
            "target": 0.5,
            **changes,
        }
    )


def concern(**changes):
    """A share that gets worse: the latest points lie below the limits."""
    return result(
        **{
            "id": "victim_does_not_support",
            "ref": "C01",
            "title": "Victim does not support further action",
            "pillar": Pillar.VICTIM_ENGAGEMENT.value,
            "numerator": 1331,
            "denominator": 2204,
            "value": 0.6039,
            "lower": 0.5833,
            "upper": 0.6241,
            "improves_when": "decrease",
            "basis": "finalised",
            "series": series((*SHARES[:-1], 0.131), signal="outside_limits", signals=1),
            "spc": Spc(MEAN, LOWER, UPPER, "concern", "consistently_fails", "outside_limits"),
            "target": 0.5,
            **changes,
        }
    )


def neutral(**changes):
    """A count that is higher than usual, and that is neither good nor bad."""
    return result(
        **{
            "id": "recorded_crimes",
            "ref": "A13",
            "title": "Crimes recorded",
            "measure": "count",
            "value_unit": "crimes",
            "numerator": None,
            "denominator": 2204,
            "value": 2204.0,
            "lower": 2113.0,
            "upper": 2298.0,
            "improves_when": "neither",
            "series": series((*SHARES[:-1], 0.131), signal="run", signals=7),
            "spc": Spc(MEAN, LOWER, UPPER, "neutral_high", "no_target", "run"),
            **changes,
        }
    )


def suppressed(**changes):
    """A figure hidden because its counts are small."""
    return result(
        **{
            "id": "orders_breached",
            "ref": "B07",
            "title": "Protection orders breached",
            "pillar": Pillar.DISRUPTION.value,
            "status": Status.SUPPRESSED,
            "reason": "The count is fewer than 5.",
            "numerator": None,
            "denominator": None,
            "value": None,
            "lower": None,
            "upper": None,
            "series": series(hidden=range(len(SHARES)), limits=False),
            "spc": None,
            "unit": "orders",
            **changes,
        }
    )


def not_computable(**changes):
    """A figure whose field the source cannot give."""
    return result(
        **{
            "id": "devices_returned_in_24_hours",
            "ref": "F03",
            "title": "Victims’ devices returned within 24 hours",
            "pillar": Pillar.DIGITAL.value,
            "status": Status.NOT_COMPUTABLE,
            "numerator": None,
            "denominator": None,
            "value": None,
            "lower": None,
            "upper": None,
            "series": (),
            "spc": None,
            "completeness": None,
            "unit": "devices",
            "reason": "The source does not give devices.returned_on.",
            "missing": (
                MissingField(
                    "devices", "returned_on", "no such field", "The record system has no such field"
                ),
            ),
            **changes,
        }
    )


def insufficient(**changes):
    """A figure over too few cases to be a share."""
    return result(
        **{
            "id": "bail_breaches_arrested",
            "ref": "A28",
            "title": "Breaches of bail that led to an arrest",
            "status": Status.INSUFFICIENT,
            "reason": "7 breaches; a share needs at least 10.",
            "numerator": None,
            "denominator": 7,
            "value": None,
            "lower": None,
            "upper": None,
            "series": series(SHARES[:5], limits=False, size=7),
            "unit": "breaches",
            "spc": Spc(None, None, None, "too_few_points", "too_few_points", "none"),
            **changes,
        }
    )


def short(**changes):
    """A figure with too few periods for limits."""
    return result(
        **{
            "id": "trained_investigators",
            "ref": "D02",
            "title": "Investigators with specialist training",
            "unit": "officers",
            "pillar": Pillar.LEARNING.value,
            "basis": "snapshot",
            "numerator": 41,
            "denominator": 63,
            "value": 0.6508,
            "lower": 0.5276,
            "upper": 0.7567,
            "series": series(SHARES[:6], limits=False, size=63),
            "spc": Spc(None, None, None, "too_few_points", "too_few_points", "none"),
            "completeness": 0.62,
            **changes,
        }
    )


def every_state():
    """One dial of each state a dial can be in, and a completeness figure for each of two characteristics."""
    recorded = {
        "id": "characteristic_recorded",
        "ref": "E02",
        "pillar": Pillar.DATA.value,
        "unit": "victims",
        "basis": "recorded",
    }
    return (
        result(),
        improvement(),
        concern(),
        neutral(),
        suppressed(),
        not_computable(),
        insufficient(),
        short(),
        result(
            **recorded,
            title="Victim’s sex recorded",
            characteristic="sex",
            value=0.982,
            lower=0.976,
            upper=0.987,
        ),
        concern(
            **recorded,
            title="Victim’s ethnicity recorded",
            characteristic="ethnicity_self_defined",
            improves_when="increase",
            series=series((*SHARES[:-1], 0.041), signal="outside_limits", signals=1),
            value=0.412,
            lower=0.391,
            upper=0.433,
        ),
    )
