"""docs: write the generated reference pages, or say which are out of date."""

from pathlib import Path
from typing import Annotated

import typer

from flightdeck.cli.apps import AsJson, app
from flightdeck.cli.output import faults_told, say, tell_faults
from flightdeck.data.code_lists import load_code_lists
from flightdeck.definitions.registry import load_registry
from flightdeck.errors import Fault
from flightdeck.settings import PRODUCT

REFERENCE = PRODUCT / "docs" / "reference"
_REMEDY = "Run: make docs"


@app.command()
def docs(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 when a page is out of date.")
    ] = False,
    folder: Annotated[Path, typer.Option(help="Folder to write to.", show_default=False)] = REFERENCE,
    as_json: AsJson = False,
) -> None:
    """Write the generated pages of docs/reference."""
    with faults_told(as_json=as_json):
        texts = reference_pages()
    faults = [*undocumented(texts), *(stale(folder, texts) if check else ())]
    if not check:
        write(folder, texts)
    if faults:
        tell_faults(faults, as_json=as_json)
    done = "hold" if check else "are written"
    say(
        {"ok": True, "pages": sorted(texts), "faults": []},
        as_json=as_json,
        text=f"{len(texts)} pages {done}.",
    )


def reference_pages() -> dict[str, str]:
    """Every generated page of the product's own files, whatever an installation's settings say."""
    from flightdeck.cli.reference import pages  # it looks at everything there is to document

    code_lists = load_code_lists(PRODUCT / "data" / "code_lists")
    registry = load_registry(PRODUCT / "kpi_definitions", code_lists=code_lists)
    return pages(app, registry=registry, code_lists=code_lists)


def undocumented(texts: dict[str, str]) -> list[Fault]:
    """What the product declares and nobody has said in words."""
    from flightdeck.cli.reference.words import SILENT

    return [
        Fault(
            f"{line.split('|')[1].strip()} is not documented",
            where=name,
            remedy="Say what it is in flightdeck/cli/reference.",
        )
        for name, text in texts.items()
        for line in text.splitlines()
        if SILENT in line
    ]


def stale(folder: Path, texts: dict[str, str]) -> list[Fault]:
    """The pages that do not say what the product does, and those that describe nothing any more."""
    changed = [
        Fault(f'"{name}" is out of date', where=str(folder), remedy=_REMEDY)
        for name, text in texts.items()
        if not _says(folder / name, text)
    ]
    left = [
        Fault(f'"{name}" describes nothing any more', where=str(folder), remedy=_REMEDY)
        for name in _left(folder, texts)
    ]
    return changed + left


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write every page and remove the generated ones that are no longer made."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in _left(folder, texts):
        (folder / name).unlink()


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _left(folder: Path, texts: dict[str, str]) -> list[str]:
    from flightdeck.cli.reference import MARK

    found = sorted(folder.rglob("*.md"))
    generated = [path for path in found if path.read_text(encoding="utf-8").startswith(MARK)]
    names = [path.relative_to(folder).as_posix() for path in generated]
    return [name for name in names if name not in texts]
