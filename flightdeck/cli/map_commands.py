"""map check and map draft."""

from pathlib import Path
from typing import Annotated

import typer

from flightdeck.cli.apps import AsJson, StewardOption, StoreOption, map_app
from flightdeck.cli.output import faults_told, say, tell_faults
from flightdeck.cli.wiring import settings_for, work_on_data
from flightdeck.data.code_lists import load_code_lists
from flightdeck.errors import ReaderError
from flightdeck.services.access import Role


@map_app.command("check")
def check(
    mapping: Path,
    *,
    store: StoreOption = None,
    source: Annotated[bool, typer.Option(help="Look at the source too.")] = True,
    role: StewardOption = Role.DATA_STEWARD,
    as_json: AsJson = False,
) -> None:
    """List every fault of a mapping, each with its line and remedy."""
    from flightdeck.data.mapping import check_mapping  # it imports the database drivers

    with faults_told(as_json=as_json):
        settings = settings_for(store)
        work_on_data(settings, role, "check_mapping", mapping.name)
        code_lists = load_code_lists(settings.code_lists)
        faults = check_mapping(mapping, code_lists=code_lists, store=settings.store, look_at_source=source)
    if faults:
        tell_faults(faults, as_json=as_json)
    say({"ok": True, "faults": []}, as_json=as_json, text=f"{mapping} holds.")


@map_app.command("draft")
def draft(
    source: str,
    *,
    output: Annotated[Path | None, typer.Option(help="Write to a file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    store: StoreOption = None,
    role: StewardOption = Role.DATA_STEWARD,
    as_json: AsJson = False,
) -> None:
    """Write a first mapping by looking at a database URL or a folder of files."""
    from flightdeck.data.draft import draft_mapping

    with faults_told(as_json=as_json):
        if output is not None:
            _check_output(output, force=force)
        settings = settings_for(store)
        # The address of a source may hold a password, so the trail names the file it was drafted into.
        work_on_data(settings, role, "draft_mapping", "" if output is None else output.name)
        code_lists = load_code_lists(settings.code_lists)
        kept_in = Path() if output is None else output.parent
        text = draft_mapping(source, code_lists=code_lists, kept_in=kept_in)
        if output is not None:
            output.write_text(text, encoding="utf-8")
        say(
            {"ok": True, "mapping": text, "file": output},
            as_json=as_json,
            text=text if output is None else f"Wrote {output}.",
        )


def _check_output(output: Path, *, force: bool) -> None:
    """Refuse a place that a draft cannot be written to, or where it would take the place of somebody's work."""
    where = str(output)
    if output.is_dir() or not output.parent.is_dir():
        raise ReaderError.of(
            "a draft cannot be written here", where=where, remedy="Name a file in a folder that is there."
        )
    if output.exists() and not force:
        raise ReaderError.of(
            "the file is there already", where=where, remedy="Name another, or add --force to write over it."
        )
