"""Every KPI definition as a page, and a list of them by pillar."""

from collections.abc import Mapping, Sequence

from flightdeck.cli.reference.markdown import bullets, code, codes, document, table
from flightdeck.cli.reference.words import said
from flightdeck.domain.codes import CodeList
from flightdeck.domain.condition import EVERYWHERE, Condition
from flightdeck.domain.condition_wording import condition_sentence
from flightdeck.domain.definition import PILLAR_TITLES, Authority, Definition, Improves, Pillar
from flightdeck.domain.definition_wording import measured_words
from flightdeck.domain.filters import BASIS_LABELS
from flightdeck.domain.wording import SCOPE_LABELS, day_text

AUTHORITY_WORDS = {
    Authority.PROPOSED: "Proposed by this project. It is **not** a national definition.",
    Authority.FORCE: "Adopted by the force. It is **not** a national definition.",
    Authority.NATIONAL: "National.",
}
MEASURE_WORDS: dict[str, str] = {
    "proportion": "a share of a whole",
    "count": "a count",
    "duration": "days from one date to another, for the cases that have both",
    "open_caseload": "what is open at the end of the period",
    "time_to_outcome": "days to an outcome, with the cases that are still open taken into account (Kaplan–Meier)",
    "completeness": "how completely a characteristic is recorded",
    "source_gaps": "how many characteristics the record system has no field for, or none that can be got out",
    "invalid_codes": "how many recorded values are no code of the list in force that day",
    "disparity": "the share in one group over the share in another",
    "standing": "what stands at the end of the period, and how much of it is covered that day",
    "ratio": "one sum over another",
    "age": "time since the latest of some moments",
}
IMPROVES_WORDS = {
    Improves.INCREASE: "Higher is better.",
    Improves.DECREASE: "Lower is better.",
    Improves.NEITHER: "Neither way is better. A change is something to explain.",
}
_OPENING = """\
The National Operating Model's own KPI texts are behind a sign-in, and we have not seen them. So the definitions here are
**proposals**. Each is one file in `kpi_definitions`; a force or the national unit can replace it without code:
[adopt a KPI](../how-to/adopt-a-kpi.md). The words used here are in the [glossary](../glossary.md)."""


def kpi_index(definitions: Sequence[Definition]) -> str:
    """The definitions, by pillar."""
    return document(
        "Key performance indicators", _OPENING, *(_pillar(pillar, definitions) for pillar in Pillar)
    )


def _pillar(pillar: Pillar, definitions: Sequence[Definition]) -> str:
    found = [definition for definition in definitions if definition.pillar is pillar]
    if not found:
        return f"## {PILLAR_TITLES[pillar]}\n\nNo definition yet."
    rows = (
        (
            definition.ref,
            f"[{definition.title}](kpis/{definition.id}.md)",
            definition.question,
            definition.authority.value,
            definition.status,
            str(definition.version),
        )
        for definition in found
    )
    heads = ("ref", "KPI", "question", "authority", "status", "version")
    return f"## {PILLAR_TITLES[pillar]}\n\n{table(heads, rows)}"


def kpi_page(versions: Sequence[Definition], *, code_lists: Mapping[str, CodeList]) -> str:
    """One KPI: the definition in force in full, and the versions it replaces."""
    definition = versions[0]
    parts = (
        definition.question,
        _standing(definition),
        "## What is counted",
        _facts(definition, code_lists),
        "## Worked example",
        _example(definition),
        *(("## Bear in mind", bullets(definition.caveats)) if definition.caveats else ()),
        *(("## History", bullets(definition.history)) if definition.history else ()),
        *(("## Other versions", bullets(_older(other) for other in versions[1:])) if versions[1:] else ()),
    )
    return document(f"{definition.ref} {definition.title}", *parts)


