"""What may be said of a KPI by a characteristic: rates and ratios, or what the missing records cost."""

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.bars import bars
from flightdeck.charts.graph import graph
from flightdeck.charts.ranges import Range, RangeWords, ranges
from flightdeck.charts.words import HIDDEN_WORD, interval
from flightdeck.domain.result import Group
from flightdeck.domain.wording import count_text, number_text, share_unit
from flightdeck.services.disparity import Disparity, DisparityGroup
from flightdeck.web.components.aria import aria
from flightdeck.web.components.characteristic_words import percent
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside, present

FLOOR_WORDS = "The floor is a setting of this flight deck, a starting point that nobody has verified."
BOUNDS = RangeWords("", "What the rate could be, depending on who the missing are")


def said(told: Disparity, *, synthetic: bool) -> list[Component]:
    """The sentence, whether the floor is reached, the drawing that is allowed, and the check of missingness."""
    return present(
        html.P(told.sentence, className="said"),
        _floor(told) if told.completeness is not None else None,
        _drawn(told, synthetic=synthetic),
        _check(told),
    )


def _floor(told: Disparity) -> html.Div:
    """Completeness beside the floor that it must reach."""
    share, floor = told.completeness or 0.0, told.floor
    reached = share >= floor
    words = "reaches" if reached else "does not reach"
    return html.Div(
        [
            html.Div(
                [
                    html.Span(className="floor-fill", style={"width": f"{100 * share:.1f}%"}),
                    html.Span(className="floor-mark", style={"left": f"{100 * floor:.1f}%"}),
                ],
                className="floor-track",
                **aria(hidden="true"),
            ),
            html.P(
                [
                    f"Completeness of {percent(share)} {words} the floor of {percent(floor)}. ",
                    html.Span(FLOOR_WORDS, className="quiet"),
                ]
            ),
        ],
        className="floor",
    )


def _drawn(told: Disparity, *, synthetic: bool) -> Component | None:
    if told.status == "shown":
        return beside(_rates(told, synthetic=synthetic), _rates_table(told))
    if told.status == "below_floor" and told.groups:
        return beside(_bounds(told, synthetic=synthetic), _bounds_table(told))
    return None


def _rates(told: Disparity, *, synthetic: bool) -> Component:
    groups = [
        Group(
            one.label,
            one.label,
            one.numerator,
            one.denominator,
            one.rate,
            one.lower,
            one.upper,
            hidden=one.hidden,
        )
        for one in told.groups
    ]
    return graph(
        bars(groups, value_unit="%"),
        id="disparity-chart",
        title=f"{told.title}, by {told.characteristic_title.lower()}",
        description=f"{told.window}. Each bar with the range that chance leaves open; where they overlap widely, no difference is shown.",
        synthetic=synthetic,
    )


def _rates_table(told: Disparity) -> Component:
    heads = [
        Head("Group"),
        Head("Counted", number=True),
        Head("Out of", number=True),
        Head("Rate", number=True),
        Head("95 % interval", number=True),
        Head(f"Times the rate of {told.reference}", number=True),
    ]
    rows = [_rate_row(one, told.reference) for one in told.groups]
    return number_table("Rates, and each group beside the largest", heads, rows, id="disparity-table")


def _rate_row(one: DisparityGroup, reference: str) -> list[Cell]:
    if one.hidden:
        return [one.label, *[HIDDEN_WORD] * 5]
    ratio = "compared with" if one.label == reference else number_text(one.ratio, "ratio")
    between = interval(one.ratio_lower, one.ratio_upper, value_unit="ratio")
    return [
        one.label,
        count_text(one.numerator),
        count_text(one.denominator),
        percent(one.rate),
        interval(one.lower, one.upper, value_unit=share_unit([one.lower, one.upper])),
        f"{ratio} ({between})" if between else ratio,
    ]


def _bounds(told: Disparity, *, synthetic: bool) -> Component:
    rows = [_range(one) for one in told.groups]
    return graph(
        ranges(rows, BOUNDS),
        id="disparity-chart",
        title=f"{told.title}: what the rate could be, by {told.characteristic_title.lower()}",
        description=f"{told.window}. From one end, if the missing records were all one way, to the other. No rate is drawn, because the gap is the finding.",
        synthetic=synthetic,
    )


def _range(one: DisparityGroup) -> Range:
    text = f"<b>{one.label}</b><br>{percent(one.bound_low)} to {percent(one.bound_high)}"
    return Range(one.label, None, one.bound_low, one.bound_high, text)


def _bounds_table(told: Disparity) -> Component:
    heads = [
        Head("Group"),
        Head("Recorded", number=True),
        Head("Lowest it could be", number=True),
        Head("Highest", number=True),
    ]
    rows: list[list[Cell]] = [
        [one.label, *[HIDDEN_WORD] * 3]
        if one.hidden
        else [one.label, count_text(one.denominator), percent(one.bound_low), percent(one.bound_high)]
        for one in told.groups
    ]
    return number_table("The range each rate could take", heads, rows, id="disparity-table")


def _check(told: Disparity) -> Component:
    """Whether recording goes with the outcome; with every disparity."""
    if told.missingness is None:
        words = "Too few records on one side to say whether recording goes with the outcome."
    else:
        words = told.missingness.sentence
    return html.P([html.Strong("Does recording go with the outcome? "), words], className="check")
