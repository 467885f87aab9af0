"""The presets of a repeat suspect beside each other: how many each finds, over time, where they agree, and what each says."""

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.count_bars import Series, count_bars
from flightdeck.charts.graph import graph
from flightdeck.charts.presets import Line, presets_over_time
from flightdeck.charts.theme import DARK_BLUE, TURQUOISE
from flightdeck.domain.filters import Filters
from flightdeck.domain.presets import Preset
from flightdeck.domain.repeat_wording import (
    ABUSE,
    LINKAGE,
    NOT_VERIFIED,
    OUTCOMES,
    look_back_text,
    rule_text,
    same_incident_text,
    scope_text,
)
from flightdeck.domain.wording import count_text
from flightdeck.services.repeat_overlap import Overlap
from flightdeck.services.repeat_suspects import Counted, RepeatSuspects
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside

IN_FORCE = "in force"
CLOSED = "To this audience only the definition in force is shown for a part of its places or months: clear the filters."
HIDDEN = "A month is a gap where the number, or what it differs by from another, is too small to show."
FEWEST_DRAWN = 3
_AUTHORITY = {"proposed": "Proposal", "force": "This force", "national": "National"}
_MET = "●"


def badges(answer: RepeatSuspects) -> html.P:
    """Which definition is in force, and what is not verified."""
    rule = answer.in_force
    return html.P(
        [
            html.Span([html.Strong("In force"), f" — {rule.told}"], className="badge"),
            *([] if rule.verified else [_unverified("no national text has been checked")]),
            *(
                html.Span([html.Strong(slot.id), " — empty: to come"], className="badge badge-proposed")
                for slot in answer.empty
            ),
        ],
        className="badges",
    )


def _unverified(why: str) -> html.Span:
    return html.Span([html.Strong(NOT_VERIFIED), f" — {why}"], className="badge badge-proposed")


def side_by_side(answer: RepeatSuspects, filters: Filters) -> Component:
    """A bar for every preset, and the table that says what each is."""
    told = list(answer.counted)
    drawn = count_bars(
        [_named(one) for one in told],
        [
            Series("In force", tuple(one.now if one.in_force else None for one in told), DARK_BLUE),
            Series("Beside it", tuple(None if one.in_force else one.now for one in told), TURQUOISE),
        ],
        hidden=[place for place, one in enumerate(told) if one.now is None],
        axis="People",
    )
    chart = graph(
        drawn,
        id="presets-chart",
        title=f"Repeat suspects by definition, {answer.window}",
        description="The same people counted by each rule. How far the bars lie apart is how much the rule decides.",
        synthetic=answer.synthetic,
    )
    return beside(chart, _counts_table(answer, filters))


def _counts_table(answer: RepeatSuspects, filters: Filters) -> html.Div:
    heads = [Head("Definition"), Head("What it takes"), Head("People", number=True), Head("Whose")]
    rows: list[list[Cell]] = [
        [
            link(one.preset.told, f"/kpi/{one.kpi}", filters) if one.kpi else one.preset.told,
            rule_text(one.preset),
            count_text(one.now),
            whose(one.preset),
        ]
        for one in answer.counted
    ]
    slots: list[list[Cell]] = [[slot.id, slot.source, "–", "Empty slot"] for slot in answer.empty]
    marked = [place for place, one in enumerate(answer.counted) if one.in_force]
    return number_table(
        f"Repeat suspects by definition, {answer.window}; the one in force is marked",
        heads, [*rows, *slots], id="presets-table", marked=marked,
    )  # fmt: skip


def whose(preset: Preset) -> str:
    """Whose a preset is, and whether anybody has checked it."""
    return f"{_AUTHORITY[preset.authority]}, {'verified' if preset.verified else 'not verified'}"


def _named(one: Counted) -> str:
    return f"{one.preset.code}: {one.preset.title}" + (f" ({IN_FORCE})" if one.in_force else "")


