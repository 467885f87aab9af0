"""The register of events names a KPI as a reader knows it."""

from types import SimpleNamespace

from flightdeck.web.components.event_parts import titles


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
