"""The strip at the top of the deck: what stands out, in a line, and the dials that say so."""

from collections.abc import Sequence

from dash import html

from flightdeck.charts.sparkline import NO_SIGNAL
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.domain.wording import value_text
from flightdeck.web.components.aria import aria
from flightdeck.web.components.dial import page_of
from flightdeck.web.components.links import link
from flightdeck.web.components.status import icon, kind_of, state, variation

MOST_NAMED = 12  # dials a board can take in at a glance
_COUNTS = (  # kind, icon, words for one, words for more; the first two are always said, the rest where they occur
    ("concern", "concern-low", "signal of concern", "signals of concern"),
    ("improvement", "improvement-high", "improvement", "improvements"),
    ("neutral", "neutral-high", "other signal", "other signals"),
    ("common", "common", "within usual variation", "within usual variation"),
    ("few", "few", "with too few to say", "with too few to say"),
    ("unjudged", "unjudged", "with recent periods suppressed", "with recent periods suppressed"),
    ("hidden", "hidden", "suppressed", "suppressed"),
    ("absent", "absent", "not computable", "not computable"),
)
_ALWAYS = ("concern", "improvement", "absent")


def tally(results: Sequence[KpiResult]) -> dict[str, int]:
    """How many results are in each state a dial can be in."""
    states = [state(result) for result in results]
    return {kind: states.count(kind) for kind, *_ in _COUNTS}


def named(results: Sequence[KpiResult]) -> tuple[KpiResult, ...]:
    """The dials to name: concerns, then improvements, each in the order of the deck, so nothing is ranked."""
    return tuple(
        result for kind in ("concern", "improvement") for result in results if state(result) == kind
    )[:MOST_NAMED]


def is_new(result: KpiResult) -> bool:
    """Whether the latest judged period signals and the one before it did not."""
    judged = [point for point in result.series if point.mature and point.value is not None]
    return len(judged) > 1 and judged[-1].signal != NO_SIGNAL and judged[-2].signal == NO_SIGNAL


def summary(results: Sequence[KpiResult], filters: Filters, *, since: str) -> html.Section:
    """The strip: how many signals, and which."""
    found = tally(results)
    counts = [
        _count(kind, name, found[kind], one if found[kind] == 1 else more)
        for kind, name, one, more in _COUNTS
        if found[kind] or kind in _ALWAYS
    ]
    signals = [html.Li(_named(result, filters, since=since)) for result in named(results)]
    return html.Section(
        [
            html.H2("What stands out", id="changed"),
            html.Ul(counts, className="counts"),
            html.Ul(signals, className="named") if signals else None,
        ],
        className="summary",
        **aria(labelledby="changed"),
    )


def _count(kind: str, name: str, number: int, words: str) -> html.Li:
    return html.Li(
        [icon(name), html.Strong(str(number)), html.Span(words)],
        className=f"count count-{kind if number else 'none'}",
    )


def _named(result: KpiResult, filters: Filters, *, since: str) -> html.Div:
    path, more = page_of(result)
    name = variation(result)
    return html.Div(
        [
            icon(name),
            link(result.title, path, filters, **more),
            html.Span("new", title=f"Not a signal {since}", className="new") if is_new(result) else None,
            html.Strong(value_text(result)),
        ],
        className=f"named-dial named-{kind_of(name)}",
    )
