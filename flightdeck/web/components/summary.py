"""The strip at the top of the deck: what has changed, in a line, and the dials that say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from flightdeck.charts.sparkline import NO_SIGNAL
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.domain.wording import value_text
from flightdeck.web.components.links import link
from flightdeck.web.components.status import icon, variation
from flightdeck.web.components.words import counted

MOST_NAMED = 12  # dials a board can take in at a glance


@dataclass(frozen=True, slots=True)
class Change:
    """What the results of a deck say, sorted by what they say."""

    concerns: tuple[KpiResult, ...]
    improvements: tuple[KpiResult, ...]
    usual: int
    few: int
    hidden: int
    absent: int

    @property
    def named(self) -> tuple[KpiResult, ...]:
        """The dials to name, concerns first, in the order of the deck."""
        return (*self.concerns, *self.improvements)[:MOST_NAMED]


def change(results: Sequence[KpiResult]) -> Change:
    """Sort results by what they say; their order on the deck is kept, so nothing is ranked."""
    shown = [result for result in results if result.status is Status.OK]
    kinds = [_kind(result) for result in shown]
    return Change(
        concerns=tuple(result for result in shown if _kind(result) == "concern"),
        improvements=tuple(result for result in shown if _kind(result) == "improvement"),
        usual=kinds.count("common") + kinds.count("neutral"),
        few=kinds.count("few") + sum(result.status is Status.INSUFFICIENT for result in results),
        hidden=sum(result.status is Status.SUPPRESSED for result in results),
        absent=sum(result.status is Status.NOT_COMPUTABLE for result in results),
    )


def _kind(result: KpiResult) -> str:
    return variation(result).partition("-")[0]


def is_new(result: KpiResult) -> bool:
    """Whether the latest judged period signals and the one before it did not."""
    judged = [point for point in result.series if point.mature and point.value is not None]
    return len(judged) > 1 and judged[-1].signal != NO_SIGNAL and judged[-2].signal == NO_SIGNAL


def summary(results: Sequence[KpiResult], filters: Filters, *, since: str) -> html.Section:
    """The strip."""
    found = change(results)
    return html.Section(
        [
            html.H2(f"What has changed since {since}"),
            html.Ul(
                [
                    _count(
                        "concern-low",
                        len(found.concerns),
                        counted(len(found.concerns), "signal") + " of concern",
                        kind="concern",
                    ),
                    _count(
                        "improvement-high",
                        len(found.improvements),
                        counted(len(found.improvements), "improvement"),
                        kind="improvement",
                    ),
                    _count("common", found.usual, "within usual variation", kind="common"),
                    *([_count("few", found.few, "with too few to judge", kind="few")] if found.few else []),
                    *([_count("hidden", found.hidden, "hidden", kind="hidden")] if found.hidden else []),
                    *(
                        [_count("absent", found.absent, "not computable", kind="absent")]
                        if found.absent
                        else []
                    ),
                ],
                className="counts",
            ),
            *(
                [html.Ul([html.Li(_named(result, filters)) for result in found.named], className="named")]
                if found.named
                else []
            ),
        ],
        className="summary",
    )


def _count(name: str, number: int, words: str, *, kind: str) -> html.Li:
    text = words.removeprefix(f"{number} ")
    return html.Li([icon(name), html.Strong(str(number)), html.Span(text)], className=f"count count-{kind}")


def _named(result: KpiResult, filters: Filters) -> html.Div:
    more = {"characteristic": result.characteristic} if result.characteristic else {}
    return html.Div(
        [
            icon(variation(result)),
            link(result.title, f"/kpi/{result.id}", filters, **more),
            html.Strong(value_text(result)),
            *([html.Span("new", className="new")] if is_new(result) else []),
        ],
        className=f"named-dial named-{variation(result).partition('-')[0]}",
    )
