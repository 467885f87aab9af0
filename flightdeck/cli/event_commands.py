"""event add, event withdraw and event list: the dated events that are marked on charts."""

from typing import Annotated

import typer

from flightdeck.cli.apps import AsJson, RoleOption, StoreOption, event_app
from flightdeck.cli.output import actor_of, faults_told, say
from flightdeck.cli.wiring import audit_of, deck_of, settings_for
from flightdeck.domain.annotation_wording import event_said
from flightdeck.domain.annotations import Annotation
from flightdeck.domain.filters import Filters
from flightdeck.services.access import Role

NONE = "No event is recorded yet."


@event_app.command("list")
def listed(*, role: RoleOption = Role.ANALYST, store: StoreOption = None, as_json: AsJson = False) -> None:
    """List the dated events, the latest day first."""
    with faults_told(as_json=as_json):
        register = deck_of(settings_for(store)).events(Filters(), actor_of(role))
        told = [_plain(one) for one in register.annotations]
        say(told, as_json=as_json, text="\n".join(map(event_said, register.annotations)) or NONE)


@event_app.command("add")
def add(
    title: str,
    *,
    on: Annotated[str, typer.Option("--on", help="The day it happened, as 2024-07-01.")],
    change: Annotated[str, typer.Option("--change", help="process, system, recording or external.")],
    why: Annotated[str, typer.Option("--why", help="Why it is recorded, in a line.")],
    kpis: Annotated[str, typer.Option("--kpis", help="References or ids, with commas between.")] = "",
    pillar: Annotated[str, typer.Option("--pillar", help="A pillar whose KPIs it touches.")] = "",
    areas: Annotated[str, typer.Option("--areas", help="Areas, with commas between; none: the whole force.")] = "",
    may_rebase: Annotated[
        bool, typer.Option("--may-rebase", help="Limits of the KPIs named may be redrawn from here.")
    ] = False,
    role: RoleOption = Role.ANALYST,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Name a dated event; only the role programme_officer may."""
    given = {
        "title": title, "happened_on": on, "change": change, "kpis": kpis, "pillar": pillar, "areas": areas,
        "may_rebase": str(may_rebase).lower(), "why": why,
    }  # fmt: skip
    _recorded("event", given, role, store, as_json=as_json)


@event_app.command("withdraw")
def withdraw(
    number: str,
    *,
    on: Annotated[str, typer.Option("--on", help="The day from which it is shown no more.")],
    why: Annotated[str, typer.Option("--why", help="Why it is withdrawn, in a line.")],
    role: RoleOption = Role.ANALYST,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Withdraw an event by its number; it stays in the history."""
    _recorded("event_withdrawal", {"event": number, "on": on, "why": why}, role, store, as_json=as_json)


def _recorded(kind: str, given: dict[str, str], role: Role, store: StoreOption, *, as_json: bool) -> None:
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        deck, actor = deck_of(settings), actor_of(role)
        entry = deck.record(kind, given, actor, audit=audit_of(settings))
        told = {"recorded": entry.record.model_dump(mode="json"), "by": entry.by, "why": entry.why}
        say(told, as_json=as_json, text=f"Recorded: {entry.record.subject}.")


def _plain(one: Annotation) -> dict[str, object]:
    withdrawn = None if one.withdrawn_on is None else one.withdrawn_on.isoformat()
    return {"number": one.number, **one.event.model_dump(mode="json"), "withdrawn_on": withdrawn}
