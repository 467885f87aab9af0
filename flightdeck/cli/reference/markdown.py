"""Markdown in the few shapes the reference pages need."""

from collections.abc import Iterable, Sequence

_NOTHING = ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a line break or a bar inside a cell cannot break it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def code(text: object) -> str:
    """Text as it is typed; nothing for nothing.

    >>> code("area"), code("")
    ('`area`', '')
    """
    return f"`{text}`" if str(text) else _NOTHING


def codes(texts: Iterable[object]) -> str:
    """Several of them, separated by commas."""
    return ", ".join(code(text) for text in texts)


def yes(holds: object) -> str:
    """A mark in a cell that is read as yes; an empty cell is no."""
    return "yes" if holds else _NOTHING


def document(title: str, *parts: str) -> str:
    """A page: its title and its parts, a blank line between them."""
    return "\n\n".join((f"# {title}", *(part.strip() for part in parts if part.strip()))) + "\n"


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
