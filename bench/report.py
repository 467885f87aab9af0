"""docs/reference/performance.md, written from what the parts of the bench measured."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.machine import machine
from bench.snapshots import STORE
from flightdeck.settings import PRODUCT

DOCUMENT = PRODUCT / "docs" / "reference" / "performance.md"
MEASURED = STORE / "measured.json"
HEAD = """# Performance

Written by `make bench` (`python -m bench`); do not edit. All data is SYNTHETIC.

Times are medians; a ratio says how many times as long the other takes. Ratios below 1.5 are ties.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report."""

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: str = ""

    def text(self) -> str:
        """The section as Markdown."""
        lines = [f"## {self.title}", "", self.about, "", _line(self.heads), _line(["---"] * len(self.heads))]
        lines += [_line(row) for row in self.rows]
        return "\n".join([*lines, *(["", self.after] if self.after else [])])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def keep(sections: Mapping[str, Section]) -> None:
    """Keep what was measured beside what earlier runs measured, and write the document anew."""
    held = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
    for name, section in sections.items():
        held[name] = {"machine": machine(), "text": section.text()}
    MEASURED.parent.mkdir(parents=True, exist_ok=True)
    MEASURED.write_text(json.dumps(held, indent=1), encoding="utf-8")
    write(held, DOCUMENT)


def write(held: Mapping[str, Mapping[str, str]], target: Path) -> None:
    """The document out of the sections measured so far, each under the machine it was measured on."""
    said, parts = "", [HEAD]
    for name in sorted(held):
        if held[name]["machine"] != said:
            said = held[name]["machine"]
            parts.append(f"{said}\n")
        parts.append(f"{held[name]['text']}\n")
    target.write_text("\n".join(parts), encoding="utf-8")
