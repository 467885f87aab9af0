"""The canonical model, the populations and the code lists as pages."""

from collections.abc import Mapping

from flightdeck.cli.reference.markdown import code, codes, document, table, yes
from flightdeck.domain.codes import Code, CodeList
from flightdeck.domain.populations import POPULATIONS, Population
from flightdeck.domain.schema import CHARACTERISTICS, FRAMES, Column, Frame, Kind

_KINDS = {
    Kind.REFERENCE: "A reference of the record system. It becomes a keyed hash at the door; the reference is not kept.",
    Kind.CODE: "A code of the named [code list](code-lists.md).",
    Kind.LABEL: "A short name from the force's own structure: an area, a team, a course.",
    Kind.DATE: "A day.",
    Kind.MOMENT: "A day and a time.",
    Kind.WHOLE: "A whole number.",
    Kind.NUMBER: "A number.",
    Kind.FLAG: "True, false or missing.",
}
_MODEL_OPENING = """\
Every record system is mapped to these frames. A frame is a table with a grain (what one row is), a key and columns.
There is no column for a name, a date of birth, an address or free text, and no place to put one.

A *required* column must be mapped. Any other column is mapped or declared absent, with the reason.
How to map: [connect your system](../how-to/connect-your-system.md)."""
_POPULATION_OPENING = """\
A population is what a KPI counts: a canonical frame with the usual questions already answered. A definition names one
population and may use any of its columns. *Comes from* lists the [canonical fields](canonical-model.md) behind a column.
If the source declares one of them absent, every KPI that uses the column is *not computable* and says so."""
_LIST_OPENING = """\
Code lists are files in `data/code_lists`. A force can change one: raise its version, and run `flightdeck check`.

**Verified** means that somebody has compared the list with its official source. Most lists are **not verified**: the
official catalogues were not available to us. Do not quote an unverified list as national policy."""


def canonical_model() -> str:
    """Every frame and column."""
    kinds = table(("kind", "what it holds"), ((code(kind), about) for kind, about in _KINDS.items()))
    index = table(
        ("frame", "one row is"),
        ((f"[{code(frame.name)}](#{frame.name})", frame.grain) for frame in FRAMES.values()),
    )
    frames = (_frame(frame) for frame in FRAMES.values())
    parts = ("## Kinds of column", kinds, "## Frames", index, *frames)
    return document("The canonical model", _MODEL_OPENING, *parts, _characteristics())


def _frame(frame: Frame) -> str:
    columns = table(
        ("column", "kind", "required", "code list or frame", "what it holds"),
        (
            (code(column.name), column.kind.value, yes(column.required), _target(column), column.about)
            for column in frame.columns
        ),
    )
    return f"### {frame.name}\n\n{frame.grain} Key: {code(frame.key)}.\n\n{columns}"


def _target(column: Column) -> str:
    if column.codes is not None:
        return f"[{column.codes}](code-lists.md#{column.codes})"
    return f"[{column.points_to}](#{column.points_to})" if column.points_to else ""


def _characteristics() -> str:
    rows = (
        (code(name), title, f"[{codes_of}](code-lists.md#{codes_of})" if codes_of else "whole years")
        for name, (title, codes_of) in CHARACTERISTICS.items()
    )
    about = (
        "The nine of the Equality Act 2010, race as two recordings that are never merged, and nationality. "
        "Map the value only. The status column (`valid`, `declined`, `missing` and so on) is worked out from the code list."
    )
    return f"## Protected characteristics\n\n{about}\n\n" + table(("column", "title", "code list"), rows)


def populations() -> str:
    """Every population with its columns."""
    return document(
        "Populations", _POPULATION_OPENING, *(_population(found) for found in POPULATIONS.values())
    )


def _population(population: Population) -> str:
    columns = table(
        ("column", "kind", "what it holds", "comes from"),
        (
            (
                code(column.name),
                column.kind.value,
                column.about,
                codes(f"{frame}.{name}" for frame, name in column.needs),
            )
            for column in population.columns.values()
        ),
    )
    return f"## {population.name}\n\n{population.about} Counted in {population.unit}.\n\n{columns}"


def code_list_page(code_lists: Mapping[str, CodeList]) -> str:
    """Every code list, with whether anybody has verified it."""
    ordered = [code_lists[name] for name in sorted(code_lists)]
    index = table(
        ("code list", "title", "verified", "version", "codes"),
        (
            (
                f"[{found.id}](#{found.id})",
                found.title,
                _verified(found),
                found.version,
                str(len(found.codes)),
            )
            for found in ordered
        ),
    )
    return document("Code lists", _LIST_OPENING, index, *(_code_list(found) for found in ordered))


def _verified(code_list: CodeList) -> str:
    return "verified" if code_list.verified else "**unverified**"


def _code_list(code_list: CodeList) -> str:
    rows = table(
        ("code", "label", "number", "group", "status", "in force", "also read as"),
        (
            (
                code(found.code),
                found.label,
                found.number,
                found.group,
                found.status.value,
                _in_force(found),
                codes(found.aliases),
            )
            for found in code_list.codes
        ),
    )
    head = (
        f"{code_list.title}. Version {code_list.version}, {_verified(code_list)}. Source: {code_list.source}."
    )
    return f"## {code_list.id}\n\n{head}\n\n{rows}"


def _in_force(found: Code) -> str:
    first = f"from {found.valid_from}" if found.valid_from else ""
    last = f"to {found.valid_to}" if found.valid_to else ""
    forward = f"then {code(found.forward)}" if found.forward else ""
    return " ".join(part for part in (first, last, forward) if part)
