"""kpi list and kpi show."""

from typing import Annotated

import typer

from flightdeck.cli.apps import AreasOption, AsJson, RoleOption, StoreOption, kpi_app
from flightdeck.cli.output import actor_of, faults_told, say, table
from flightdeck.cli.wiring import audit_of, deck_of, settings_for
from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.domain.wording import count_text, number_text, value_text
from flightdeck.services.access import Action, Role

_LISTED = ("id", "ref", "title", "pillar", "authority", "status", "version", "measure", "population", "unit")


@kpi_app.command("list")
def listed(*, store: StoreOption = None, as_json: AsJson = False) -> None:
    """List the definitions in force."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        registry = load_registry(settings.definitions, code_lists=load_code_lists(settings.code_lists))
        told = [{name: getattr(definition, name) for name in _LISTED} for definition in registry.current()]
        rows = [
            (row["ref"], row["id"], row["title"], row["authority"], row["status"], row["version"])
            for row in told
        ]
        say(
            told,
            as_json=as_json,
            text=table("KPIs", ("Ref", "Id", "Title", "Authority", "Status", "Version"), rows),
        )


@kpi_app.command("show")
def show(
    kpi: str,
    *,
    filters: Annotated[
        str, typer.Option(help='As in the address: "area=…&from=2024-01&to=2024-12&by=month".')
    ] = "",
    snapshot: Annotated[str, typer.Option(help="A snapshot other than the latest.")] = "",
    role: RoleOption = Role.ANALYST,
    areas: AreasOption = None,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Show one KPI."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        asked = Filters.from_text(filters)
        chosen = asked.but(snapshot=snapshot) if snapshot else asked
        actor = actor_of(role, areas or ())
        result = deck_of(settings).result(kpi, chosen, actor)
        audit_of(settings).record(actor, Action.SEE_FIGURES.value, result.id, result.filters, 0)
        say(result.to_json(), as_json=as_json, text=_shown(result))


def _shown(result: KpiResult) -> str:
    rows = [
        (
            point.period,
            count_text(point.numerator),
            count_text(point.denominator),
            number_text(point.value, result.value_unit),
            "" if point.mature else "too young",
            point.signal,
        )
        for point in result.series
    ]
    mark = "SYNTHETIC · " if result.synthetic else ""
    head = f"{mark}{result.title} ({result.ref}, version {result.version}, {result.authority}): {value_text(result)}"
    return f"{head}\n{result.sentence}\n" + table(
        "Series", ("Period", "Numerator", "Denominator", "Value", "", "Signal"), rows
    )
