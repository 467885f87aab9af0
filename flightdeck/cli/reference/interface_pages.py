"""Settings, commands and roles as pages."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import typer
from pydantic import SecretStr
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from flightdeck.cli.reference.markdown import code, codes, document, table, yes
from flightdeck.cli.reference.words import said
from flightdeck.services.access import OF_AREAS, ROLE_TITLES, Action, Actor, Role, may
from flightdeck.settings import PRODUCT, Settings
from flightdeck.statistics.suppression import RULES

_PREFIX = Settings.model_config["env_prefix"]
_SETTINGS_OPENING = """\
Settings come from environment variables. There is no settings file to edit inside the product, so nothing of an
installation is kept in the repository. A path is relative to the folder you start in; the defaults lie in the product folder.
The command line option `--store` stands above `FLIGHTDECK_STORE`."""
_COMMANDS_OPENING = """\
Run `flightdeck COMMAND`, or `python -m flightdeck COMMAND`, in the environment that `make run` makes (`.venv/bin`).

A command exits with 0 when it holds, and with 1 and **every** fault when it does not. With `--json` it prints JSON, also for
faults: `{"ok": false, "faults": [{"what": …, "where": …, "remedy": …}]}`. Progress goes to the error stream."""
_ROLES_OPENING = """\
What each role may do is decided in one place, `flightdeck/services/access.py`. Every page, callback, download and command
asks there, on the server. What may not be done is refused, not hidden.

A role limits depth. **Areas** limit breadth: a reader with areas of their own can ask for no other."""
ACTION_WORDS: dict[str, str] = {
    Action.SEE_FIGURES: "See figures: the flight deck and the page of a KPI",
    Action.SEE_DEFINITIONS: "See definitions",
    Action.SEE_CASES: "See the cases behind a figure, by keyed reference, for a stated purpose",
    Action.SEE_SUSPECTS: "See lists that follow a suspect across cases",
    Action.SEE_DATA_QUALITY: "See data quality: checks, counts, what the source cannot give",
    Action.SEE_QUARANTINE: "See the rows in quarantine, by keyed reference",
    Action.SEE_BENCHMARK: "See the published benchmark",
    Action.REFRESH: "Refresh the snapshot",
    Action.SEE_ACTION_LISTS: "See and export the lists of what falls due, by keyed reference",
    Action.RECORD_DECISIONS: "Keep the registers of the boards: recommendations, barriers, adoption, events",
}
AREA_WORDS = dict.fromkeys(OF_AREAS, "own areas")


def settings_page() -> str:
    """Every setting, with its variable and default."""
    rows = (
        (code(f"{_PREFIX}{name.upper()}"), field.description or "", _default(field.default))
        for name, field in Settings.model_fields.items()
    )
    return document("Settings", _SETTINGS_OPENING, table(("variable", "what it sets", "default"), rows))


def _default(value: object) -> str:
    if isinstance(value, SecretStr):
        return "a demonstration key that is no secret"
    if value is None:
        return "none"
    return code(value.relative_to(PRODUCT).as_posix() if isinstance(value, Path) else value)


def commands_page(app: typer.Typer) -> str:
    """Every command with its arguments and options."""
    found = dict(commands(app))
    index = table(
        ("command", "what it does"),
        (
            (f"[{code(name)}](#{name.replace(' ', '-')})", command.help or "")
            for name, command in found.items()
        ),
    )
    return document("Commands", _COMMANDS_OPENING, index, *(_command(name, found[name]) for name in found))


def commands(app: typer.Typer) -> Iterator[tuple[str, TyperCommand]]:
    """Every command of the command line by its full name: `kpi show`."""
    group = typer.main.get_command(app)
    if isinstance(group, TyperGroup):
        yield from _commands(group, ())


def _commands(group: TyperGroup, path: tuple[str, ...]) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*path, name))
        elif isinstance(command, TyperCommand):
            yield " ".join((*path, name)), command


def _command(name: str, command: TyperCommand) -> str:
    arguments = [part for part in command.params if isinstance(part, TyperArgument)]
    options = [part for part in command.params if isinstance(part, TyperOption)]
    usage = " ".join(("flightdeck", name, *(str(part.name).upper() for part in arguments), "[OPTIONS]"))
    rows = [(_names(option), option.help or "", _option_default(option)) for option in options]
    shown = table(("option", "what it does", "default"), rows) if rows else ""
    return f"## {name}\n\n{command.help}\n\n    {usage}\n\n{shown}"


def _names(option: TyperOption) -> str:
    return " / ".join(code(name) for name in (*option.opts, *option.secondary_opts))


def _option_default(option: TyperOption) -> str:
    value = option.default
    if not option.show_default or value in (None, "", -1):
        return ""
    if isinstance(value, bool):
        return codes((option.opts if value else option.secondary_opts)[:1])
    return code(value.value if isinstance(value, Enum) else value)


def roles_page() -> str:
    """What each role may do, and what is hidden from it."""
    heads = ("action", *(ROLE_TITLES[role] for role in Role))
    may_do = (
        (
            f"{said(ACTION_WORDS, action)} ({code(action.value)})",
            *(yes(may(Actor("", role), action)) for role in Role),
        )
        for action in Action
    )
    breadth = ("Areas", *(AREA_WORDS.get(role, "every area") for role in Role))
    audience = ("Audience", *(code(Actor("", role).audience.value) for role in Role))
    return document("Roles", _ROLES_OPENING, table(heads, (*may_do, breadth, audience)), _audiences())


def _audiences() -> str:
    rows = (
        (code(audience.value), _smallest(rules.fewest), _smallest(rules.fewest_for_rate), str(rules.base) if rules.base > 1 else "not rounded")
        for audience, rules in RULES.items()
    )  # fmt: skip
    about = (
        "The audience follows from the role and sets the [suppression](../explanation/safeguards.md). "
        "The numbers are settings of this product, not national policy. A true zero is always shown."
    )
    heads = ("audience", "smallest count shown", "smallest denominator of a rate or median", "rounded to")
    return f"## Audiences\n\n{about}\n\n{table(heads, rows)}"


def _smallest(count: int) -> str:
    return "any" if count <= 1 else str(count)
