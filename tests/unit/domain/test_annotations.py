"""Dated events: which charts each touches, and where limits may be redrawn."""

from datetime import date
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from flightdeck.domain.annotations import (
    Annotation,
    Event,
    EventWithdrawal,
    numbered_events,
    redraws,
    touching,
)
from flightdeck.domain.definition import Pillar

KPI = SimpleNamespace(id="charged_within_12_months", ref="A11", pillar=Pillar.SUSPECT_FOCUSED)


def event(title="New system", on=date(2024, 3, 1), **changes):
    return Event(title=title, happened_on=on, change="system", **changes)


def of(*events, withdrawn=()):
    records = [*events, *(EventWithdrawal(event=number, on=date(2024, 6, 1)) for number in withdrawn)]
    return numbered_events(records)


@pytest.mark.parametrize(
    ("names", "touches"),
    [
        ({}, True),  # names nothing: every KPI
        ({"kpis": "A11"}, True),
        ({"kpis": "a11, B02"}, True),
        ({"kpis": "charged_within_12_months"}, True),
        ({"kpis": "B02"}, False),
        ({"pillar": "suspect_focused"}, True),
        ({"pillar": "victim_engagement"}, False),
        ({"pillar": "victim_engagement", "kpis": "A11"}, True),  # either will do
    ],
)
def test_an_event_touches_the_kpis_and_the_pillar_it_names(names, touches):
    assert [one.number for one in touching(of(event(**names)), KPI, ())] == ([1] if touches else [])


@pytest.mark.parametrize(
    ("named", "seen", "touches", "redrawn"),
    [
        ("", (), True, True),
        ("", ("West",), True, True),
        ("West", (), True, False),  # one area does not move the limits of the force
        ("West", ("West",), True, True),
        ("West", ("East",), False, False),
        ("West", ("West", "East"), True, False),
        ("West, East", ("West", "East"), True, True),
    ],
)
def test_areas_say_where_it_is_shown_and_limits_are_redrawn_only_where_it_touches_all_that_is_seen(
    named, seen, touches, redrawn
):
    made = of(event(kpis="A11", areas=named, may_rebase=True))
    assert bool(touching(made, KPI, seen)) is touches
    assert (touches and redraws(made[0], seen)) is redrawn


def test_an_event_that_is_withdrawn_keeps_its_number_and_is_shown_no_more():
    made = of(event("First"), event("Second"), withdrawn=[1])
    assert [(one.number, one.withdrawn_on) for one in made] == [(1, date(2024, 6, 1)), (2, None)]
    assert [one.event.title for one in touching(made, KPI, ())] == ["Second"]


def test_events_are_told_by_their_day_and_numbered_as_they_were_written():
    made = of(event("Later", date(2025, 1, 1)), event("Earlier", date(2024, 1, 1)))
    assert [(one.number, one.event.title) for one in touching(made, KPI, ())] == [
        (2, "Earlier"),
        (1, "Later"),
    ]


def test_limits_may_be_redrawn_only_of_kpis_an_event_names():
    with pytest.raises(ValidationError, match="limits may be redrawn only of KPIs that the event names"):
        event(may_rebase=True)
    with pytest.raises(ValidationError):
        event(pillar="suspect_focused", may_rebase=True)
    assert not redraws(Annotation(1, event(kpis="A11")), ())


def test_names_come_from_a_form_with_commas_or_from_a_file_as_a_list():
    assert event(kpis=" A11 ,, B02 ").kpis == event(kpis=["A11", "B02"]).kpis == ("A11", "B02")
    read = Event.model_validate_json(event(kpis="A11", areas="West").model_dump_json())
    assert read == event(kpis="A11", areas="West")
