"""One cell of the matrix: the share with a value, the four parts as a bar and in words, and how it moves."""

from dash import html

from flightdeck.charts.four_part import AMBIGUOUS, EXPLAINED, GAP, HIDDEN, PARTS, PartLook, four_part, swatch
from flightdeck.charts.sparkline import data_uri, recent, sparkline
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import count_text
from flightdeck.services.characteristic_cell import Cell
from flightdeck.web.components.characteristic_words import bar_words, change_words, percent
from flightdeck.web.components.links import link
from flightdeck.web.components.status import icon, kind_of, state_words, variation, variation_words
from flightdeck.web.components.words import counted

PATH = "/characteristics"


def key(*, hidden: bool) -> html.Ul:
    """What each pattern of the bars stands for."""
    looks = (*PARTS, *((HIDDEN,) if hidden else ()))
    return html.Ul(
        [html.Li([html.Img(src=swatch(look), alt=""), html.Span(look.words)]) for look in looks],
        className="four-key",
    )


def figure_cell(cell: Cell, result: KpiResult, filters: Filters, *, linked: bool = True) -> list[html.Div]:
    """What stands in a cell with a figure; the whole cell leads to the page of the characteristic."""
    figure = percent(cell.substantive)
    said: list[html.Span | str] = [
        html.Span(f"{cell.title}, {cell.role_title.lower()}: ", className="visually-hidden"),
        figure,
    ]
    path = f"{PATH}/{cell.characteristic}"
    number = link(said, path, filters, look="cell-link", role=cell.role) if linked else html.Span(said)
    was = change_words(cell)
    beside = [
        html.Span(f"{count_text(cell.valid)} of {count_text(cell.in_scope)}"),
        *([html.Span(was)] if was else []),
    ]
    return [
        html.Div(
            [html.P(number, className="cell-value"), html.P(beside, className="cell-of"), _spark(result)],
            className="cell-head",
        ),
        html.Div(four_bar(cell), className="cell-bar"),
        html.Div([*part_words(cell), _movement(result)], className="cell-parts"),
    ]


def wordless_cell(result: KpiResult) -> html.P:
    """What stands in a cell without a figure: the word for why, never a blank."""
    name = "hidden" if result.status is Status.SUPPRESSED else "few"
    words = "Suppressed: too few people to show" if name == "hidden" else "Nobody in scope"
    return html.P([icon(name), html.Span(words)], className="cell-none")


def four_bar(cell: Cell) -> html.Img:
    """The four-part bar."""
    return html.Img(src=four_part(cell.four), alt=bar_words(cell), className="four-bar")


def part_words(cell: Cell) -> list[html.Span]:
    """The parts besides the value, each with its pattern and its share; a part of nothing is left to the table."""
    if cell.gap is None:
        return [_part(HIDDEN, "the rest is suppressed")]
    shares = ((EXPLAINED, cell.explained), (AMBIGUOUS, cell.ambiguous_share), (GAP, cell.gap))
    return [_part(look, f"{look.name} {percent(share)}") for look, share in shares if share]


def _part(look: PartLook, words: str) -> html.Span:
    return html.Span([html.Img(src=swatch(look), alt=""), words], className="cell-part")


def _movement(result: KpiResult) -> html.Span:
    name = variation(result)
    return html.Span([icon(name), variation_words(result)], className=f"cell-trend trend-{kind_of(name)}")


def _spark(result: KpiResult) -> html.Img | None:
    svg = sparkline(result)
    return html.Img(src=data_uri(svg), alt=_spark_words(result), className="cell-spark") if svg else None


def _spark_words(result: KpiResult) -> str:
    shown = recent(result.series)
    hidden = sum(point.hidden for point in shown)
    more = f"; {counted(hidden, 'period')} suppressed" if hidden else ""
    return f"{counted(len(shown), 'period')} to {shown[-1].period}, {state_words(result).lower()}{more}."
