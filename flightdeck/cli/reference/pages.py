"""The generated pages of `docs/reference`, by file name."""

from collections.abc import Mapping

import typer

from flightdeck.cli.reference.check_page import checks_page
from flightdeck.cli.reference.interface_pages import commands_page, roles_page, settings_page
from flightdeck.cli.reference.kpi_pages import kpi_index, kpi_page
from flightdeck.cli.reference.mapping_page import definition_page, mapping_page
from flightdeck.cli.reference.model_pages import canonical_model, code_list_page, populations
from flightdeck.cli.reference.result_page import result_page
from flightdeck.cli.reference.web_page import web_pages
from flightdeck.definitions.registry import Registry
from flightdeck.domain.codes import CodeList
from flightdeck.domain.definition import Definition

MARK = "<!-- Written by `flightdeck docs` from the product itself. Do not edit: change the source and run `make docs`. -->"
_SHOWN_AS_JSON = "charged_within_12_months"  # a cohort: it shows a mature and a young period


def pages(app: typer.Typer, *, registry: Registry, code_lists: Mapping[str, CodeList]) -> dict[str, str]:
    """The text of every generated page, by its path under `docs/reference`."""
    texts = {
        "canonical-model.md": canonical_model(),
        "populations.md": populations(),
        "code-lists.md": code_list_page(code_lists),
        "kpis.md": kpi_index(registry.current()),
        **{
            f"kpis/{name}.md": kpi_page(found, code_lists=code_lists)
            for name, found in _by_id(registry).items()
        },
        "kpi-definition.md": definition_page(),
        "kpi-result.md": result_page(registry.get(_SHOWN_AS_JSON)),
        "mapping.md": mapping_page(),
        "checks.md": checks_page(),
        "settings.md": settings_page(),
        "commands.md": commands_page(app),
        "roles.md": roles_page(),
        "pages.md": web_pages(),
    }
    return {name: f"{MARK}\n\n{text}" for name, text in texts.items()}


def _by_id(registry: Registry) -> dict[str, list[Definition]]:
    """Every version of each definition, the one in force first."""
    current = registry.current()
    return {
        held.id: [held, *sorted(_others(held, registry), key=lambda other: -other.version)]
        for held in current
    }


def _others(held: Definition, registry: Registry) -> list[Definition]:
    return [other for other in registry.versions if other.id == held.id and other is not held]
