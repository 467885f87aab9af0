"""The register of events names a KPI as a reader knows it."""

from datetime import date
from types import SimpleNamespace

from flightdeck.domain.annotation_wording import events_sentence
from flightdeck.domain.annotations import Annotation, Event
from flightdeck.web.components.event_parts import titles
from flightdeck.web.components.register_parts import said


def test_an_event_names_a_kpi_by_its_title_and_a_shared_number_as_it_is():
    named = titles(
        [
            SimpleNamespace(id="charged", ref="A23", title="Charged"),
            SimpleNamespace(id="qualified", ref="D04", title="Qualified"),
            SimpleNamespace(id="in_training", ref="D04", title="In training"),
        ]
    )
    assert named == {
        "A23": "Charged (A23)",
        "charged": "Charged (A23)",
        "qualified": "Qualified (D04)",
        "in_training": "In training (D04)",
    }


def event(number, title, day, *, withdrawn_on=None, **given):
    return Annotation(number, Event(title=title, happened_on=day, change="system", **given), withdrawn_on)


def test_the_register_opens_with_what_it_holds():
    law = event(1, "A law", date(2025, 5, 1))
    form = event(2, "A form", date(2024, 3, 1), kpis="A01", may_rebase=True)
    twice = event(3, "A form", date(2025, 6, 1), withdrawn_on=date(2025, 6, 2))
    assert events_sentence([twice, law, form]) == (
        "2 events stand, the latest “A law”, 1 May 2025. One lets limits be redrawn."
    )
    assert events_sentence([law]) == "One event stands: “A law”, 1 May 2025. None lets limits be redrawn."
    assert events_sentence([twice]) == "No event stands, so no chart is marked and no limits are redrawn."


def test_the_history_calls_a_kpi_by_its_title_and_one_that_is_gone_by_what_was_written():
    names = {"charged": "Charged (A23)"}
    told = event(1, "A law", date(2025, 5, 1), kpis="charged, gone", areas="West").event
    assert said(told, names) == "A law, 1 May 2025 (Charged (A23), gone; West)"
    assert said(told) == "A law, 1 May 2025 (charged, gone; West)"
