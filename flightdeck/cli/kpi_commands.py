"""kpi list, kpi show, kpi diff and kpi adoption."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from flightdeck.cli.apps import AreasOption, AsJson, RoleOption, StoreOption, kpi_app
from flightdeck.cli.output import actor_of, faults_told, say, table
from flightdeck.cli.wiring import audit_of, deck_of, settings_for, today
from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry, read_definition
from flightdeck.domain.adoption import STATE_WORDS
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.domain.wording import count_text, number_text, value_text
from flightdeck.services.access import Action, Role, require
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.side_by_side import Beside, compared, steps

_LISTED = ("id", "ref", "title", "pillar", "authority", "status", "version", "measure", "population", "unit")


@kpi_app.command("list")
def listed(*, store: StoreOption = None, as_json: AsJson = False) -> None:
    """List the definitions in force."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        found = load_registry(settings.definitions, code_lists=load_code_lists(settings.code_lists))
        registry = replace(found, on=today())
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


@kpi_app.command("diff")
def diff(
    first: Annotated[str, typer.Argument(help="An id, a number, id@2, id@national, or a file.")],
    second: Annotated[str, typer.Argument(help="The one to compare it with, named in the same way.")],
    *,
    filters: Annotated[
        str, typer.Option(help='As in the address: "area=…&from=2024-01&to=2024-12&by=month".')
    ] = "",
    role: RoleOption = Role.ANALYST,
    areas: AreasOption = None,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Say what differs between two definitions, in words and in figures on the latest snapshot."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        deck, actor, asked = deck_of(settings), actor_of(role, areas or ()), Filters.from_text(filters)
        one, other = _named(deck, first), _named(deck, second)
        pair = compared(deck, one, other, asked, actor)
        told = steps(deck, one, other, asked, actor)
        audit_of(settings).record(
            actor, Action.SEE_FIGURES.value, f"{one.id} beside {other.id}", asked.to_pairs(), 0
        )
        alone = [{"part": name, "value": found.value, "sentence": found.sentence} for name, found in told]
        say({**pair.to_json(), "one_part_at_a_time": alone}, as_json=as_json, text=_apart(pair, told))


def _named(deck: FlightDeck, name: str) -> Definition:
    """A definition of the folder, or one in a file."""
    if Path(name).suffix in (".yaml", ".yml"):
        return read_definition(Path(name), deck.registry, code_lists=deck.code_lists)
    return deck.registry.get(name)


def _apart(pair: Beside, told: Sequence[tuple[str, KpiResult]]) -> str:
    rows = [(one.part, one.first, one.second, "yes" if one.counts else "no") for one in pair.differences]
    mark = "SYNTHETIC · " if pair.now.synthetic else ""
    parts = [
        f"{mark}{pair.sentence}",
        table("What differs", ("Part", "First", "Second", "Changes the figure"), rows),
    ]
    if told:
        alone = [(name, value_text(found)) for name, found in told]
        parts.append(table("The first, with one part of the second at a time", ("Part", "Figure"), alone))
    return "\n".join(parts)


@kpi_app.command("adoption")
def adoption(*, role: RoleOption = Role.ANALYST, store: StoreOption = None, as_json: AsJson = False) -> None:
    """Show the adoption register: the state of every KPI, why, and which board decided what and when."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        deck, actor = deck_of(settings), actor_of(role)
        require(actor, Action.SEE_DEFINITIONS)
        deck.note_adoption()
        register = deck.adoption(Filters(), actor)
        told = {
            "on": register.on.isoformat(),
            "sentence": register.sentence,
            "kpis": [row.to_json() for row in register.rows],
        }
        rows = [(row.ref, row.kpi, row.title, STATE_WORDS[row.state], row.why) for row in register.rows]
        text = f"{register.sentence}\n" + table(
            "Adoption", ("Ref", "Definition", "Title", "State", "Why"), rows
        )
        say(told, as_json=as_json, text=text)


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