def over_time(answer: RepeatSuspects) -> list[Component]:
    """A line for every preset at month ends, and the table of the same numbers, the latest month first."""
    lines = [one for one in answer.counted if sum(not point.hidden for point in one.points) >= FEWEST_DRAWN]
    months = [point.period for point in answer.counted[0].points]
    if not lines:
        return [html.P("Too few months can be shown to draw a chart."), _months(answer, months)]
    chart = graph(
        presets_over_time(
            [Line(_named(one), tuple(point.value for point in one.points), one.in_force) for one in lines],
            months=months,
            unit="people",
        ),
        id="presets-over-time",
        title="Repeat suspects at month ends, by definition",
        description=f"The thick line is the definition in force, {answer.in_force.told}. {HIDDEN}",
        synthetic=answer.synthetic,
    )
    return [beside(chart, _months(answer, months))]


def _months(answer: RepeatSuspects, months: list[str]) -> html.Div:
    heads = [Head("Month end"), *(Head(one.preset.code, number=True) for one in answer.counted)]
    rows: list[list[Cell]] = [
        [month, *(count_text(one.points[place].value) for one in answer.counted)]
        for place, month in reversed(list(enumerate(months)))
    ]
    versions = ", ".join(f"{one.preset.code} version {one.preset.version}" for one in answer.counted)
    return number_table(f"People at month ends: {versions}", heads, rows, id="presets-months", tall=True)


def agreement(found: Overlap, *, window: str, synthetic: bool) -> Component:
    """How many people meet which presets: a bar for each group, and the groups as a matrix."""
    if found.reason:
        return html.P(found.reason)
    chart = graph(
        count_bars([one.label for one in found.combinations], [Series("People", tuple(one.count for one in found.combinations))]),
        id="overlap-chart",
        title=f"Who meets which definition, {window}",
        description=f"{count_text(found.anybody)} people meet at least one. Each is in one bar only.",
        synthetic=synthetic,
    )  # fmt: skip
    heads = [Head("Group"), *(Head(code) for code in found.codes), Head("People", number=True)]
    rows: list[list[Cell]] = [
        [one.label, *(_dot(code in one.presets) for code in found.codes), count_text(one.count)]
        for one in found.combinations
    ]
    return beside(chart, number_table("The same groups, preset by preset", heads, rows, id="overlap-table"))


def _dot(met: bool) -> Component | str:  # noqa: FBT001 (a cell has one thing to say)
    if not met:
        return "–"
    return html.Span([_MET, html.Span(" met", className="visually-hidden")])


def parameters(answer: RepeatSuspects) -> list[Component]:
    """Every parameter of every preset, and what must be borne in mind."""
    presets = [one.preset for one in answer.counted]
    said = {
        "Title": [preset.title for preset in presets],
        "Crimes looked at": [scope_text(preset) for preset in presets],
        "Looks back": [look_back_text(preset) for preset in presets],
        "Crimes of different incidents": [f"{preset.at_least_crimes} or more" for preset in presets],
        "One incident": [same_incident_text(preset) for preset in presets],
        "Different victims": [_victims(preset) for preset in presets],
        "Outcomes": [OUTCOMES[preset.outcomes] for preset in presets],
        "One person": [LINKAGE[preset.linkage] for preset in presets],
        "Domestic abuse": [ABUSE[preset.domestic_abuse] for preset in presets],
        "Ranked": ["by harm" if preset.rank == "harm" else "no" for preset in presets],
        "Whose": [whose(preset) for preset in presets],
    }
    heads = [Head("Parameter"), *(Head(f"{preset.code}, version {preset.version}") for preset in presets)]
    rows: list[list[Cell]] = [[name, *values] for name, values in said.items()]
    notes = [f"{preset.code}: {text}" for preset in presets for text in (*preset.caveats, preset.source)]
    return [
        number_table("Every parameter of every preset", heads, rows, id="presets-parameters"),
        html.Ul([html.Li(text) for text in notes], className="caveats"),
    ]


def _victims(preset: Preset) -> str:
    return f"{preset.at_least_victims} or more" if preset.at_least_victims > 1 else "not asked"
