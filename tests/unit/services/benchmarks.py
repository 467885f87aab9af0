"""Made-up outcomes of two forces in the shape of the published ones, and the caveats of a comparison."""

import pandas as pd

from flightdeck.services.benchmark import Comparison

YEAR = "2018/19"
# force, outcome type, offences recorded in the quarter, outcomes recorded in the quarter
Outcomes = list[tuple[str, str, int, int | None]]
TWO_FORCES: Outcomes = [
    ("Suffolk", "0", 40, None),
    ("Suffolk", "1", 10, 12),
    ("Suffolk", "16", 50, 45),
    ("Suffolk", "20", 100, 90),
    ("Norfolk", "0", 20, None),
    ("Norfolk", "1", 20, 15),
    ("Norfolk", "16", 60, 70),
]


def published(outcomes: Outcomes, **columns: object) -> pd.DataFrame:
    """A frame of rapes in the shape `load_benchmarks` gives, each row in all four quarters' first."""
    frame = pd.DataFrame(
        outcomes, columns=["force_name", "outcome_type", "for_offences_recorded", "recorded_in_quarter"]
    )
    has_area = frame["force_name"] != "British Transport Police"
    return frame.assign(
        financial_year=YEAR,
        financial_quarter="1",
        offence_code="19C",
        for_offences_recorded=frame["for_offences_recorded"].astype("Int64"),
        recorded_in_quarter=frame["recorded_in_quarter"].astype("Int64"),
        source="shipped with the flight deck",
        on_list=True,
        is_rape=True,
        is_rasso=True,
        is_sexual=True,
        of_which=frame["outcome_type"].isin(["1A", "2A", "3A"]),
        population=pd.Series([100_000] * len(frame), dtype="Int64").where(has_area),
        mid_year=pd.Series([2018] * len(frame), dtype="Int64").where(has_area),
    ).assign(**columns)


def said(found: Comparison) -> dict[str, list[str]]:
    """Caveat id to the forces it names."""
    names: dict[str, list[str]] = {}
    for caveat in found.caveats:
        names.setdefault(caveat.id, []).append(caveat.force)
    return names


def text(found: Comparison, caveat_id: str) -> list[str]:
    return [caveat.text for caveat in found.caveats if caveat.id == caveat_id]
