"""What ships for the registers of the boards: what was seen, and nothing else."""

import pytest

from flightdeck.data.governance import (
    FOLDER,
    Recommendations,
    products,
    read,
    recommendations,
    synthetic_history,
)
from flightdeck.domain.registers import ALL_RECOMMENDATIONS, FORCE_RECOMMENDATIONS
from flightdeck.errors import ReaderError

SHIPPED = recommendations().recommendations


def test_there_are_fourteen_recommendations_and_five_are_for_the_force():
    assert [one.number for one in SHIPPED] == list(range(1, ALL_RECOMMENDATIONS + 1))
    assert tuple(one.number for one in SHIPPED if one.owner == "force") == FORCE_RECOMMENDATIONS


def test_the_deadlines_are_those_of_the_letter():
    assert {one.number: one.deadline.isoformat() for one in SHIPPED if one.deadline} == {
        3: "2025-01-31",
        5: "2025-07-31",
        7: "2025-01-31",
        9: "2025-01-31",
        11: "2025-03-31",
    }


def test_of_a_national_recommendation_nothing_is_said():
    said = [
        (one.requirement, one.deadline, one.short, one.wanted) for one in SHIPPED if one.owner == "national"
    ]
    assert said == [(None, None, "", "")] * 9


def test_only_three_names_of_products_ship():
    assert [one.name for one in products().products] == [
        "The Full Code Test for RASSO",
        "The Threshold Test for RASSO",
        "Investigative strategy guidance 7: Consent",
    ]


def test_no_state_ships_outside_the_synthetic_history():
    shipped = [path for path in FOLDER.glob("*.yaml") if not path.name.startswith("synthetic_")]
    assert sorted(path.name for path in shipped) == ["nom_products.yaml", "recommendations.yaml"]
    assert [path.name for path in shipped if "state:" in path.read_text(encoding="utf-8")] == []


def test_the_synthetic_history_is_in_the_order_of_its_days_and_none_is_written_before_it_happened():
    history = synthetic_history()
    assert [one.at for one in history] == sorted(one.at for one in history)
    late = [
        one
        for one in history
        for name in one.record.happened
        if (getattr(one.record, name) or one.at) > one.at
    ]
    assert late == []


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path):
    text = (FOLDER / "recommendations.yaml").read_text(encoding="utf-8")
    lines = text.replace("deadline: 2025-07-31", "deadline: soon").replace("number: 14", "number: 15")
    (tmp_path / "recommendations.yaml").write_text(lines, encoding="utf-8")
    with pytest.raises(ReaderError) as told:
        read(tmp_path / "recommendations.yaml", Recommendations)
    places = [int(fault.where.rpartition(":")[2]) for fault in told.value.faults]
    assert [lines.splitlines()[place - 1].strip() for place in places] == [
        "deadline: soon",
        "- {number: 15, owner: national}",
    ]
