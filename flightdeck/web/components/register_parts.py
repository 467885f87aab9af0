"""What the pages of the boards' registers share: states with their icons, and the history that nobody can change."""

from collections.abc import Mapping, Sequence

from dash import html

from flightdeck.domain.annotation_wording import NO_TITLES, touches_text
from flightdeck.domain.annotations import Event, EventWithdrawal
from flightdeck.domain.register_wording import (
    BOARD_WORDS,
    CHOICE_WORDS,
    CLAIM_WORDS,
    MEETING_WORDS,
    PRODUCT_WORDS,
    STANDING_WORDS,
)
from flightdeck.domain.registers import (
    AdoptionDecision,
    BarrierStep,
    Evidence,
    Meeting,
    Position,
    ProductStep,
    ProfileRefresh,
    Record,
    Standing,
    Withdrawal,
)
from flightdeck.domain.wording import day_text
from flightdeck.services.register_store import Entry
from flightdeck.web.components.number_table import Cell, Head, number_table
from flightdeck.web.components.status import icon

_ICONS = {
    Standing.EVIDENCED: "done",
    Standing.UNEVIDENCED: "gap",
    Standing.OPEN: "open",
    Standing.OVERDUE: "late",
    Standing.UNKNOWN: "absent",
}


def standing_chip(standing: Standing, words: str = "") -> html.Span:
    """A state as an icon and a word."""
    return html.Span(
        [icon(_ICONS[standing]), html.Span(words or STANDING_WORDS[standing])],
        className=f"standing standing-{_ICONS[standing]}",
    )


def history_table(
    history: Sequence[Entry],
    *,
    title: str,
    id: str,  # noqa: A002  Dash's own word
    names: Mapping[str, str] = NO_TITLES,
) -> html.Div | html.P:
    """Every record, the latest first: when, by which role, what, and why; `names` are the titles of KPIs."""
    if not history:
        return html.P("Nothing has been recorded yet.")
    heads = [Head("Written"), Head("By"), Head("Record"), Head("Why")]
    rows: list[list[Cell]] = [
        [day_text(entry.at.date()), entry.by, said(entry.record, names), entry.why]
        for entry in sorted(history, key=lambda entry: entry.at, reverse=True)
    ]
    return number_table(title, heads, rows, id=id, tall=True)


def said(record: Record, names: Mapping[str, str] = NO_TITLES) -> str:
    """A record in words; a KPI is called by its title where `names` has one for its id or number."""
    match record:
        case Position(claim=claim, owner=owner, on=on):
            return f"{CLAIM_WORDS[claim]} since {day_text(on)}; owner {owner}"
        case Evidence(form=form, title=title, reference=reference, review_on=review):
            return f"{form.capitalize()} lodged: {title} ({reference}), to be reviewed by {day_text(review)}"
        case Withdrawal(evidence=number, on=on):
            return f"Evidence {number} withdrawn on {day_text(on)}"
        case BarrierStep():
            return _of_barrier(record)
        case Event() | EventWithdrawal() | AdoptionDecision():
            return _of_decisions(record, names)
        case _:
            return _of_boards(record)


def _of_decisions(record: Event | EventWithdrawal | AdoptionDecision, names: Mapping[str, str]) -> str:
    match record:
        case Event(title=title, happened_on=day):
            return f"{title}, {day_text(day)} ({touches_text(record, names)})"
        case EventWithdrawal(event=number, on=on):
            return f"Event {number} withdrawn on {day_text(on)}"
        case AdoptionDecision(kpi=kpi, choice=choice, board=board, decided_on=day):
            return f"{_version_words(kpi, names)}: {CHOICE_WORDS[choice].lower()}, {BOARD_WORDS[board]}, {day_text(day)}"


def _version_words(version: str, names: Mapping[str, str]) -> str:
    """A version of a definition, `id@authority-number`, by the title of its KPI."""
    kpi, _, rest = version.partition("@")
    authority, _, number = rest.rpartition("-")
    return f"{names[kpi]}, {authority}, version {number}" if kpi in names and authority else version


def _of_boards(record: Meeting | ProductStep | ProfileRefresh) -> str:
    match record:
        case Meeting(board=board, scheduled_on=day, state=state):
            reviewed = ", flight deck reviewed" if record.reviewed else ""
            told = f": {record.decisions}" if record.decisions else ""
            return f"{BOARD_WORDS[board]}, {day_text(day)}: {MEETING_WORDS[state].lower()}{reviewed}{told}"
        case ProductStep(product=product, state=state, on=on):
            return f"{product}: {PRODUCT_WORDS[state].lower()} since {day_text(on)}"
        case ProfileRefresh(document=document, refreshed_on=day, next_due_on=due):
            return f"{document}: refreshed on {day_text(day)}, next due on {day_text(due)}"


def _of_barrier(step: BarrierStep) -> str:
    parts = [
        f"raised with the {BOARD_WORDS[step.board]} on {day_text(step.raised_on)}"
        if step.board and step.raised_on
        else "",
        f"decided on {day_text(step.decided_on)}: {step.decision}" if step.decided_on else "",
        f"owner {step.owner}",
        f"next review by {day_text(step.review_on)}" if step.review_on else "",
    ]
    told = "; ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]
