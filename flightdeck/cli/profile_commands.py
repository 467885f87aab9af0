"""profile export: the problem profile as a dated document."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flightdeck.cli.apps import AreasOption, AsJson, RoleOption, StoreOption, profile_app
from flightdeck.cli.output import actor_of, faults_told, say
from flightdeck.cli.wiring import audit_of, deck_of, settings_for
from flightdeck.domain.filters import Filters
from flightdeck.domain.profile import ProblemProfile
from flightdeck.errors import ReaderError
from flightdeck.exports.profile_docx import profile_docx
from flightdeck.exports.profile_html import profile_html
from flightdeck.services.access import Action, Role, may
from flightdeck.services.problem_profile_refresh import EXPORTED, a_year_after, detail, refresh_fields

Write = Callable[[ProblemProfile, date], bytes]
WRITERS: dict[str, Write] = {
    ".docx": lambda profile, day: profile_docx(profile, made_on=day),
    ".html": lambda profile, day: profile_html(profile, made_on=day).encode(),
}


@profile_app.callback()
def group() -> None:
    """The problem profile."""


@profile_app.command("export")
def export(
    file: Path,
    *,
    filters: Annotated[str, typer.Option(help='As in the address: "area=…&from=2024-01&to=2024-12".')] = "",
    role: RoleOption = Role.ANALYST,
    areas: AreasOption = None,
    store: StoreOption = None,
    as_json: AsJson = False,
) -> None:
    """Write the problem profile as a document (.docx or .html); a programme officer's is registered as a refresh."""
    with faults_told(as_json=as_json):
        write = _writer(file)
        settings, actor = settings_for(store), actor_of(role, areas or ())
        deck, audit, today = deck_of(settings), audit_of(settings), datetime.now(UTC).date()
        profile = deck.problem_profile(Filters.from_text(filters), actor)
        file.write_bytes(write(profile, today))
        audit.record(actor, EXPORTED, file.name, detail(profile), 0)
        registered = may(actor, Action.RECORD_DECISIONS)
        if registered:
            fields = refresh_fields(profile, on=today, next_due_on=a_year_after(today))
            deck.record("profile", fields, actor, audit=audit)
        told = {"ok": True, "file": str(file), "registered": registered, **detail(profile)}
        mark = "SYNTHETIC · " if profile.synthetic else ""
        more = " Registered as a refresh." if registered else ""
        say(told, as_json=as_json, text=f"{mark}Written: {file}.{more}\n{profile.sentence}")


def _writer(file: Path) -> Write:
    if file.suffix not in WRITERS:
        raise ReaderError.of(
            f'no document ends in "{file.suffix}"', where=file.name, remedy="Use .docx or .html."
        )
    if not file.parent.is_dir():
        raise ReaderError.of("there is no such folder", where=str(file.parent), remedy="Make it first.")
    return WRITERS[file.suffix]
