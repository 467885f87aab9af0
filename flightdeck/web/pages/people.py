"""People (recommendations 3 and 7b): training and its moving denominator, caseload, tenure and wellbeing; never a person."""

from dash import html
from dash.development.base_component import Component

from flightdeck.domain.people_wording import (
    NOBODY_NAMED,
    moving_sentence,
    products_sentence,
    training_sentence,
)
from flightdeck.services.access import Action
from flightdeck.services.people import CASELOAD, ORDERS, People
from flightdeck.web.components.action_list_parts import unverified_badge
from flightdeck.web.components.dials import dials, width
from flightdeck.web.components.kpi_parts import missing_table
from flightdeck.web.components.links import link
from flightdeck.web.components.parts import present, section
from flightdeck.web.components.people_parts import (
    PATH,
    course_bars,
    figures,
    over_time,
    places_table,
    products_table,
)
from flightdeck.web.site import Children, Group, Page, View

PROPOSALS = "15 open crimes, 60 days, and how long a course stays current, are proposals"
APPROVED = "which courses the College of Policing has approved"
COURSES = (
    "Each course is for other roles, so each share says how many it is of. A course counts until it lapses."
)
PLACES = "A team is shown where ten or more of its people should have the course."
WORK = "Research on specialist units links strain to caseload and tenure. Neither has a published limit."
WELLBEING = "Totals of teams, never of a person. Less absence is not always better, and worn-out people answer fewer surveys."
MISSING = (
    "What would have to be known to answer recommendations 3 and 7 in full, and is not in the figures above."
)
GAPS = (
    "Whether training changed how investigations are led. A course taken is all that a training record says.",
    "Neighbourhood officers. Recommendation 7 is for all relevant personnel, and the list of roles has none for them.",
    "Products of the National Operating Model beyond the three whose names were seen.",
    "Most first responders, unless the people system gives more than a RASSO unit's own.",
)


def layout(view: View, *, course: str = "", **_query: str) -> Children:
    """The headline, training by course, place and time, the products, the work, wellbeing, and what is missing."""
    answer = view.deck.people(view.filters, view.actor, course=course)
    return [
        html.P("Recommendations 3 and 7", className="eyebrow"),
        html.H1("People"),
        html.P(training_sentence(answer.courses[0]), className="lead-sentence"),
        html.P(NOBODY_NAMED),
        html.P([unverified_badge(PROPOSALS), " ", unverified_badge(APPROVED)], className="badges"),
        _lead(view, answer),
        *_training(view, answer),
        _products(view, answer),
        section("Caseload and tenure", WORK, html.Div(dials(answer.work, view.filters), className=width(answer.work)), id="work"),
        section(
            "Wellbeing", WELLBEING, html.Div(dials(answer.wellbeing, view.filters), className=width(answer.wellbeing)), id="wellbeing"
        ),
        _missing(answer),
    ]  # fmt: skip


def _lead(view: View, answer: People) -> html.Div:
    by_id = {one.id: one for one in (*answer.courses, *answer.work)}
    told = [
        ("Word-on-word training current", answer.courses[0]),
        ("All three named products", answer.all_products),
        ("Orders training current", by_id[ORDERS]),
        ("Open crimes per investigator", by_id[CASELOAD]),
    ]
    return html.Div(figures(told, view.filters), className="headline people-lead")


def _training(view: View, answer: People) -> list[Component]:
    return present(
        section("Training by course", COURSES, course_bars(answer, view.filters), id="courses-block"),
        section("By area and team", PLACES, places_table(answer.places), id="places")
        if answer.places
        else None,
        section(
            "Over time", moving_sentence(answer.course), *over_time(answer, view.filters), id="over-time"
        ),
    )


def _products(view: View, answer: People) -> html.Section:
    return section(
        "The three named products",
        f"{products_sentence(answer.all_products)} Embedded is the boards’ own word, and not in these shares.",
        products_table(answer.products),
        html.P(link("Products as the boards recorded them", "/boards", view.filters)),
        html.H3("Specialist investigators (SSAIDP)"),
        html.Div(dials(answer.specialist, view.filters), className=width(answer.specialist)),
        id="products",
    )


def _missing(answer: People) -> html.Section:
    gaps = html.Ul([html.Li(text) for text in GAPS])
    return section("What is missing", MISSING, *present(missing_table(answer.missing), gaps), id="gaps")


PAGE = Page(PATH, "People", Action.SEE_FIGURES, layout, nav="People", group=Group.PEOPLE)
