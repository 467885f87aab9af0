"""The commands, put together."""

from flightdeck.cli import (
    benchmark_commands,
    completeness_command,
    data_commands,
    docs_command,
    event_commands,
    kpi_commands,
    map_commands,
    profile_commands,
    serve_command,
)
from flightdeck.cli.apps import app, benchmark_app, event_app, kpi_app, map_app, profile_app

COMMANDS = (
    data_commands,
    map_commands,
    kpi_commands,
    completeness_command,
    benchmark_commands,
    profile_commands,
    event_commands,
    serve_command,
    docs_command,
)

app.add_typer(map_app, name="map")
app.add_typer(kpi_app, name="kpi")
app.add_typer(benchmark_app, name="benchmark")
app.add_typer(event_app, name="event")
app.add_typer(profile_app, name="profile")


def main() -> None:
    """Run the command that the arguments name."""
    app()
