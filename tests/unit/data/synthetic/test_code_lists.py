"""The code lists that ship serve the canonical model and the synthetic record system."""

import re
from pathlib import Path

import pytest
import yaml

from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.synthetic.settings import raw_labels
from flightdeck.domain.codes import CodeLists, RecordingStatus
from flightdeck.domain.schema import FRAMES

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def lists() -> CodeLists:
    return load_code_lists(ROOT / "data" / "code_lists")


def test_every_list_the_model_names_ships_and_no_other(lists: CodeLists) -> None:
    assert set(lists) == {
        column.codes for frame in FRAMES.values() for column in frame.columns if column.codes
    }


def test_recording_statuses_are_those_of_the_domain(lists: CodeLists) -> None:
    assert lists["recording_status"].names() == tuple(RecordingStatus)


def test_scopes_of_offences(lists: CodeLists) -> None:
    offence = lists["offence"]
    assert offence.in_scope("rape_all") == ("19C", "19D", "19E", "19F", "19G", "19H", "19J", "19K")
    assert offence.in_scope("rape_adult") == ("19C", "19F", "19J", "19K")
    assert offence.in_scope("n100") == ("N100/1", "N100/2", "N100/3")
    assert set(offence.in_scope("all_sexual_offences")) - set(offence.in_scope("rasso")) == {
        "20",
        "72",
        "88C",
        "88D",
        "88E",
    }


def test_outcomes_carry_the_number_of_the_framework(lists: CodeLists) -> None:
    numbers = {code.number: code.group for code in lists["outcome"].codes}
    assert set(numbers) == {str(number) for number in range(1, 23) if number != 19} | {"1A"}
    assert {number for number, group in numbers.items() if group == "charged"} == {"1", "1A"}
    assert {number for number, group in numbers.items() if group == "victim_does_not_support"} == {"14", "16"}


def test_no_list_claims_to_be_verified_yet(lists: CodeLists) -> None:
    assert [name for name, codes in lists.items() if codes.verified] == []


MAPPED = {  # list of raw labels -> (frame, canonical column)
    "outcome": ("outcomes", "outcome"),
    "status": ("crimes", "status"),
    "role": ("persons", "role"),
    "place": ("crimes", "place_type"),
    "route": ("crimes", "report_route"),
    "relationship": ("persons", "relationship"),
    "support": ("persons", "supports_investigation"),
    "withdrawal_reason": ("persons", "withdrawal_reason"),
    "release": ("releases", "release"),
    "bail_authority": ("bail_periods", "extended_by"),
    "bail_end": ("bail_periods", "ended_by"),
    "bail_condition": ("bail_conditions", "condition"),
    "order_type": ("protection_orders", "order_type"),
    "order_state": ("protection_orders", "state"),
    "order_check_kind": ("order_checks", "kind"),
    "plan_exit": ("disruption_plans", "exit_reason"),
    "review_decision": ("victims_right_to_review", "decision"),
    "retention_decision": ("biometric_retention", "decision"),
    "retention_result": ("biometric_retention", "result"),
    "key_event": ("victim_contacts", "key_event"),
    "service": ("support_referrals", "service"),
    "survey_item": ("survey_answers", "item"),
    "submission": ("cps_submissions", "submission"),
    "cps_decision": ("cps_submissions", "decision"),
    "court_stage": ("court_stages", "stage"),
    "plea": ("court_stages", "plea"),
    "court_result": ("court_stages", "result"),
    "material": ("third_party_requests", "material"),
    "event": ("investigation_events", "event"),
    "staff_role": ("staff", "staff_role"),
    "course": ("staff_training", "course"),
    "training_state": ("staff_training", "state"),
    "sex": ("persons", "sex"),
    "ethnicity": ("persons", "ethnicity_self_defined"),
    "ethnicity_officer": ("persons", "ethnicity_officer_defined"),
    "disability": ("persons", "disability"),
    "religion": ("persons", "religion_belief"),
    "orientation": ("persons", "sexual_orientation"),
    "nationality": ("persons", "nationality"),
}
LEFT_OUT_ON_PURPOSE = {"Detected - See Memo", "WB"}
SIXTEEN_PLUS_ONE = {"W3": "W9", "O2": "O9", "A4": "O1"}  # what the older list has in their place


@pytest.mark.parametrize("name", MAPPED)
def test_every_label_the_synthetic_system_writes_is_read_back_as_its_code(
    name: str, lists: CodeLists
) -> None:
    frame, column = MAPPED[name]
    mapping = yaml.safe_load((ROOT / "data" / "mappings" / "synthetic_rms.yaml").read_text(encoding="utf-8"))
    source = mapping["frames"][frame][0]["columns"][column]
    mapped = source["labels"] if isinstance(source, dict) else {}
    codes = lists[str(FRAMES[frame].column(column).codes)]
    known = {_folded(each): code.code for code in codes.codes for each in (code.code, *code.aliases)}
    known |= {_folded(label): code for label, code in mapped.items()}
    for code, (before, after) in raw_labels()[name].items():
        assert after in LEFT_OUT_ON_PURPOSE or known[_folded(after)] == code
        older = SIXTEEN_PLUS_ONE.get(code, code) if name == "ethnicity" else code
        assert before in LEFT_OUT_ON_PURPOSE or known[_folded(before)] == older


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
