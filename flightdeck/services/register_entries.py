"""What stands in the boards' registers on a day, and the one way to write into them."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TypeVar

from pydantic import ValidationError

from flightdeck.data.governance import synthetic_history
from flightdeck.domain.registers import (
    LONGEST_TEXT,
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
from flightdeck.services.access import ROLE_TITLES, Action, Actor, require
from flightdeck.services.audit import AuditTrail
from flightdeck.services.register_store import Entry, RegisterStore
from flightdeck.settings import Settings

R = TypeVar("R", bound=Record)
Check = Callable[[Record], list[Fault]]  # what only the register it is for can know

MODELS: dict[str, type[Record]] = {
    "position": Position,
    "evidence": Evidence,
    "withdrawal": Withdrawal,
    "barrier": BarrierStep,
    "meeting": Meeting,
    "product": ProductStep,
    "profile": ProfileRefresh,
}
WHY = "why"
_SYNTHETIC = "SYNTHETIC"
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


def entries(settings: Settings, *, synthetic: bool, as_known: date | None = None) -> tuple[Entry, ...]:
    """Every record of the store, after the SYNTHETIC ones where the snapshot is synthetic; those of a later day are left out."""
    kept = _read(settings) if (settings.store / "application.sqlite").exists() else ()
    made_up = (
        tuple(
            Entry(
                datetime(one.at.year, one.at.month, one.at.day, tzinfo=UTC),
                f"{one.by} ({_SYNTHETIC})",
                one.why,
                one.record,
            )
            for one in synthetic_history()
        )
        if synthetic
        else ()
    )
    return tuple(one for one in (*made_up, *kept) if as_known is None or one.at.date() <= as_known)


def _read(settings: Settings) -> tuple[Entry, ...]:
    store = RegisterStore(settings.store / "application.sqlite")
    try:
        return store.entries()
    finally:
        store.close()


def records(found: tuple[Entry, ...], kind: type[R], subject: str | None = None) -> tuple[R, ...]:
    """The records of one kind, of one subject where it is named, in the order they were written."""
    return tuple(
        entry.record
        for entry in found
        if isinstance(entry.record, kind) and subject in (None, entry.record.subject)
    )


def write(
    settings: Settings,
    kind: str,
    given: Mapping[str, str],
    actor: Actor,
    *,
    synthetic: bool,
    audit: AuditTrail,
    check: Check,
) -> Entry:
    """Add one record to a register.

    Args:
        given: the fields of a form by their names, and `why`; an empty one is left out.

    Raises:
        NotAllowedError: when the reader does not keep the registers.
        ReaderError: with every fault of what was given.
    """
    require(actor, Action.RECORD_DECISIONS)
    now = datetime.now(UTC)
    record = read_form(kind, given)
    why = given.get(WHY, "").strip()
    before = entries(settings, synthetic=synthetic)
    faults = [*_why_faults(why), *_late(record, now.date()), *check(record), *_same(before, record)]
    if faults:
        raise ReaderError(faults)
    entry = Entry(now, ROLE_TITLES[actor.role], why, record)
    store = RegisterStore(settings.store / "application.sqlite")
    try:
        store.append(entry)
    finally:
        store.close()
    audit.record(actor, "record_decision", f"{kind}: {record.subject}", {WHY: why}, 1)
    return entry


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
    where = str(place[0]).replace("_", " ").capitalize() if place else ""
    if not said:
        return Fault(message.removeprefix("Value error, "), where=where)
    return Fault(f"this {said}", where=where)


def _why_faults(why: str) -> list[Fault]:
    if not why:
        return [Fault("this is needed", where="Why", remedy="Say in a line why the record changes.")]
    if len(why) > LONGEST_TEXT or not why.isprintable():
        return [Fault(f"this must be one line of at most {LONGEST_TEXT} characters", where="Why")]
    return []


def _late(record: Record, today: date) -> list[Fault]:
    """Days that cannot lie ahead: what has happened has happened."""
    ahead = [name for name in record.happened if (getattr(record, name) or today) > today]
    return [
        Fault(
            f"{day_text(getattr(record, name))} has not come yet", where=name.replace("_", " ").capitalize()
        )
        for name in ahead
    ]


def _same(before: tuple[Entry, ...], record: Record) -> list[Fault]:
    """Nothing is written twice: a button pressed again changes nothing."""
    told = records(before, type(record), record.subject)
    if told and told[-1] == record:
        return [
            Fault("this is what the register says already", remedy="Change a field, or leave it as it is.")
        ]
    return []
