"""Every definition's worked example comes out as it says."""

from pathlib import Path

import pytest

from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry
from flightdeck.domain.definition import Definition
from flightdeck.services.worked_examples import worked_example

ROOT = Path(__file__).parents[2]
CODE_LISTS = load_code_lists(ROOT / "data" / "code_lists")
REGISTRY = load_registry(ROOT / "kpi_definitions", code_lists=CODE_LISTS)


@pytest.mark.parametrize(
    "definition", REGISTRY.versions, ids=lambda definition: f"{definition.ref}-{definition.id}"
)
def test_the_worked_example_comes_out_as_expected(definition: Definition) -> None:
    assert worked_example(definition, code_lists=CODE_LISTS) == pytest.approx(definition.example.expect)


@pytest.mark.parametrize("definition", REGISTRY.versions, ids=lambda definition: definition.ref)
def test_every_definition_stands_in_the_folder_of_its_pillar(definition: Definition) -> None:
    assert (ROOT / "kpi_definitions" / definition.pillar / f"{definition.id}.yaml").is_file()
