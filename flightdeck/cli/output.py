"""How commands speak: text for people, JSON for machines, exit 0 when it holds and 1 with every fault when not."""

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.table import Table

from flightdeck.errors import Fault, ReaderError
from flightdeck.services.access import Actor, Role

FAULTY = 1


def say(value: object, *, as_json: bool, text: str) -> None:
    """Print the value as JSON, or the text."""
    sys.stdout.write(
        (json.dumps(value, indent=2, default=str, ensure_ascii=False) if as_json else text) + "\n"
    )


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table as text, as wide as it needs."""
    made = Table(title=title, title_justify="left")
    for head in heads:
        made.add_column(head, overflow="fold")
    for row in rows:
        made.add_row(*(str(cell) for cell in row))
    console = Console(width=160)
    with console.capture() as captured:
        console.print(made)
    return captured.get().rstrip()


@contextmanager
def faults_told(*, as_json: bool) -> Iterator[None]:
    """Turn a reader's error into its faults, all of them, and exit 1."""
    try:
        yield
    except ReaderError as error:
        tell_faults(error.faults, as_json=as_json)


def tell_faults(faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print every fault and exit 1."""
    if as_json:
        say({"ok": False, "faults": [fault.to_json() for fault in faults]}, as_json=True, text="")
    else:
        for fault in faults:
            sys.stderr.write(f"{fault}\n")
    raise typer.Exit(FAULTY)


def actor_of(role: Role, areas: Sequence[str] = ()) -> Actor:
    """Whoever runs the command, in the role they ask for; the audit trail names them."""
    return Actor(getpass.getuser(), role, tuple(areas))
