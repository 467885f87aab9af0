"""Why this number: the definition at its version, the cohort in words, what was left out, and the checks it leans on."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.codes import CodeLists
from flightdeck.domain.definition import Definition
from flightdeck.domain.definition_wording import cohort_sentence
from flightdeck.domain.filters import BASIS_LABELS, Basis, Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import SCOPE_LABELS, day_text, look_next, number_text
from flightdeck.services.quality import CheckRead
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import authority_badge, facts
from flightdeck.web.components.terms import Drawn, with_terms
from flightdeck.web.components.words import counted

NOTHING_TO_DO = "Nothing in the latest periods asks for a reason."
NO_CHECKS = "No check of the data looks at these records."


def why(
    result: KpiResult,
    definition: Definition,
    checks: Sequence[CheckRead],
    filters: Filters,
    *,
    code_lists: CodeLists,
) -> html.Div:
    """What the number rests on, in the order somebody doubts it."""
    label = "Rests on" if result.denominator is not None else "Counted"
    said: list[tuple[str, list[Component | str]]] = [
        ("Definition", _definition(definition, filters)),
        ("Cohort", [cohort_sentence(result, definition, code_lists=code_lists)]),
        (label, [_rests_on(result)]),
        ("Snapshot", [f"As known on {day_text(result.as_at)}, snapshot {result.snapshot}"]),
        ("Scope", [SCOPE_LABELS[result.scope]]),
        ("Basis", [_opening(BASIS_LABELS[Basis(result.basis)])]),
        *_completeness(result),
        ("Look next", [_next(result)]),
    ]
    told = [(_label(name, filters), value) for name, value in said]
    return html.Div([facts(told), _excluded(result), _checks(checks, filters)], className="why")


def _definition(definition: Definition, filters: Filters) -> list[Component | str]:
    path = f"/definitions/{definition.id}"
    since = f", version {definition.version}, in force from {day_text(definition.effective_from)} "
    return [link(definition.title, path, filters), since, authority_badge(definition.authority)]


def _rests_on(result: KpiResult) -> str:
    return "hidden" if result.denominator is None else f"{result.denominator:,} {result.unit}"


def _completeness(result: KpiResult) -> list[tuple[str, list[Component | str]]]:
    if result.completeness is None or result.status is not Status.OK:
        return []
    return [("Rows kept", [f"{number_text(result.completeness, '%')} of the source’s"])]


def _next(result: KpiResult) -> str:
    beside = f" If this improves while “{result.balance}” worsens, ask why." if result.balance else ""
    at = look_next(result).removeprefix("Look next ")
    return (f"{at[:1].upper()}{at[1:]}" or NOTHING_TO_DO) + beside


def _label(name: str, filters: Filters) -> Drawn:
    return with_terms(name, filters)


def _excluded(result: KpiResult) -> Component:
    if not result.excluded:
        return html.P("Nothing was left out by a rule of the definition.")
    rows = [
        [
            one.name.replace("_", " ").capitalize(),
            one.because,
            "hidden" if one.count is None else f"{one.count:,}",
        ]
        for one in result.excluded
    ]
    heads = [Head("Left out"), Head("Because"), Head("Rows", number=True)]
    return number_table("Rows left out, counted one by one", heads, rows, id="excluded")


def _checks(checks: Sequence[CheckRead], filters: Filters) -> html.Div:
    """The checks of the records it counts; those that found nothing are counted, those that did are listed."""
    if not checks:
        return html.Div(html.P(NO_CHECKS))
    found = [one for one in checks if one.count]
    said = f"{counted(len(checks), 'check')} of the whole force’s data look at these records; {len(found) or 'none'} found something. "
    rows: list[list[Cell]] = [
        [
            one.title,
            one.frame.replace("_", " ").capitalize(),
            one.severity.capitalize(),
            f"{one.count:,}",
            f"{one.of:,}",
        ]
        for one in found
    ]
    heads = [
        Head("Check"),
        Head("Records"),
        Head("Severity"),
        Head("Found", number=True),
        Head("Of", number=True),
    ]
    return html.Div(
        [
            html.H3("Checks it leans on"),
            html.P([said, link("All checks", "/data-quality", filters)]),
            html.Details(
                [
                    html.Summary(
                        counted(len(rows), "check that found something", "checks that found something")
                    ),
                    number_table("Checks that found something", heads, rows, id="leans-on", tall=True),
                ],
                id="leans-on-fold",
            )
            if rows
            else None,
        ]
    )


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
