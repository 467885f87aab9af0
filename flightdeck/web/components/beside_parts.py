"""A definition beside the one that took its place: both figures, and what differs, in words."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.definition import Definition
from flightdeck.domain.differences import AUTHORITY_WORDS
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import day_text, interval_text, of_text, value_text
from flightdeck.services.side_by_side import Beside
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import section

ANCHOR = "beside"


def beside_section(pairs: Sequence[Beside], filters: Filters) -> html.Section | None:
    """Each definition that the one in force took the place of, beside it; nothing where there is none."""
    if not pairs:
        return None
    parts = [part for place, pair in enumerate(pairs) for part in _pair(pair, filters, place)]
    return section("Beside the definition it took the place of", pairs[0].sentence, *parts, id=ANCHOR)


def _pair(pair: Beside, filters: Filters, place: int) -> list[Component]:
    again = [html.P(pair.sentence, className="section-sentence")] if place else []
    return [
        *again,
        html.Div(
            [_side(pair.earlier, pair.before, filters), _side(pair.stands, pair.now, filters)],
            className="beside-pair",
        ),
        _differences(pair, place),
    ]


def _side(definition: Definition, result: KpiResult, filters: Filters) -> html.Div:
    """One of the two: whose it is, its figure large, and what the figure is of."""
    name = f"{definition.id}@{definition.authority.value}-{definition.version}"
    whose = AUTHORITY_WORDS[definition.authority.value]
    known = result.status is Status.OK
    return html.Div(
        [
            html.H3(f"{whose[:1].upper()}{whose[1:]}, version {definition.version}"),
            html.P(value_text(result), className="big-value" if known else "big-value big-value-none"),
            html.P(interval_text(result), className="big-interval")
            if known and result.lower is not None
            else None,
            html.P(f"{of_text(result)}, {result.window}." if known else result.reason),
            html.P(link("Its definition", f"/definitions/{name}", filters)),
        ],
        className="beside-side",
    )


def _differences(pair: Beside, place: int) -> html.Div | html.P:
    if not pair.differences:
        return html.P("The two say the same.")
    heads = [
        Head("Part"),
        Head(f"{pair.earlier.authority.value.capitalize()}, version {pair.earlier.version}"),
        Head(f"{pair.stands.authority.value.capitalize()}, version {pair.stands.version}"),
        Head("Changes the figure"),
    ]
    rows: list[list[Cell]] = [
        [one.part, one.first, one.second, "Yes" if one.counts else "No"] for one in pair.differences
    ]
    return number_table("What differs", heads, rows, id=f"differences-{place}")


def dial_line(pair: Beside | None, filters: Filters) -> html.P | None:
    """What stands under a dial whose definition took the place of ours."""
    if pair is None:
        return None
    whose = AUTHORITY_WORDS[pair.earlier.authority.value]
    told = f"{whose[:1].upper()}{whose[1:]}: "
    return html.P(
        [
            told,
            html.Strong(value_text(pair.before)),
            " ",
            link("what differs", f"/kpi/{pair.now.id}", filters),
        ],
        className="dial-beside",
    )


def life_note(definition: Definition, above: Definition | None) -> html.P | None:
    """What a reader must know of a definition that is retired or that another took the place of."""
    if definition.status == "retired" and definition.retired_on is not None:
        return _note(f"Retired on {day_text(definition.retired_on)}. {definition.retired_because}")
    if above is None:
        return None
    return _note(
        f"{AUTHORITY_WORDS[above.authority.value][:1].upper()}{AUTHORITY_WORDS[above.authority.value][1:]}, “{above.title}” "
        f"(version {above.version}), has taken the place of this one."
    )


def _note(text: str) -> html.P:
    return html.P(text, className="life-note", role="note")
