"""The words of the boards' registers, beside `flightdeck.domain.wording`."""

from collections.abc import Mapping, Sequence
from datetime import date

from flightdeck.domain.registers import (
    AdoptionChoice,
    Board,
    Claim,
    Meeting,
    MeetingState,
    ProductState,
    Standing,
)
from flightdeck.domain.wording import day_text

MONTHS_A_YEAR = 12
TEXT_UNKNOWN = "Text unknown, not seen"
NOTHING_RECORDED = "Nothing recorded"
NO_NAMES = "No names of persons, and nothing of a case."

STANDING_WORDS = {
    Standing.EVIDENCED: "Complete with evidence",
    Standing.UNEVIDENCED: "Complete, evidence missing",
    Standing.OPEN: "Open",
    Standing.OVERDUE: "Open, overdue",
    Standing.UNKNOWN: TEXT_UNKNOWN,
}
STANDING_MEANS = {
    Standing.EVIDENCED: "The force says it is complete, and dated evidence is not past its review.",
    Standing.UNEVIDENCED: "The force says it is complete, and no dated evidence is within its review.",
    Standing.OPEN: "Not complete, and the deadline has not passed.",
    Standing.OVERDUE: "Not complete, and the deadline has passed.",
    Standing.UNKNOWN: "Addressed nationally; nobody here has seen its text.",
}
CLAIM_WORDS = {Claim.OPEN: "Open", Claim.COMPLETE: "Complete"}
BOARD_WORDS = {
    Board.STRATEGIC_PROJECT: "Strategic Project Board",
    Board.LOCAL_POLICING: "Local Policing Board",
    Board.PERFORMANCE: "Performance Board",
}
MEETING_WORDS = {
    MeetingState.SCHEDULED: "Scheduled",
    MeetingState.HELD: "Held",
    MeetingState.CANCELLED: "Cancelled",
}
CHOICE_WORDS = {
    AdoptionChoice.ADOPT: "Adopt",
    AdoptionChoice.DECLINE: "Decline",
    AdoptionChoice.DEFER: "Defer",
    AdoptionChoice.RETIRE: "Retire",
}
PRODUCT_WORDS = {
    ProductState.NOT_STARTED: "Not started",
    ProductState.IN_PROGRESS: "In progress",
    ProductState.DELIVERED: "Delivered",
    ProductState.EMBEDDED: "Embedded",
}

FIELD_WORDS = {
    "claim": "Position",
    "owner": "Owner (a post)",
    "on": "Since",
    "form": "Kind",
    "title": "Title",
    "reference": "Reference",
    "dated_on": "Dated",
    "review_on": "Review by",
    "board": "Board",
    "evidence": "Number of the evidence",
    "barrier": "Barrier",
    "raised_on": "Raised on",
    "decision": "Decision",
    "decided_on": "Decided on",
    "scheduled_on": "Day of the meeting",
    "state": "State",
    "reviewed": "Flight deck reviewed",
    "decisions": "Decisions",
    "product": "Product",
    "document": "Document (title and reference)",
    "refreshed_on": "Refreshed on",
    "next_due_on": "Next due on",
    "kpi": "KPI and version",
    "choice": "Decision",
    "happened_on": "Day of the event",
    "change": "Kind of change",
    "kpis": "KPIs it touches",
    "pillar": "Pillar",
    "areas": "Areas it touches",
    "may_rebase": "Limits may be redrawn",
    "event": "Number of the event",
    "why": "Why",
}


def field_words(name: str) -> str:
    """A field of a record as the form and its faults name it.

    >>> field_words("dated_on"), field_words("recommendation")
    ('Dated', 'Recommendation')
    """
    return FIELD_WORDS.get(name, name.replace("_", " ").capitalize())


def overdue_text(deadline: date, *, on: date) -> str:
    """How long a deadline has been passed.

    >>> overdue_text(date(2025, 1, 31), on=date(2026, 11, 25))
    'overdue by 21 months'
    """
    months = months_between(deadline, on)
    if months == 0:
        days = (on - deadline).days
        return f"overdue by {days} day{'' if days == 1 else 's'}"
    return f"overdue by {months} month{'' if months == 1 else 's'}"


def as_recorded(on: date) -> str:
    """The day a register is read on; it may be later than the snapshot that the figures come from.

    >>> as_recorded(date(2026, 11, 25))
    'As recorded by 25 November 2026.'
    """
    return f"As recorded by {day_text(on)}."


def review_text(review_on: date, *, on: date) -> str:
    """The day of a review, and that it has passed if it has.

    >>> review_text(date(2026, 3, 31), on=date(2026, 4, 1))
    '31 March 2026, overdue'
    """
    return f"{day_text(review_on)}{', overdue' if review_on < on else ''}"


