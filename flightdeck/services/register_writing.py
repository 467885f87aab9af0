"""The one way to write into the boards' registers."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from unicodedata import category

from pydantic import ValidationError

from flightdeck.domain.annotations import Event, EventWithdrawal
from flightdeck.domain.filters import Filters
from flightdeck.domain.register_line import LONGEST_TEXT
from flightdeck.domain.register_wording import field_words
from flightdeck.domain.registers import (
    AdoptionDecision,
    BarrierStep,
    Evidence,
    Meeting,
    Position,
    ProductStep,
    ProfileRefresh,
    Record,
    Withdrawal,
)
from flightdeck.domain.wording import day_text
from flightdeck.errors import Fault, NotFoundError, ReaderError
from flightdeck.services import adoption, annotations, barriers, boards, recommendations
from flightdeck.services.access import ROLE_TITLES, Action, Actor, require
from flightdeck.services.application_store import application_file
from flightdeck.services.audit import AuditTrail
from flightdeck.services.deck import Deck
from flightdeck.services.register_entries import records
from flightdeck.services.register_store import Entry, RegisterStore

MODELS: dict[str, type[Record]] = {
    "position": Position,
    "evidence": Evidence,
    "withdrawal": Withdrawal,
    "barrier": BarrierStep,
    "meeting": Meeting,
    "product": ProductStep,
    "profile": ProfileRefresh,
    "adoption": AdoptionDecision,
    "event": Event,
    "event_withdrawal": EventWithdrawal,
}
WHY = "why"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # kinds of sign, as Unicode names them
_WANTED = {
    "missing": "is needed",
    "string_too_short": "is needed",
    "string_too_long": f"has more than {LONGEST_TEXT} characters",
    "string_pattern_mismatch": "must be one line of text",
    "date_": "is no day",
    "int_": "is no whole number",
    "enum": "is none of the choices",
    "literal_error": "is none of the choices",
    "bool_": "is neither yes nor no",
    "greater_than": "is too small a number",
    "less_than": "is too large a number",
}


def record(deck: Deck, kind: str, given: Mapping[str, str], actor: Actor, *, audit: AuditTrail) -> Entry:
    """Add one record to a register.

    Args:
        given: the fields of a form by their names, and `why`; an empty one is left out.

    Raises:
        NotAllowedError: when the reader does not keep the registers.
        ReaderError: with every fault of what was given.
    """
    require(actor, Action.RECORD_DECISIONS)
    now, why = datetime.now(UTC), given.get(WHY, "").strip()
    try:
        made = read_form(kind, given)
    except ReaderError as error:
        raise ReaderError([*error.faults, *_why_faults(why)]) from error
    before = recommendations.entries_of(deck, Filters())
    faults = [
        *_unseen(given),
        *_why_faults(why),
        *_late(made, now.date()),
        *_known(made, deck),
        *_same(before, made),
    ]
    if faults:
        raise ReaderError(faults)
    entry = Entry(now, ROLE_TITLES[actor.role], why, made)
    store = RegisterStore(application_file(deck.settings.store))
    try:
        store.append(entry)
    finally:
        store.close()
    audit.record(actor, "record_decision", f"{kind}: {made.subject}", {WHY: why}, 1)
    return entry


def _known(made: Record, deck: Deck) -> list[Fault]:
    """What only the register it is for can know."""
    return [
        *recommendations.check(made, deck, Filters()),
        *barriers.check(made, deck, Filters()),
        *boards.check(made),
        *adoption.check(made, deck),
        *annotations.check(made, deck),
    ]


def read_form(kind: str, given: Mapping[str, str]) -> Record:
    """The record a form makes.

    Raises:
        NotFoundError: when there is no register of that kind.
        ReaderError: with a fault for every field that cannot be read.
    """
    if kind not in MODELS:
        raise NotFoundError.of(f'there is no register of "{kind}"', remedy="Use a form of the page.")
    told = {name: text.strip() for name, text in given.items() if name != WHY and text.strip()}
    try:
        return MODELS[kind].model_validate(told)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise ReaderError(_fault(one["type"], one["loc"], one["msg"]) for one in faults) from error


def _fault(kind: str, place: tuple[int | str, ...], message: str) -> Fault:
    said = next((words for start, words in _WANTED.items() if kind.startswith(start)), "")
    name = f"“{field_words(str(place[0]))}”" if place else ""
    return Fault(f"{name} {said}" if said else f"{name} {message.removeprefix('Value error, ')}".strip())


def _unseen(given: Mapping[str, str]) -> list[Fault]:
    """Texts with a sign that is not seen: it turns the rest of a line around, or hides a part of it.

    Asked of what is written, never of what is kept: a register must be readable for ever.
    """
    return [
        Fault(f"“{field_words(name)}” holds a sign that is not seen", remedy="Type it anew.")
        for name, text in given.items()
        if name != WHY and any(category(sign) in _UNSEEN for sign in text.strip())
    ]


def _why_faults(why: str) -> list[Fault]:
    if not why:
        return [Fault("“Why” is needed")]
    if len(why) > LONGEST_TEXT or not why.isprintable():
        return [Fault(f"“Why” must be one line of at most {LONGEST_TEXT} characters")]
    return []


def _late(made: Record, today: date) -> list[Fault]:
    """Days that cannot lie ahead: what has happened has happened."""
    ahead = [name for name in made.happened if (getattr(made, name) or today) > today]
    return [
        Fault(f"“{field_words(name)}”: {day_text(getattr(made, name))} has not come yet") for name in ahead
    ]


def _same(before: tuple[Entry, ...], made: Record) -> list[Fault]:
    """Nothing is written twice: a button pressed again changes nothing."""
    told = records(before, type(made), made.subject)
    if told and told[-1] == made:
        return [
            Fault("this is what the register says already", remedy="Change a field, or leave it as it is.")
        ]
    return []
