"""The hand-made source of 200 persons, taken through the real door, is reported exactly."""

import csv
from dataclasses import asdict

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import Status
from flightdeck.services.characteristics import core_four, matrix
from flightdeck.services.disparity import disparity
from flightdeck.services.pareto import pareto
from flightdeck.services.what_if import best_completeness
from tests.data.characteristics_200.build import write
from tests.integration.two_hundred import (
    ALL_MONTHS,
    ANALYST,
    BOARD,
    COUNTS,
    EXPECTED,
    SOURCE,
    edited,
    refreshed,
)
from tests.synthetic_store import ROOT, deck_over

ABSENT = {
    "gender_reassignment": "source_has_no_field",
    "marriage_civil_partnership": "source_has_no_field",
    "pregnancy_maternity": "not_extractable",
    "religion_belief": "not_extractable",
    "sexual_orientation": "source_has_no_field",
    "nationality": "source_has_no_field",
}


@pytest.fixture(scope="module")
def deck(two_hundred):
    return deck_over(two_hundred)


def cells(deck, actor=ANALYST, filters=ALL_MONTHS):
    return {(cell.role, cell.characteristic): cell for cell in matrix(deck, filters, actor)}


def test_the_files_are_what_their_script_writes(tmp_path):
    write(tmp_path)
    for name in ("crimes.csv", "persons.csv", "arrests.csv"):
        assert (tmp_path / name).read_text("utf-8") == (SOURCE / name).read_text("utf-8")
    assert len((SOURCE / "persons.csv").read_text("utf-8").splitlines()) == 201


def test_every_status_of_every_role_is_counted_exactly(deck):
    found = cells(deck)
    told = {key: tuple(getattr(found[key], name) for name in COUNTS) for key in EXPECTED}
    assert told == EXPECTED


def test_a_characteristic_the_source_cannot_give_is_told_apart_from_an_empty_one(deck):
    found = cells(deck)
    for role in ("victim", "suspect_identified", "suspect_spoken_to"):
        for name, cause in ABSENT.items():
            cell = found[role, name]
            assert (cell.computable, cell.cause, cell.substantive, cell.in_scope) == (
                False,
                cause,
                None,
                None,
            )
            assert cell.barrier
        assert found[role, "disability"].computable
    assert found["suspect_spoken_to", "disability"].substantive == 0


def test_the_four_figures_add_up_and_the_leading_cause_is_named(deck):
    cell = cells(deck)["victim", "ethnicity_self_defined"]
    assert cell.four == (50 / 114, 17 / 114, 12 / 114, 35 / 114)
    assert cell.recorded == 67 / 114
    assert (cell.cause, cell.gap_count) == ("not_filled_in", 35)
    for cell in cells(deck).values():
        if cell.computable:
            assert sum(part for part in cell.four if part is not None) == pytest.approx(1)


def test_a_replaced_code_is_carried_forward_only_where_it_was_in_force(deck):
    values = deck.profile("ethnicity_self_defined", "victim", ALL_MONTHS, ANALYST).values
    counts = {group.label: group.count for group in values.groups}
    # Four O1 of 2010 and five A4 of 2026 are Asian; the five O1 of 2026 and the O2 and W3 of 2010 are in the gap.
    assert counts == {
        "White": 36, "Mixed": 0, "Asian": 9, "Black": 5, "Other": 0,
        "Declined, or not asked for a stated reason": 17, "Not stated, no reason": 12, "Gap: unknown, missing or invalid": 35,
    }  # fmt: skip
    assert values.population_area == "Suffolk"
    assert "Census 2011" in values.population_note
    assert sum(group.population_share or 0 for group in values.groups) == pytest.approx(1)


def test_the_kpis_say_what_the_matrix_says(deck):
    asked = ALL_MONTHS.but(characteristic="ethnicity_self_defined")

    def counts(kpi):
        result = deck.result(kpi, asked, ANALYST)
        return result.numerator, result.denominator

    assert counts("E01") == (67, 114)
    assert counts("E02") == (50, 114)
    assert counts("suspect_characteristics_identified") == (40, 70)
    assert counts("suspect_characteristics_spoken_to") == (30, 50)
    assert counts("E04") == (35, 114)
    assert [counts(f"victim_characteristics_{name}") for name in ("declined", "not_asked", "not_stated")] == [
        (8, 114), (9, 114), (12, 114),
    ]  # fmt: skip
    assert counts("E06") == (15, 50)
    # E12: in the gap and filled in: 14 ethnicities and 5 ages, of all that anybody filled in.
    victims = (114 - 16) + (114 - 10) + (114 - 5) + (114 - 44) + (114 - 64)
    assert counts("E12") == (19, victims + 70 + 70 + (70 - 15) + 50)