def months_between(first: date, last: date) -> int:
    """Whole months from one day to a later one.

    >>> months_between(date(2025, 1, 31), date(2025, 2, 28)), months_between(date(2025, 1, 31), date(2025, 3, 31))
    (0, 2)
    """
    months = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month
    return months - (last.day < first.day)


def recommendation_sentence(
    short: str, standing: Standing, *, deadline: date, on: date, missing: Sequence[str]
) -> str:
    """One sentence, or two, that a chair can read out of a recommendation.

    >>> recommendation_sentence("Training", Standing.OPEN, deadline=date(2025, 1, 31), on=date(2025, 1, 1), missing=())
    'Training: open, due by 31 January 2025.'
    """
    state = STANDING_WORDS[standing].lower()
    if standing is Standing.OVERDUE:
        state = f"open, {overdue_text(deadline, on=on)}"
    elif standing is Standing.OPEN:
        state = f"open, due by {day_text(deadline)}"
    lacking = f" {missing[0]}" if missing else ""
    return f"{short}: {state}.{lacking}"


def tally_sentence(standings: Sequence[Standing]) -> str:
    """How many of the force's recommendations are in which state.

    >>> tally_sentence([Standing.EVIDENCED, Standing.OVERDUE, Standing.OVERDUE])
    'Of 3 recommendations to chief constables, 1 is complete with evidence; 2 are open and overdue.'
    """
    said = {
        Standing.EVIDENCED: "complete with evidence",
        Standing.UNEVIDENCED: "said to be complete without evidence",
        Standing.OPEN: "open",
        Standing.OVERDUE: "open and overdue",
    }
    counts = {state: standings.count(state) for state in said}
    shown = [state for state in said if counts[state] or state is Standing.EVIDENCED]
    parts = [
        f"{counts[state] or 'none'} {'are' if counts[state] > 1 else 'is'} {said[state]}" for state in shown
    ]
    return f"Of {len(standings)} recommendations to chief constables, {'; '.join(parts)}."


def kpis_lacking(blocked: int, *, of: int) -> str:
    """That KPIs which evidence a recommendation cannot be computed.

    >>> kpis_lacking(1, of=12)
    '1 of 12 KPIs that evidence it cannot be computed.'
    """
    return f"{blocked} of {of} KPIs that evidence it cannot be computed."


def past_review(number: int, review_on: date) -> str:
    """That a piece of evidence is past its review."""
    return f"Evidence {number} was due for review on {day_text(review_on)}."


def board_sentence(meetings: Sequence[Meeting], *, on: date) -> str:
    """What the register says of one board in the twelve months up to a day.

    >>> board_sentence([], on=date(2026, 1, 1))
    'No meeting is recorded.'
    """
    if not meetings:
        return "No meeting is recorded."
    past, reviewed = _of_the_year(meetings, on=on)
    coming = sorted(meeting.scheduled_on for meeting in meetings if meeting.scheduled_on > on)
    told = f"Flight deck reviewed at {len(reviewed)} of {len(past)} meetings scheduled in the last 12 months."
    last = f" Last reviewed on {day_text(max(m.scheduled_on for m in reviewed))}." if reviewed else ""
    ahead = f" Next meeting on {day_text(coming[0])}." if coming else ""
    return f"{told}{last}{ahead}"


def boards_sentence(boards: Mapping[str, Sequence[Meeting]], *, on: date) -> str:
    """How often each board reviewed the flight deck in the twelve months up to a day, in one sentence.

    >>> boards_sentence({"Policing Board": []}, on=date(2026, 1, 1))
    'Flight deck reviewed in the last 12 months: Policing Board at none of no meetings.'
    """
    told = []
    for name, meetings in boards.items():
        past, reviewed = _of_the_year(meetings, on=on)
        noun = "meeting" if len(past) == 1 else "meetings"
        told.append(f"{name} at {len(reviewed) or 'none'} of {len(past) or 'no'} {noun}")
    return f"Flight deck reviewed in the last 12 months: {', '.join(told)}." if told else "No board is named."


def _of_the_year(meetings: Sequence[Meeting], *, on: date) -> tuple[list[Meeting], list[Meeting]]:
    """The meetings scheduled in the twelve months up to a day, and those of them that reviewed the flight deck."""
    past = [
        one
        for one in meetings
        if 0 <= months_between(one.scheduled_on, on) < MONTHS_A_YEAR and one.scheduled_on <= on
    ]
    return past, [one for one in past if one.reviewed]
