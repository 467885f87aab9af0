"""The parts of the page on people: courses as bars, places, a course over time, the named products."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from flightdeck.charts.count_bars import Series, count_bars
from flightdeck.charts.graph import graph
from flightdeck.charts.in_post import in_post
from flightdeck.charts.process import process
from flightdeck.charts.theme import WHOLE
from flightdeck.charts.words import HIDDEN_WORD
from flightdeck.domain.filters import Filters
from flightdeck.domain.people_wording import share_text
from flightdeck.domain.register_wording import NOTHING_RECORDED, PRODUCT_WORDS
from flightdeck.domain.result import Group, KpiResult, Status
from flightdeck.domain.wording import STATUS_WORDS, count_text, day_text, number_text, value_text
from flightdeck.kpis.encoding import NOT_RECORDED
from flightdeck.services.people import COURSES, People, Place, Product
from flightdeck.web.address import href
from flightdeck.web.components.links import link
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.parts import beside, switch
from flightdeck.web.components.series_table import series_table

PATH = "/people"
NO_CHART = "No course has a figure that may be shown."


def figures(told: Sequence[tuple[str, KpiResult]], filters: Filters) -> html.Dl:
    """A few figures, large enough for a wall, each a way to its page."""
    return html.Dl(
        [
            html.Div(
                [
                    html.Dt([link(name, f"/kpi/{result.id}", filters), html.Span(_behind(result), className="people-of")]),
                    html.Dd(value_text(result)),
                ],
                className="people-figure",
            )
            for name, result in told
        ],
        className="people-figures",
    )  # fmt: skip


def _behind(result: KpiResult) -> str:
    if result.status is not Status.OK or result.denominator is None:
        return ""
    if result.numerator is None:
        return f" {count_text(result.denominator)} {result.unit}"
    return f" {count_text(result.numerator)} of {count_text(result.denominator)} in post"


def course_bars(answer: People, filters: Filters) -> Component:
    """The share of every course with how many it is of, and its table."""
    drawn = [one for one in answer.courses if one.status in (Status.OK, Status.SUPPRESSED)]
    table = number_table(
        "Training that is current, by course",
        [
            Head("Course"),
            Head("Current", number=True),
            Head("In post", number=True),
            Head("Share", number=True),
        ],
        [_course(one, filters) for one in answer.courses],
        id="courses-table",
    )
    if not drawn:
        return html.Div([html.P(NO_CHART), table])
    shares = tuple(None if one.value is None else round(100 * one.value) for one in drawn)
    labels = [
        COURSES[one.id]
        if one.denominator is None
        else f"{COURSES[one.id]}, of\u00a0{count_text(one.denominator)}"
        for one in drawn
    ]
    chart = graph(
        count_bars(labels, [Series("Current", shares)], hidden=[n for n, one in enumerate(shares) if one is None], unit="%", reach=WHOLE),
        id="courses",
        title="Share with current training, by course",
        description="Each course is of those in post whom it is for, so the bars are not of the same people.",
        synthetic=answer.synthetic,
    )  # fmt: skip
    return beside(chart, table)


def _course(one: KpiResult, filters: Filters) -> list[Cell]:
    name = link(COURSES[one.id], f"/kpi/{one.id}", filters)
    if one.status is not Status.OK:
        return [name, STATUS_WORDS[one.status].lower(), "", ""]
    return [name, count_text(one.numerator), count_text(one.denominator), number_text(one.value, "%")]


def places_table(places: Sequence[Place]) -> Component:
    """Every area and team by every course; of fewer than ten the word."""
    heads = [Head("Place"), *(Head(name, number=True) for name in COURSES.values())]
    rows: list[list[Cell]] = [[_place(one), *(_cell(group) for group in one.courses)] for one in places]
    areas = [place for place, one in enumerate(places) if one.kind == "area"]
    return number_table(
        "Training that is current, by area and team", heads, rows, id="places-table", marked=areas
    )


def _place(one: Place) -> str:
    if one.name == NOT_RECORDED:
        return f"In no {one.kind}"
    return f"{one.name} (area)" if one.kind == "area" else one.name


def _cell(group: Group) -> str:
    if group.hidden or group.value is None:
        return HIDDEN_WORD if group.hidden else "–"
    return f"{number_text(group.value, 'whole %')} of {count_text(group.denominator)}"


def over_time(answer: People, filters: Filters) -> list[Component]:
    """One course: its share, and beside it the people in post and those trained; its table below."""
    course = answer.course
    ways = [(name, href(PATH, filters, course=kpi), kpi == course.id) for kpi, name in COURSES.items()]
    chosen = switch("Course", ways)
    if course.status in (Status.NOT_COMPUTABLE, Status.INSUFFICIENT):
        return [chosen, html.P(course.reason)]
    pair = html.Div(
        [
            graph(
                process(course), id="course-share", title=f"{COURSES[course.id]}: share with current training",
                description=course.sentence, synthetic=answer.synthetic,
            ),
            graph(
                in_post(course), id="course-people", title="People in post, and those with the training",
                description="The share is the lower line over the upper one, so it moves with both.", synthetic=answer.synthetic,
            ),
        ],
        className="people-pair",
    )  # fmt: skip
    return [chosen, pair, series_table(course)]


def products_table(products: Sequence[Product]) -> Component:
    """The three named products as three rows: who has had it, and how far the boards say that it has come."""
    heads = [
        Head("Product"),
        Head("Investigators who have had it", number=True),
        Head("As the boards recorded it"),
    ]
    rows: list[list[Cell]] = [[one.name, share_text(one.had), _recorded(one)] for one in products]
    return number_table("Who has had each product", heads, rows, id="products-table")


def _recorded(one: Product) -> str:
    if one.step is None:
        return NOTHING_RECORDED
    return f"{PRODUCT_WORDS[one.step.state]}, since {day_text(one.step.on)}"
