"""Settings to services, as the commands and the server need them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flightdeck.cli.output import actor_of
from flightdeck.data.code_lists import load_code_lists
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.services.access import Action, Role, require
from flightdeck.services.application_store import application_file
from flightdeck.services.audit import AuditTrail
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.services.live_registry import LiveRegistry
from flightdeck.settings import Settings, get_settings

SYNTHETIC_SOURCE = ("synthetic", "rms.sqlite")


def settings_for(store: Path | None) -> Settings:
    """The settings, with another store where a command names one."""
    settings = get_settings()
    return settings if store is None else settings.model_copy(update={"store": store})


def deck_of(settings: Settings) -> FlightDeck:
    """The flight deck over the store of the settings."""
    code_lists = load_code_lists(settings.code_lists)
    registry = LiveRegistry(settings.definitions, code_lists=code_lists, today=today)
    registry.now()  # a set at fault is told before anything is served
    return FlightDeck(SnapshotStore(settings.store), registry, settings=settings, code_lists=code_lists)


def audit_of(settings: Settings) -> AuditTrail:
    """The audit trail of the store."""
    return AuditTrail(application_file(settings.store))


def work_on_data(settings: Settings, role: Role, work: str, subject: str) -> None:
    """Let whoever runs the command work on the data of a store, and write that down first.

    Raises:
        NotAllowedError: when the role may not; nothing is written then.
        ReaderError: when the store cannot be opened.
    """
    actor = actor_of(role)
    require(actor, Action.REFRESH)
    audit_of(settings).record(actor, work, subject, {}, 0)


def synthetic_source(settings: Settings) -> Path:
    """Where the synthetic record system lies."""
    return settings.store.joinpath(*SYNTHETIC_SOURCE)


def today() -> date:
    """Today, by the clock."""
    return datetime.now(UTC).date()


def end_of_last_month(today: date) -> date:
    """The last day of the month before."""
    return today.replace(day=1) - timedelta(days=1)