def test_the_core_four_count_a_victim_once(deck):
    with (SOURCE / "persons.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    good = {"W1", "Black: Caribbean", "A4"}
    by_hand = sum(
        row["ROLE"] == "V" and row["IDENTIFIED"] == "Y" and row["AGE"] in ("30", "17") and row["SEX"] in ("F", "Woman")
        and row["DISABILITY"] in ("Y", "N")
        and (row["ETHNICITY"] in good or (row["ETHNICITY"] == "O1" and int(row["LINK"][1:]) <= 20))
        for row in rows
    )  # fmt: skip
    assert by_hand == 50
    assert core_four(deck, "victim", ALL_MONTHS, ANALYST).valid == by_hand
    result = deck.result("E07", ALL_MONTHS, ANALYST)
    assert (result.numerator, result.denominator) == (by_hand, 114)


def test_what_the_system_cannot_give_is_counted_from_the_mapping(deck):
    for actor in (ANALYST, BOARD):
        result = deck.result("E08", Filters(), actor)
        assert (result.value, result.status) == (5, Status.OK)


def test_moving_a_hundred_blanks_to_not_stated_does_not_improve_the_headline(source, tmp_path):
    first_hundred = [f"V{number}" for number in range(1, 101)]
    shares = {}
    for text in ("", "NS", "W1"):
        edited(source, "ETHNICITY", dict.fromkeys(first_hundred, text))
        found = cells(refreshed(source / "mapping.yaml", tmp_path / "store"))
        cell = found["victim", "ethnicity_self_defined"]
        shares[text] = (cell.substantive, cell.recorded, cell.ambiguous_share, cell.gap)
    blank, not_stated, valid = (shares[text] for text in ("", "NS", "W1"))
    assert not_stated[:2] == blank[:2]
    assert not_stated[2] == pytest.approx(blank[2] + 100 / 114)
    assert valid[0] == pytest.approx(blank[0] + 100 / 114)
    assert valid[1] == pytest.approx(blank[1] + 100 / 114)
    assert valid[3] == pytest.approx(blank[3] - 100 / 114)


def test_the_gap_is_taken_apart_by_team_stage_and_cause(deck):
    found = pareto(deck, "victim", ALL_MONTHS.but(characteristic="ethnicity_self_defined"), ANALYST)
    assert found.total == 35
    assert found.cells[-1].cumulative >= 0.8
    assert len(found.cells) == 1 or found.cells[-2].cumulative < 0.8
    assert [cell.count for cell in found.cells] == sorted((cell.count for cell in found.cells), reverse=True)
    assert {cell.cause for cell in found.cells} <= {"not_filled_in", "invalid"}


def test_a_disparity_below_the_floor_is_not_drawn(deck):
    told = disparity(deck, "E07", "ethnicity_self_defined", ALL_MONTHS, ANALYST)
    assert (told.status, told.completeness) == ("below_floor", 50 / 114)
    assert {group.rate for group in told.groups} == {None}
    assert "the gap is the finding" in told.reason
    assert disparity(deck, "E09", "sex", ALL_MONTHS, ANALYST).status == "not_computable"


def test_what_one_team_could_change_is_worked_out_from_its_records(deck):
    for change in best_completeness(deck, "East 1", ALL_MONTHS, ANALYST).changes:
        assert change.after >= change.completeness
        assert change.becomes_reportable == (change.completeness < 0.8 <= change.after)


def test_a_source_without_any_characteristic_says_so_and_breaks_nothing(tmp_path):
    deck = refreshed(ROOT / "data" / "mappings" / "police_uk_street.yaml", tmp_path)
    for actor in (ANALYST, BOARD):
        found = matrix(deck, Filters(), actor)
        assert {cell.computable for cell in found} == {False}
        assert {cell.barrier for cell in found} == {"published_data"}
        profile = deck.profile("sex", "victim", Filters(), actor)
        assert profile.values is None
        assert profile.result.status is Status.NOT_COMPUTABLE
        assert pareto(deck, "victim", Filters(), actor).cells == ()
        assert disparity(deck, "C01", "sex", Filters(), actor).status == "not_computable"
        assert deck.result("E08", Filters(), actor).value == 9
        for kpi in ("E01", "E03", "E05", "E06", "E07", "E09", "E12", "C22"):
            assert deck.result(kpi, Filters(), actor).status is Status.NOT_COMPUTABLE
        assert len(asdict(core_four(deck, "victim", Filters(), actor))["sentence"]) > 20
