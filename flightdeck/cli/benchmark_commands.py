"""benchmark import."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flightdeck.cli.apps import AsJson, StewardOption, StoreOption, benchmark_app
from flightdeck.cli.output import faults_told, say
from flightdeck.cli.wiring import settings_for, work_on_data
from flightdeck.data.benchmarks import import_outcomes, keep_benchmark
from flightdeck.services.access import Role


@benchmark_app.callback()
def group() -> None:
    """Published benchmarks."""


@benchmark_app.command("import")
def import_file(
    file: Path,
    *,
    replace: Annotated[bool, typer.Option(help="Replace years already imported.")] = False,
    store: StoreOption = None,
    role: StewardOption = Role.DATA_STEWARD,
    as_json: AsJson = False,
) -> None:
    """Import a Home Office outcomes table (.csv, .ods or .xlsx)."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        work_on_data(settings, role, "import_benchmark", file.name)
        imported = import_outcomes(file)
        keep_benchmark(imported, store=settings.store, imported_at=datetime.now(UTC), replace=replace)
        said = "\n".join(
            (
                f"Imported {', '.join(imported.years)} from {file.name}.",
                *(str(notice) for notice in imported.notices),
            )
        )
        say({"ok": True, **imported.to_json()}, as_json=as_json, text=said)
