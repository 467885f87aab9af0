"""The barriers register: what the mapping declares, joined with what the boards were told."""

from datetime import date

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.registers import BarrierStep
from flightdeck.domain.result import MissingField
from flightdeck.services import barriers
from flightdeck.services.access import Actor, Role
from flightdeck.services.register_writing import record
from tests.fakes import FakeAudit
from tests.register_deck import NO_FIELD, OneDeck, info

OFFICER = Actor("Programme officer", Role.PROGRAMME_OFFICER)
CHAIR = Actor("Board member", Role.BOARD_MEMBER)


@pytest.fixture
def deck(tmp_path):
    return OneDeck(tmp_path, info(date(2026, 7, 31), NO_FIELD), info(date(2026, 10, 31), NO_FIELD))


def test_a_barrier_comes_from_the_mapping_with_what_it_blocks_and_what_was_done(deck):
    given_ = {
        "barrier": "no_field_religion", "owner": "Head of performance", "board": "performance", "raised_on": "2026-09-01", "why": "Raised",
    }  # fmt: skip
    record(deck, "barrier", given_, OFFICER, audit=FakeAudit())
    (one,) = barriers.barriers(deck, Filters(), CHAIR).standing
    assert (one.id, one.characteristics, one.since) == (
        "no_field_religion",
        ("Religion or belief",),
        date(2026, 7, 31),
    )
    assert [(kpi.id, kpi.characteristics, kpi.of) for kpi in one.kpis] == [
        ("recorded", ("Religion or belief",), 2)
    ]
    assert isinstance(one.step, BarrierStep)
    assert one.step.raised_on == date(2026, 9, 1)


def test_a_barrier_that_the_mapping_no_longer_has_is_resolved_on_the_day_of_that_snapshot(tmp_path):
    days = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
    deck = OneDeck(
        tmp_path, *(info(day, absent) for day, absent in zip(days, (NO_FIELD, {}, {}), strict=True))
    )
    register = barriers.barriers(deck, Filters(), CHAIR)
    assert register.standing == ()
    assert [(one.id, one.resolved_on) for one in register.resolved] == [
        ("no_field_religion", date(2026, 8, 31))
    ]


def test_a_barrier_that_comes_back_stands_again(tmp_path):
    days = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
    deck = OneDeck(
        tmp_path, *(info(day, absent) for day, absent in zip(days, (NO_FIELD, {}, NO_FIELD), strict=True))
    )
    assert [(one.since, one.resolved_on) for one in barriers.barriers(deck, Filters(), CHAIR).standing] == [
        (date(2026, 7, 31), None)
    ]


@pytest.mark.parametrize(
    ("lacking", "name"),
    [
        (MissingField("persons", "sex", "", "no_sex"), "no_sex"),
        (MissingField("persons", "sex", "", ""), "persons.sex"),
        (MissingField("devices", "taken_on", "", ""), "devices.*"),
    ],
)
def test_a_field_without_a_named_barrier_is_its_own(lacking, name):
    assert barriers.barrier_of(lacking, fed=("persons", "crimes")) == name
