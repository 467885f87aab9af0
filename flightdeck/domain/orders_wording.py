"""The sentences of bail, orders, section 63G and the action lists; counts come as an audience may see them."""

from datetime import date

from flightdeck.domain.wording import count_text, day_text

SUPPRESSED = "suppressed"


def shown_text(value: int | None, *, at_least: bool = False) -> str:
    """A count as it may be shown.

    >>> shown_text(12), shown_text(15, at_least=True), shown_text(None)
    ('12', 'at least 15', 'suppressed')
    """
    return f"at least {count_text(value)}" if at_least else count_text(value)


def capital(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]


def some(value: int | None, one: str, many: str, *, at_least: bool = False) -> str:
    """A count with its noun; a hidden one is "a suppressed number of" them.

    >>> some(1, "order", "orders"), some(0, "order", "orders"), some(None, "order", "orders")
    ('1 order', 'no orders', 'a suppressed number of orders')
    """
    if value is None:
        return f"a suppressed number of {many}"
    if value == 0:
        return f"no {many}"
    return f"{shown_text(value, at_least=at_least)} {one if value == 1 and not at_least else many}"


def lists_sentence(overdue: int, due: int, as_at: date, *, hidden: bool) -> str:
    """What the action lists say together."""
    now = f"{capital(some(overdue, 'thing is', 'things are'))} overdue" if overdue else "Nothing is overdue"
    ahead = (
        f"{shown_text(due)} {'falls' if due == 1 else 'fall'} due soon" if due else "nothing falls due soon"
    )
    more = " A list whose number is suppressed is not in it." if hidden else ""
    return f"{now} and {ahead}, as at {day_text(as_at)}, the day of the snapshot.{more}"


def list_sentence(title: str, count: int, unit: str, as_at: date, *, overdue: bool) -> str:
    """What one open list says."""
    if count == 0:
        return f"{title}: none, as at {day_text(as_at)}, the day of the snapshot."
    order = "the longest overdue first" if overdue else "the soonest first"
    return f"{title}: {count_text(count)} {unit}, {order}, as at {day_text(as_at)}, the day of the snapshot."


def left_text(days: int) -> str:
    """Days left, in words.

    >>> left_text(3), left_text(1), left_text(0), left_text(-1), left_text(-12)
    ('3 days left', '1 day left', 'today', '1 day over', '12 days over')
    """
    if days == 0:
        return "today"
    noun = "day" if abs(days) == 1 else "days"
    return f"{count_text(abs(days))} {noun} {'left' if days > 0 else 'over'}"


def waiting_sentence(
    waiting: int | None, overdue: int | None, deadline: int, *, at_least: bool = False
) -> str:
    """The headline of section 63G: who waits without a decision now, and how many past the deadline."""
    if waiting == 0:
        return "No eligible case waits for a decision."
    now = (
        f"{capital(some(waiting, 'eligible case has', 'eligible cases have', at_least=at_least))} no decision"
    )
    if overdue is None:
        return f"{now}; how many of them are past {deadline} days is suppressed."
    late = "none" if overdue == 0 else count_text(overdue)
    return f"{now}; {late} of them past the {deadline} days of the deadline, which is unverified."


def applications_sentence(
    applied: int | None, decided: int | None, eligible: int | None, *, closed: bool
) -> str:
    """Applications beside the eligible: none at all is never said alone."""
    if closed:
        return "To this audience the steps are shown for the whole of its places and every month only: clear the filters."
    if eligible == 0:
        return "No case was eligible, so there was nothing to apply for."
    of = some(eligible, "eligible case", "eligible cases")
    if applied is None and decided:
        return f"It was decided to apply for {shown_text(decided)} of {of}; how many were applied for so far is suppressed."
    if applied == 0:
        return f"No application was made for any of {of}. The power is known to be little used: zero is not a result to be content with."
    return f"{capital(some(applied, 'application was', 'applications were'))} made for {of}."


def bail_sentence(now: int | None, past: int | None, *, at_least: bool = False) -> str:
    """How many are on bail, and whether any has run out without an end recorded."""
    running = f"{capital(some(now, 'suspect is', 'suspects are', at_least=at_least))} on pre-charge bail now"
    if past is None:
        return f"{running}; how many are past the end of the applicable period is suppressed."
    late = "none" if past == 0 else count_text(past)
    return f"{running}; {late} past the end of the applicable period with no end recorded."


def regime_sentence(too_long: int | None, without_arrest: int | None) -> str:
    """What the table of regimes leaves to ask."""
    longer = (
        "How many run longer than their authority allows is suppressed"
        if too_long is None
        else f"{capital(some(too_long, 'runs', 'run'))} longer than the authority recorded allows in a standard case"
        if too_long
        else "None runs longer than the authority recorded allows in a standard case"
    )
    placed = (
        ""
        if not without_arrest
        else f" {capital(some(without_arrest, 'bail has', 'bails have'))} no arrest recorded and are placed by their own first day."
    )
    return f"{longer}.{placed}"


def orders_sentence(live: int | None, *, at_least: bool = False) -> str:
    """How many orders protect somebody now."""
    return f"{capital(some(live, 'order is', 'orders are', at_least=at_least))} in force now."


def hours_text(hours: float | None) -> str:
    """Hours as a reader sees them; a dash where too few to say."""
    return "–" if hours is None else f"{hours:,.0f} hour" if round(hours) == 1 else f"{hours:,.0f} hours"
