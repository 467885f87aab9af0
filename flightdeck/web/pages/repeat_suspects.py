"""Repeat suspects (recommendation 5): every definition at once, what is done about the people, and who carries the harm."""

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.repeat_wording import NOT_CONVICTED, harm_sentence
from flightdeck.domain.result import Status
from flightdeck.services.access import Action, may
from flightdeck.services.repeat_suspects import RepeatSuspects
from flightdeck.web.components.dials import dials, width
from flightdeck.web.components.harm_parts import spread, weights
from flightdeck.web.components.kpi_parts import missing_table
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section
from flightdeck.web.components.preset_parts import (
    CLOSED,
    agreement,
    badges,
    over_time,
    parameters,
    side_by_side,
)
from flightdeck.web.components.suspect_list_parts import PATH as LIST
from flightdeck.web.site import Children, Group, Page, View

PATH = "/repeat-suspects"
BESIDE = (
    "No number of repeat suspects means anything without its rule. Each rule is a file that can be replaced."
)
TIME = "Month ends counted by every rule, as far back as the extract goes, as far apart as the page groups its months."
AGREE = "Who would be managed under one rule and missed by another."
HARM = (
    "Harm is a number of days that each offence stands for, added up over the crimes somebody is named on. "
)
RULES = "The parameters, side by side. A filled NATIONAL slot takes the place of ours in every figure, without a restart."
CLOSED_LIST = "The people themselves are shown to restricted analysts only: they are named, not convicted."
OPEN_LIST = "People under keyed references. You are asked what for, and every look is in the audit trail."


def layout(view: View, **_query: str) -> Children:
    """Every preset beside the others, and everything that is done about those the one in force finds."""
    answer = view.deck.repeat_suspects(view.filters, view.actor)
    head = present(
        html.P("Recommendation 5", className="eyebrow"),
        html.H1("Repeat suspects"),
        html.P(answer.missing.sentence if answer.missing else answer.sentence, className="lead-sentence"),
        badges(answer),
        missing_table(answer.missing.missing) if answer.missing else None,
    )
    if answer.missing:
        return [*head, _rules(answer)]
    return [
        *head,
        *_presets(view, answer),
        _doing(view, answer),
        _harm(view, answer),
        _rules(answer),
        _list(view),
    ]


def _presets(view: View, answer: RepeatSuspects) -> list[Component]:
    closed = html.P(CLOSED) if answer.closed else None
    return [
        section("Every definition at once", BESIDE, closed, side_by_side(answer, view.filters), id="presets"),
        section("Over time", TIME, *over_time(answer), id="over-time"),
        section(
            "Where they agree", AGREE,
            agreement(answer.overlap, window=answer.window, synthetic=answer.synthetic), id="agreement",
        ),
    ]  # fmt: skip


def _doing(view: View, answer: RepeatSuspects) -> html.Section:
    return section(
        "What is done about them",
        f"All of these count by {answer.in_force.told}. {NOT_CONVICTED}",
        html.Div(dials(answer.doing, view.filters), className=width(answer.doing)),
        html.H3("Among everybody named"),
        html.Div(dials(answer.around, view.filters), className=width(answer.around)),
        id="doing",
    )


def _harm(view: View, answer: RepeatSuspects) -> html.Section:
    told = answer.harm.status is Status.OK and answer.harm.value is not None and answer.concentration.suspects
    said = (
        harm_sentence(answer.harm.value or 0.0, answer.concentration.suspects or 0, top=5, window=answer.harm.window)
        if told
        else ""
    )  # fmt: skip
    return section(
        "Who carries the harm",
        HARM + said,
        spread(answer),
        weights(answer.concentration, code_lists=view.deck.code_lists),
        html.P(link("The KPI: harm carried by the five in a hundred", f"/kpi/{answer.harm.id}", view.filters)),
        id="harm",
    )  # fmt: skip


def _rules(answer: RepeatSuspects) -> html.Section:
    return section("What each definition says", RULES, *parameters(answer), id="rules")


def _list(view: View) -> html.Section:
    if not may(view.actor, Action.SEE_SUSPECTS):
        return section("Who they are", CLOSED_LIST, id="who")
    way = html.P(link("Open the list of repeat suspects", LIST, view.filters, look="button"))
    return section("Who they are", OPEN_LIST, way, id="who")


PAGE = Page(PATH, "Repeat suspects", Action.SEE_FIGURES, layout, nav="Repeat suspects", group=Group.SUSPECTS)
