"""Harm over the people named: the curve, what the few carry, and the weights that all of it stands on."""

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.concentration import concentration
from flightdeck.charts.graph import graph
from flightdeck.domain.codes import CodeLists
from flightdeck.domain.repeat_wording import NOT_VERIFIED
from flightdeck.domain.wording import count_text, number_text
from flightdeck.services.repeat_harm import Concentration
from flightdeck.services.repeat_suspects import RepeatSuspects
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside

CORNERS = (
    "The dots are what may be told to this audience; the lines between them are straight for want of more."
)
WHOLE = "The nearer the line lies to the corner on top, the fewer carry the harm."
WEIGHTS = "The weights: days of imprisonment that an offence stands for"
_MANY = 50  # points; fewer are corners


def spread(answer: RepeatSuspects) -> Component:
    """The curve with the table of the same shares; or why there is none."""
    found = answer.concentration
    if not found.shares:
        return html.P(found.reason)
    corners = len(found.curve.harm) < _MANY
    chart = graph(
        concentration(suspects=found.curve.suspects, harm=found.curve.harm, corners=corners),
        id="harm-chart",
        title=f"Harm carried by the most harmful, {answer.harm.window}",
        description=CORNERS if corners else WHOLE,
        synthetic=answer.synthetic,
    )
    return beside(chart, _shares(found))


def _shares(found: Concentration) -> html.Div:
    heads = [
        Head("The most harmful", number=False),
        Head("People", number=True),
        Head("Carry of the harm", number=True),
    ]
    rows: list[list[Cell]] = [
        [f"{one.in_100} in a hundred", count_text(one.suspects), number_text(one.harm, "%")]
        for one in found.shares
    ]
    return number_table("What the few carry", heads, rows, id="harm-shares")


def weights(found: Concentration, *, code_lists: CodeLists) -> html.Details:
    """The table of weights, each with whether anybody has checked it."""
    labels = code_lists["offence"].labels() if "offence" in code_lists else {}
    heads = [Head("Offence"), Head("Days", number=True), Head("Checked"), Head("Where it comes from")]
    rows: list[list[Cell]] = [
        [
            f"{one.offence_code} {labels.get(one.offence_code, '')}".strip(),
            count_text(one.days),
            "Verified" if one.verified else NOT_VERIFIED,
            one.source,
        ]
        for one in found.weights
    ]
    checked = sum(one.verified for one in found.weights)
    bare = (
        f" Without a weight, and so without harm: {', '.join(found.unweighted)}." if found.unweighted else ""
    )
    return html.Details(
        [
            html.Summary(f"{WEIGHTS}; {checked} of {len(found.weights)} verified"),
            number_table(f"{WEIGHTS}.{bare}", heads, rows, id="harm-weights"),
        ],
        className="weights",
    )
