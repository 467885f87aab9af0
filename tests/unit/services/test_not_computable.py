"""A KPI whose fields a source cannot give says so, and says which; it is never zero and never blank."""

from dataclasses import replace

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.result import MissingField, Status
from flightdeck.services.access import Actor, Role
from flightdeck.services.loaded import LoadedSnapshot
from tests.synthetic_store import CODE_LISTS, FIFTEEN, deck_over

ANALYST = Actor("analyst", Role.ANALYST)
BOARD = Actor("board", Role.BOARD_MEMBER)
WHY = {"reason": "The system has no such field.", "barrier": "no_field"}


@pytest.fixture
def without(synthetic_store, deck):
    """A deck whose source cannot give some fields."""

    def made(absent):
        loaded = deck.loaded(Filters())
        frames = {
            name: frame for name, frame in loaded.snapshot.frames.items() if "*" not in absent.get(name, {})
        }
        manifest = {**loaded.manifest, "absent": absent}
        poorer = deck_over(synthetic_store)
        snapshot = replace(loaded.snapshot, manifest=manifest, frames=frames)
        poorer.shelf.put(LoadedSnapshot(snapshot, code_lists=CODE_LISTS))
        return poorer

    return made


def refs(deck, status):
    return {
        result.ref
        for result in deck.results(Filters(), ANALYST, [definition.id for definition in FIFTEEN])
        if result.status is status
    }


@pytest.mark.parametrize(
    ("absent", "blocked"),
    [
        ({}, set()),
        ({"cps_submissions": {"*": WHY}}, {"A13", "A14", "A16"}),
        ({"crimes": {"reported_on": WHY}}, {"A06", "A14", "A25"}),
        ({"outcomes": {"*": WHY}}, {"A22", "A23", "A25", "A26", "A27", "A28", "C01"}),
        ({"victim_contacts": {"notified_on": WHY}}, {"C11"}),
        ({"persons": {"ethnicity_self_defined": WHY}}, {"E02"}),
        ({"protection_orders": {"*": WHY}}, {"B07"}),
    ],
)
def test_exactly_the_kpis_that_lean_on_a_field_are_not_computable(without, absent, blocked):
    assert refs(without(absent), Status.NOT_COMPUTABLE) == blocked


def test_a_kpi_that_is_not_computable_names_the_field_and_the_barrier(without):
    deck = without({"crimes": {"reported_on": WHY}})
    result = deck.result("days_report_to_charge", Filters(), BOARD)
    assert result.missing == (MissingField("crimes", "reported_on", WHY["reason"], WHY["barrier"]),)
    assert (result.numerator, result.denominator, result.value, result.series, result.spc) == (
        None,
        None,
        None,
        (),
        None,
    )
    assert "“reported on” of crimes" in result.reason
    assert result.sentence.startswith("Report to charge: not computable.")
    assert deck.breakdown("days_report_to_charge", "victim_sex", Filters(), BOARD) == ()
    assert (
        deck.cases(
            "days_report_to_charge", Filters(), ANALYST, part="denominator", purpose="inspection"
        ).count
        == 0
    )


def test_the_quality_of_a_snapshot_names_what_the_source_cannot_give_and_what_that_blocks(without):
    deck = without({"cps_submissions": {"*": WHY}})
    quality = deck.quality(Filters(), ANALYST)
    (absent,) = [field for field in quality.absent if field.field.frame == "cps_submissions"]
    assert (absent.field.column, absent.field.reason, absent.field.barrier) == (
        "*",
        WHY["reason"],
        WHY["barrier"],
    )
    blocked = {definition.id for definition in FIFTEEN if definition.ref in ("A13", "A14", "A16")}
    assert blocked <= set(absent.blocks)
    everything = deck.results(
        Filters(), ANALYST, [one.id for one in deck.definitions() if one.status != "retired"]
    )
    assert quality.not_computable == tuple(one for one in everything if one.status is Status.NOT_COMPUTABLE)
    assert blocked <= {result.id for result in quality.not_computable}


def test_in_every_frame_the_rows_that_came_are_those_kept_and_those_set_aside(deck):
    quality = deck.quality(Filters(), BOARD)
    assert all(frame.rows_in == frame.kept + frame.quarantined for frame in quality.frames)
    assert (
        sum(rule.count for rule in quality.quarantine)
        == sum(frame.quarantined for frame in quality.frames)
        > 0
    )
    assert quality.about.synthetic is True


def test_every_check_has_its_count_in_each_snapshot(deck):
    quality = deck.quality(Filters(), BOARD)
    assert quality.checks
    for check in quality.checks:
        assert len(check.history) == 2
        assert check.history[-1][1] == check.count <= check.of
