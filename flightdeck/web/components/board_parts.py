"""The parts of the boards' page: meetings of each board, products, and the problem profile."""

from datetime import date

from dash import html

from flightdeck.domain.register_wording import (
    BOARD_WORDS,
    MEETING_WORDS,
    NOTHING_RECORDED,
    PRODUCT_WORDS,
)
from flightdeck.domain.registers import Meeting, MeetingState
from flightdeck.domain.wording import day_text
from flightdeck.services.boards import BoardMeetings, Boards, Product
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.status import icon


def meetings(one: BoardMeetings, *, on: date) -> html.Div:
    """One board: its sentence and its meetings, the latest first."""
    heads = [Head("Day"), Head("Meeting"), Head("Flight deck"), Head("Decisions")]
    rows = [_meeting(meeting, on) for meeting in one.meetings]
    return html.Div(
        [
            html.H3(BOARD_WORDS[one.board]),
            html.P(one.sentence),
            number_table(f"Meetings of the {BOARD_WORDS[one.board]}", heads, rows, id=f"meetings-{one.board.value}", tall=True) if rows else None,
        ],
        className="board",
    )  # fmt: skip


def _meeting(meeting: Meeting, on: date) -> list[Cell]:
    unminuted = meeting.state is MeetingState.SCHEDULED and meeting.scheduled_on < on
    became = "Nothing recorded since" if unminuted else MEETING_WORDS[meeting.state]
    return [day_text(meeting.scheduled_on), became, _reviewed(meeting), meeting.decisions or "–"]


def _reviewed(meeting: Meeting) -> Cell:
    if meeting.state is not MeetingState.HELD:
        return "–"
    if meeting.reviewed:
        return html.Span([icon("done"), " Reviewed"], className="state-word")
    return html.Span([icon("gap"), " Not reviewed"], className="state-word")


def products_table(products: tuple[Product, ...]) -> html.Div:
    """Every product with how far it has come; a name nobody has checked says so."""
    heads = [Head("Product"), Head("State"), Head("Since"), Head("Answers recommendation"), Head("Name")]
    rows: list[list[Cell]] = [
        [
            product.name,
            _state(product),
            day_text(product.step.on) if product.step else "–",
            str(product.answers) if product.answers else "–",
            "Seen in the letter" if product.verified else html.Span("Not verified", className="badge"),
        ]
        for product in products
    ]
    return number_table("Products of the National Operating Model", heads, rows, id="products")


def _state(product: Product) -> str:
    return PRODUCT_WORDS[product.step.state] if product.step else NOTHING_RECORDED


def profile(register: Boards) -> html.Div:
    """When the problem profile was refreshed, and when it is next due."""
    if not register.profiles:
        return html.Div(html.P("No refresh of the problem profile is recorded."))
    latest = register.profiles[0]
    late = " Its next refresh is overdue." if latest.next_due_on < register.on else ""
    heads = [Head("Refreshed on"), Head("Document"), Head("Next due on")]
    rows: list[list[Cell]] = [
        [day_text(one.refreshed_on), one.document, day_text(one.next_due_on)] for one in register.profiles
    ]
    return html.Div(
        [
            html.P(f"The problem profile was last refreshed on {day_text(latest.refreshed_on)}, and is next due on {day_text(latest.next_due_on)}.{late}"),
            number_table("Refreshes of the problem profile", heads, rows, id="profiles"),
        ]
    )  # fmt: skip
