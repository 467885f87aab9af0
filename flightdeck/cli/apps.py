"""The command groups and the options they share."""

from pathlib import Path
from typing import Annotated

import typer

from flightdeck.services.access import Role

app = typer.Typer(
    name="flightdeck", help="The RASSO Flight Deck.", no_args_is_help=True, pretty_exceptions_enable=False
)
map_app = typer.Typer(help="Source mappings.", no_args_is_help=True)
kpi_app = typer.Typer(help="Key performance indicators.", no_args_is_help=True)
benchmark_app = typer.Typer(help="Published benchmarks.", no_args_is_help=True)
event_app = typer.Typer(help="Dated events beside the figures.", no_args_is_help=True)
profile_app = typer.Typer(help="The problem profile.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Folder of snapshots, benchmarks and audit trail.")
]
MappingOption = Annotated[Path | None, typer.Option("--mapping", help="The source mapping.")]
RoleOption = Annotated[Role, typer.Option("--role", help="The role to answer for.")]
StewardOption = Annotated[Role, typer.Option("--role", help="The role to work on the data as.")]
AreasOption = Annotated[
    list[str] | None, typer.Option("--areas", help="The reader's own areas; repeat for several.")
]
