"""Rules of the definitions."""

import pytest

from tests.inner_deck import registry
from tests.unit.web.conftest import addresses, ask, words

EVERY = [definition.id for definition in registry().current()]


def test_every_definition_is_listed_with_whose_it_is(settled):
    answer = ask(settled.reader(), "/definitions")
    assert {f"/definitions/{kpi}" for kpi in EVERY} <= set(addresses(answer))
    assert words(answer).count("not national policy") == len(EVERY) + 1  # and once in the opening


@pytest.mark.parametrize("kpi", EVERY)
def test_a_definition_shows_its_conditions_caveats_and_worked_example(settled, kpi):
    definition = registry().get(kpi)
    shown = words(ask(settled.reader(), f"/definitions/{kpi}"))
    wanted = [
        definition.title,
        definition.question,
        definition.example.because,
        *definition.caveats,
        definition.source.name,
    ]
    assert [text for text in wanted if "".join(text.split()) not in "".join(shown.split())] == []


@pytest.mark.parametrize("kpi", EVERY)
def test_every_kpi_has_a_page(settled, kpi):
    answer = ask(settled.reader(), f"/kpi/{kpi}")
    assert answer.status_code == 200
    assert registry().get(kpi).title in words(answer)


def test_a_condition_is_said_with_the_labels_of_its_codes(settled):
    shown = words(ask(settled.reader(), "/definitions/charged_within_12_months"))
    assert "charged or summonsed" in shown
