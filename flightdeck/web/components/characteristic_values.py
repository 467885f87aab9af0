"""The values on record beside the population, each with how far the gap could stretch it."""

from collections.abc import Sequence
from dataclasses import replace

from dash.development.base_component import Component

from flightdeck.charts.graph import graph
from flightdeck.charts.ranges import Range, RangeWords, ranges
from flightdeck.charts.words import HIDDEN_WORD
from flightdeck.domain.wording import count_text
from flightdeck.services.characteristic_values import ValueGroup, Values
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside

WORDS = RangeWords(
    sure="On record",
    could_be="How far those without a value could stretch it",
    beside="Residents of {area}",
    without="Without a value",
)


def values_parts(values: Values, *, title: str, synthetic: bool) -> list[Component]:
    """The chart and the table of the values; the three ways to have none are rows like any other."""
    unknown = _unknown(values.groups)
    beside_name = WORDS.beside.format(area=values.population_area) if values.population_area else ""
    drawn = graph(
        ranges(
            [_range(one, unknown) for one in values.groups],
            replace(WORDS, beside=beside_name),
        ),
        id="values-chart",
        title=title,
        description=values_sentence(values),
        synthetic=synthetic,
    )
    return [beside(drawn, _table(values))]


def values_sentence(values: Values) -> str:
    """How wide the gap leaves the answer open."""
    unknown = _unknown(values.groups)
    if unknown is None:
        return "Some numbers are suppressed, so how far the gap could stretch a value cannot be drawn."
    if not unknown:
        return "Everybody has a value."
    return f"Without a value are {percent(unknown)} of everybody in scope. The hollow part of a bar is how far they could stretch it."


def _unknown(groups: Sequence[ValueGroup]) -> float | None:
    """The share of everybody without a value; None where a part of it is hidden."""
    shares = [None if one.hidden else one.share for one in groups if one.kind != "value"]
    return None if None in shares else sum(share for share in shares if share is not None)


def _range(one: ValueGroup, unknown: float | None) -> Range:
    if one.hidden:
        return Range(
            one.label, None, None, None, f"<b>{one.label}</b><br>{HIDDEN_WORD}", one.population_share
        )
    text = f"<b>{one.label}</b><br>{count_text(one.count)}<br>{percent(one.share)} of everybody"
    if one.kind != "value" or unknown is None or one.share is None:
        return Range(
            one.label, one.share, None, None, text, one.population_share, without=one.kind != "value"
        )
    high = min(one.share + unknown, 1.0)
    return Range(
        one.label,
        one.share,
        one.share,
        high,
        f"{text}<br>could be up to {percent(high)}",
        one.population_share,
    )


def _table(values: Values) -> Component:
    area = values.population_area
    heads = [
        Head("On record"),
        Head("Persons", number=True),
        Head("Of all", number=True),
        Head("Of values", number=True),
        *([Head("Residents", number=True)] if area else []),
    ]
    rows: list[list[Cell]] = [
        [
            one.label,
            count_text(None if one.hidden else one.count),
            percent(None if one.hidden else one.share),
            percent(None if one.hidden else one.share_of_known) if one.kind == "value" else "",
            *([percent(one.population_share) if one.population_share is not None else ""] if area else []),
        ]
        for one in values.groups
    ]
    return number_table(
        f"The values on record, and the three ways to have none{f'; residents of {area} beside' if area else ''}",
        heads,
        rows,
        id="values-table",
    )