def _standing(definition: Definition) -> str:
    checked = (
        "checked against its source"
        if definition.source.verified
        else "**unverified**: not checked against its source"
    )
    recommendations = ", ".join(str(number) for number in definition.recommendations)
    return bullets(
        line
        for line in (
            f"Id: {code(definition.id)}. Version {definition.version}, {definition.status}, in force from {day_text(definition.effective_from)}.",
            f"Authority: {AUTHORITY_WORDS[definition.authority]}",
            f"Grounded in: {definition.source.name} ({definition.source.kind}; {checked}).",
            f"Pillar: {PILLAR_TITLES[definition.pillar]}.",
            f"Principle of the National Operating Model: {definition.nom_principle or 'to be filled in from the model'}.",
            f"Evidences HMICFRS recommendation: {recommendations}." if recommendations else "",
            f"Supersedes: {definition.supersedes}." if definition.supersedes else "",
        )
        if line
    )


def _facts(definition: Definition, code_lists: Mapping[str, CodeList]) -> str:
    return table(
        ("part", "what it says"),
        [
            ("Measure", said(MEASURE_WORDS, definition.measure)),
            ("Population", f"[{definition.population}](../populations.md#{definition.population}), counted in {definition.unit}"),
            ("Offences", SCOPE_LABELS[definition.scope]),
            ("Rows that count", _sentence(definition.where, definition, code_lists)),
            *(("Left out, and counted", f"{part.name}: {_sentence(part.where, definition, code_lists)}. {part.because}") for part in definition.exclude),
            *([("Numerator", _sentence(definition.numerator, definition, code_lists))] if definition.numerator is not None else []),
            *measured_words(definition, code_lists=code_lists),
            *([("Days", f"from {code(definition.duration.start)} to {code(definition.duration.end)} ({definition.statistic})")] if definition.duration else []),
            *([("Open for longer than", ", ".join(f"{days} days" for days in definition.longer_than_days))] if definition.longer_than_days else []),
            *([("Compared", f"{', '.join(definition.compared)} with {definition.reference}, by {code(definition.compares)}")] if definition.compares else []),
            *([("Characteristics", codes(definition.characteristics)), ("Figure", str(definition.figure))] if definition.characteristics else []),
            *((("Basis", f"{BASIS_LABELS[basis]}, by {code(column)}") for basis, column in definition.period.items())),
            ("Judged", f"after {definition.matures_after_days} days" if definition.matures_after_days else "at once"),
            ("Which way is better", IMPROVES_WORDS[definition.improves_when]),
            ("Target", _target(definition)),
            ("Broken down by", codes(definition.breakdowns) or "nothing"),
            ("Read beside", f"[{definition.balanced_by}]({definition.balanced_by}.md)" if definition.balanced_by else "nothing"),
        ],
    )  # fmt: skip


def _sentence(condition: Condition, definition: Definition, code_lists: Mapping[str, CodeList]) -> str:
    if condition == EVERYWHERE:
        return "every row"
    return condition_sentence(condition, population=definition.population, code_lists=code_lists)


def _target(definition: Definition) -> str:
    target = definition.target
    return (
        "none set"
        if target is None
        else f"{target.value:g}, set by {target.set_by} on {day_text(target.set_on)}"
    )


def _example(definition: Definition) -> str:
    example = definition.example
    expected = ", ".join(f"{name} {value:g}" for name, value in example.expect.items())
    as_at = f", seen on {day_text(example.as_at)}" if example.as_at else ""
    shown = "\n\n".join(_made_up(name, text) for name, text in (("", example.rows), *example.events.items()))
    return f"Made-up rows. The period is {example.period}{as_at}.\n\n{shown}\n\nMust come out: {expected}. {example.because}"


def _made_up(name: str, text: str) -> str:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    shown = table([code(cell) for cell in head], rows)
    return f"And of [{name}](../populations.md#{name}):\n\n{shown}" if name else shown


def _older(definition: Definition) -> str:
    return f"Version {definition.version} ({definition.authority}), in force from {day_text(definition.effective_from)}: {definition.title}."
