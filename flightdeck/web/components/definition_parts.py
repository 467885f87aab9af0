"""A definition in words: what is counted, on whose authority, with its worked example."""

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.condition_wording import condition_sentence
from flightdeck.domain.definition import PILLAR_TITLES, Definition, Improves
from flightdeck.domain.definition_wording import day_of, measured_words, rows_words
from flightdeck.domain.filters import BASIS_LABELS, Filters
from flightdeck.domain.repeat_wording import preset_caveat
from flightdeck.web.components.number_table import Head, number_table
from flightdeck.web.components.parts import authority_badge, facts, status_badge
from flightdeck.web.components.terms import with_terms
from flightdeck.web.components.words import day_text

_BETTER = {
    Improves.INCREASE: "Higher is better",
    Improves.DECREASE: "Lower is better",
    Improves.NEITHER: "Neither way is better; a change is something to explain",
}
_EXPECTED = {"numerator": "Counted", "denominator": "Out of", "value": "Figure"}


def badges(definition: Definition) -> html.P:
    """Authority, status and version at a glance."""
    return html.P(
        [
            authority_badge(definition.authority),
            status_badge(definition.status),
            html.Span(f"Version {definition.version}", className="badge"),
            html.Span(definition.ref, className="badge"),
        ],
        className="badges",
    )


def in_words(definition: Definition, *, code_lists: CodeLists) -> html.Dl:
    """What is counted and how, each part a sentence made from the definition itself."""
    return facts(
        [
            ("Rows", rows_words(definition, code_lists=code_lists)),
            *(
                [
                    (
                        "Counted",
                        condition_sentence(
                            definition.numerator, population=definition.population, code_lists=code_lists
                        ),
                    )
                ]
                if definition.numerator is not None
                else []
            ),
            *measured_words(definition, code_lists=code_lists),
            *([("Measured", _measured(definition))] if definition.duration else []),
            *([("Left out", _left_out(definition, code_lists))] if definition.exclude else []),
            ("Placed in a period by", _bases(definition)),
            ("Unit", definition.unit),
            ("Which way is better", _BETTER[definition.improves_when]),
            *(
                [("Judged after", f"{definition.matures_after_days} days")]
                if definition.matures_after_days
                else []
            ),
            ("Target", _target(definition)),
            *([("Preset", preset_caveat(definition.parameters))] if definition.parameters else []),
        ]
    )


def standing(definition: Definition) -> html.Dl:
    """Where the definition comes from and since when it holds."""
    recommendations = ", ".join(str(number) for number in definition.recommendations)
    checked = (
        "checked against its source" if definition.source.verified else "not yet checked against its source"
    )
    return facts(
        [
            ("Pillar", PILLAR_TITLES[definition.pillar]),
            *([("Evidences recommendation", recommendations)] if recommendations else []),
            ("In force from", day_text(definition.effective_from)),
            *([("Supersedes", definition.supersedes)] if definition.supersedes else []),
            ("Grounded in", f"{definition.source.name} ({definition.source.kind}; {checked})"),
            *(
                [("History", html.Ul([html.Li(line) for line in definition.history]))]
                if definition.history
                else []
            ),
        ]
    )


def worked_example(definition: Definition) -> html.Div:
    """The example as a table, and what must come out of it; the same example is a test of the engine."""
    example = definition.example
    tables = [("", example.rows), *example.events.items()]
    expected = ", ".join(
        f"{_EXPECTED.get(name, name).lower()} {value:g}" for name, value in example.expect.items()
    )
    return html.Div(
        [
            *(_made_up(definition, name, text) for name, text in tables),
            html.P([html.Strong("Must come out: "), f"{expected}. {example.because}"], className="expected"),
        ],
        className="worked-example",
    )


def _made_up(definition: Definition, name: str, text: str) -> Component:
    lines = [line for line in text.splitlines() if line.strip()]
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    what = f"Made-up {name.replace('_', ' ')}" if name else "Made-up rows"
    return number_table(
        f"{what}; the period is {definition.example.period}",
        [Head(head.replace("_", " ")) for head in header],
        [[_coded(cell) for cell in row] for row in rows],
        id=f"example-{definition.id}{f'-{name}' if name else ''}",
    )


def caveats(definition: Definition, filters: Filters) -> html.Ul | None:
    """What a reader must bear in mind, if anything; a term of the glossary leads to what it means."""
    if not definition.caveats:
        return None
    return html.Ul([html.Li(with_terms(text, filters)) for text in definition.caveats], className="caveats")


def _coded(cell: str) -> str:
    return cell.replace("_", " ") or "(blank)"


def _measured(definition: Definition) -> str:
    span = definition.duration
    return (
        f"{definition.statistic} of the days from {_plain(span.start)} to {_plain(span.end)}" if span else ""
    )


def _plain(column: str) -> str:
    return column.removesuffix("_on").replace("_", " ")


def _left_out(definition: Definition, code_lists: CodeLists) -> html.Ul:
    return html.Ul(
        [
            html.Li(
                [
                    html.Strong(part.name),
                    f": {condition_sentence(part.where, population=definition.population, code_lists=code_lists)}. {part.because}",
                ]
            )
            for part in definition.exclude
        ]
    )


def _bases(definition: Definition) -> html.Ul:
    return html.Ul(
        [
            html.Li(f"{BASIS_LABELS[basis].capitalize()}: by {day_of(column)}")
            for basis, column in definition.period.items()
        ]
    )


def _target(definition: Definition) -> str:
    target = definition.target
    return (
        "None set"
        if target is None
        else f"{target.value:g}, set by {target.set_by} on {day_text(target.set_on)}"
    )
