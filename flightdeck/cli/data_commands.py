"""seed, refresh, snapshots and check."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from flightdeck.cli.apps import AsJson, MappingOption, StewardOption, StoreOption, app
from flightdeck.cli.output import faults_told, say, table, tell_faults
from flightdeck.cli.wiring import end_of_last_month, settings_for, synthetic_source, today, work_on_data
from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.durable import private_store
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.data.synthetic.seed import SEED
from flightdeck.data.synthetic.seed import seed as write_synthetic
from flightdeck.definitions.registry import read_registry
from flightdeck.domain.definition import Definition
from flightdeck.errors import Fault, ReaderError
from flightdeck.services.access import Role
from flightdeck.services.adoption import edited
from flightdeck.services.keys import store_key
from flightdeck.services.worked_examples import worked_example
from flightdeck.settings import Settings

if TYPE_CHECKING:
    from flightdeck.services.refresh import RefreshReport


def progress_bar() -> Progress:
    """A bar on the error stream, so that output stays machine-readable."""
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True)
    )


@app.command()
def seed(
    *,
    crimes: Annotated[int, typer.Option(help="RASSO crimes in all.", min=1)] = 20_000,
    forces: Annotated[int, typer.Option(help="Police forces.", min=1, max=43)] = 1,
    years: Annotated[int, typer.Option(help="Years of crimes.", min=1, max=30)] = 8,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; the end of last month.")
    ] = None,
    random_seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same data.")] = SEED,
    stories: Annotated[bool, typer.Option(help="Plant the documented stories.")] = True,
    store: StoreOption = None,
    role: StewardOption = Role.DATA_STEWARD,
    as_json: AsJson = False,
) -> None:
    """Write the SYNTHETIC record system."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        work_on_data(settings, role, "seed", "SYNTHETIC record system")
        last = until.date() if until is not None else end_of_last_month(today())
        report = write_seed(
            settings, until=last, crimes=crimes, forces=forces, years=years, seed=random_seed, stories=stories
        )
        say(
            report,
            as_json=as_json,
            text=f"Wrote the SYNTHETIC record system to {synthetic_source(settings)}.",
        )


def write_seed(
    settings: Settings,
    *,
    until: date,
    crimes: int = 20_000,
    forces: int = 1,
    years: int = 8,
    seed: int = SEED,
    stories: bool = True,
) -> dict[str, object]:
    """Write the synthetic record system with a progress bar, and say what was written."""
    private_store(settings.store)
    with progress_bar() as bar:
        task = bar.add_task("Writing the synthetic record system", total=1.0)
        report = write_synthetic(
            synthetic_source(settings), crimes=crimes, forces=forces, years=years, until=until, seed=seed, stories=stories,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )  # fmt: skip
    return report.to_json()


@app.command()
def refresh(
    *,
    mapping: MappingOption = None,
    store: StoreOption = None,
    role: StewardOption = Role.DATA_STEWARD,
    as_json: AsJson = False,
) -> None:
    """Read the source whole and make it the latest snapshot."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
        chosen = mapping or settings.mapping
        work_on_data(settings, role, "refresh", chosen.name)
        report = run_refresh(settings, chosen)
        say({"ok": True, **report.to_json()}, as_json=as_json, text=_refreshed(report))


def run_refresh(settings: Settings, mapping: Path) -> "RefreshReport":
    """Refresh with a progress bar."""
    from flightdeck.services.refresh import refresh as refresh_snapshot  # it imports pandera and the drivers

    with progress_bar() as bar:
        task = bar.add_task("Reading the source", total=1.0)
        return refresh_snapshot(
            mapping,
            store=settings.store,
            code_lists_folder=settings.code_lists,
            hash_key=_hash_key(settings),
            progress=lambda what, share: bar.update(task, description=what, completed=share),
        )


def _hash_key(settings: Settings) -> bytes:
    key = settings.hash_key
    return (store_key(settings.store, "hash") if key is None else key.get_secret_value()).encode()


def _refreshed(report: "RefreshReport") -> str:
    rows = [
        (name, f"{count.rows_in:,}", f"{count.kept:,}", f"{count.quarantined:,}")
        for name, count in report.frames.items()
    ]
    title = f"{'SYNTHETIC · ' if report.synthetic else ''}Snapshot {report.snapshot}{'' if report.new else ' (nothing has changed)'}"
    return table(title, ("Frame", "Rows in", "Kept", "Quarantined"), rows)


@app.command()
def snapshots(*, store: StoreOption = None, as_json: AsJson = False) -> None:
    """List the snapshots, oldest first."""
    with faults_told(as_json=as_json):
        held = SnapshotStore(settings_for(store).store).list()
        latest = SnapshotStore(settings_for(store).store).latest()
        told = [
            {"snapshot": info.id, "as_at": info.as_at, "created_at": info.manifest.get("created_at"), "synthetic": info.manifest.get("synthetic"),
             "latest": latest is not None and info.id == latest.id}
            for info in held
        ]  # fmt: skip
        rows = [
            (
                row["snapshot"],
                row["as_at"],
                row["created_at"],
                "SYNTHETIC" if row["synthetic"] else "",
                "latest" if row["latest"] else "",
            )
            for row in told
        ]
        say(told, as_json=as_json, text=table("Snapshots", ("Snapshot", "As at", "Created", "", ""), rows))


@app.command()
def check(*, mapping: MappingOption = None, store: StoreOption = None, as_json: AsJson = False) -> None:
    """Check code lists, definitions, worked examples and the mapping; every fault is listed."""
    with faults_told(as_json=as_json):
        settings = settings_for(store)
    faults, definitions = found_faults(settings, mapping or settings.mapping)
    if faults:
        tell_faults(faults, as_json=as_json)
    say(
        {"ok": True, "definitions": len(definitions), "faults": []},
        as_json=as_json,
        text=f"{len(definitions)} definitions hold, and so do their worked examples and the mapping.",
    )


def found_faults(settings: Settings, mapping: Path) -> tuple[list[Fault], tuple[Definition, ...]]:
    """Every fault of the files an installation is made of, and its definitions."""
    from flightdeck.data.mapping import check_mapping

    try:
        code_lists = load_code_lists(settings.code_lists)
    except ReaderError as error:
        return list(error.faults), ()
    registry, read = read_registry(settings.definitions, code_lists=code_lists)
    faults = [
        *read,
        *check_mapping(mapping, code_lists=code_lists, store=settings.store, look_at_source=False),
    ]
    faults += edited(registry, settings)
    for definition in () if read else registry.versions:
        found = worked_example(definition, code_lists=code_lists)
        faults += [
            Fault(
                f"the worked example gives {name} {value:g}, not {definition.example.expect[name]:g}",
                where=definition.id,
                remedy="Mend the definition or the example.",
            )
            for name, value in found.items()
            if abs(value - definition.example.expect[name]) > 1e-9  # noqa: PLR2004 (rounding of a float)
        ]
    return faults, registry.versions
