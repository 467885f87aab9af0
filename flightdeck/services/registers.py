"""The registers as tables for KPIs: what stood in each, from which day to which.

A day in `to_on` is the first on which the row no longer stands; a row that stands still has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from flightdeck.data import governance
from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.registers import (
    Evidence,
    Meeting,
    MeetingState,
    Position,
    ProductStep,
    ProfileRefresh,
    Withdrawal,
    numbered,
    position_on,
    standing,
)
from flightdeck.services.application_store import application_file
from flightdeck.services.boards import latest_meetings
from flightdeck.services.register_entries import entries, records
from flightdeck.services.register_store import Entry, last_written
from flightdeck.services.register_tables import RegisterTables
from flightdeck.settings import Settings

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Span:
    """What is so from one day until another, which is the first on which it is not."""

    first: date
    after: date | None
    said: Row


OF_BOARDS = ("recommendations", "nom_products", "problem_profiles", "board_meetings")
_snapshots = lru_cache(maxsize=4)(SnapshotStore)  # which reads each manifest once
_DATES = ("from_on", "to_on", "refreshed_on", "scheduled_on")


@dataclass(frozen=True, slots=True)
class State:
    """What the registers of the boards follow from: equal states give equal tables."""

    store: Path
    on: date  # what was written later is left out, and no row begins or ends later
    synthetic: bool
    written: int  # the number of the latest record


def state(settings: Settings, *, as_known: date | None) -> State:
    """The state the registers of the boards are in, as known on a day or today."""
    latest = _snapshots(settings.store).latest()
    synthetic = latest is not None and bool(latest.manifest.get("synthetic"))
    written = last_written(application_file(settings.store))
    return State(settings.store, as_known or datetime.now(UTC).date(), synthetic, written)


def registers(settings: Settings, *, as_known: date | None = None) -> RegisterTables:
    """Every register of a store: recommendations, nom_products, problem_profiles, board_meetings, data_loads.

    What was written after `as_known` is left out, and nothing is foretold: no row begins or ends after that day, or today.
    """
    kept, store = of_boards(state(settings, as_known=as_known)), _snapshots(settings.store)
    return kept.beside("data_loads", lambda: _table(_loads(store), "loaded_at", "succeeded"))


@lru_cache(maxsize=8)
def of_boards(state: State) -> RegisterTables:
    """The registers of the boards in one state, made once."""

    @cache
    def kept() -> tuple[Entry, ...]:
        return entries(state.store, synthetic=state.synthetic, as_known=state.on)

    return RegisterTables(
        {
            "recommendations": lambda: _table(
                _until(_recommendations(kept()), state.on), "ref", "state", "evidenced", "from_on", "to_on"
            ),
            "nom_products": lambda: _table(
                _until(_products(records(kept(), ProductStep)), state.on),
                "product", "state", "from_on", "to_on",
            ),
            "problem_profiles": lambda: _table(
                ({"refreshed_on": one.refreshed_on} for one in records(kept(), ProfileRefresh)),
                "refreshed_on",
            ),
            "board_meetings": lambda: _table(
                _meetings(records(kept(), Meeting)), "board", "scheduled_on", "held", "reviewed"
            ),
        }
    )  # fmt: skip


def _until(rows: Iterable[Span], on: date) -> Iterator[Row]:
    """The stretches that have begun by a day; one that ends later has not ended yet."""
    for row in rows:
        if row.first <= on:
            ended = row.after if row.after is not None and row.after <= on else None
            yield {**row.said, "from_on": row.first, "to_on": ended}


def _recommendations(kept: tuple[Entry, ...]) -> Iterator[Span]:
    about = governance.recommendations()
    for shipped in about.recommendations:
        if shipped.deadline is not None:
            yield from _standings(kept, shipped.number, shipped.deadline, about.published_on)


def _standings(kept: tuple[Entry, ...], number: int, deadline: date, published_on: date) -> Iterator[Span]:
    """A recommendation from its publication, one row for each stretch of days in one state."""
    subject = str(number)
    positions = records(kept, Position, subject)
    evidence = numbered(
        entry.record
        for entry in kept
        if isinstance(entry.record, Evidence | Withdrawal) and entry.record.subject == subject
    )
    days = {published_on, deadline + timedelta(days=1), *(one.on for one in positions)}
    days |= {day for one in evidence for day in one.changes_on}
    for first, after in _spans(day for day in days if day >= published_on):
        position = position_on(positions, first)
        evidenced = any(one.counts_on(first) for one in evidence)
        claim = None if position is None else position.claim
        state = standing(claim, evidenced=evidenced, deadline=deadline, on=first)
        yield Span(first, after, {"ref": subject, "state": state.value, "evidenced": evidenced})


def _products(steps: Sequence[ProductStep]) -> Iterator[Span]:
    for name in dict.fromkeys(step.product for step in steps):
        on = {
            step.on: step for step in steps if step.product == name
        }  # of one day, the one written last stands
        for first, after in _spans(on):
            yield Span(first, after, {"product": name, "state": on[first].state.value})


def _spans(days: Iterable[date]) -> Iterator[tuple[date, date | None]]:
    """The stretches between days, the last without an end."""
    ordered = sorted(set(days))
    yield from pairwise([*ordered, None])


def _meetings(meetings: tuple[Meeting, ...]) -> Iterator[Row]:
    for meeting in latest_meetings(meetings):
        yield {
            "board": meeting.board.value,
            "scheduled_on": meeting.scheduled_on,
            "held": meeting.state is MeetingState.HELD,
            "reviewed": meeting.reviewed,
        }


def _loads(store: SnapshotStore) -> Iterator[Row]:
    """Every load that made a snapshot, and the latest that failed."""
    for info in store.list():
        made = str(info.manifest.get("created_at", ""))
        if made:
            yield {"loaded_at": datetime.fromisoformat(made), "succeeded": True}
    failure = store.failure()
    if failure is not None:
        yield {"loaded_at": datetime.fromisoformat(str(failure["at"])), "succeeded": False}


def _table(rows: Iterable[Row], *columns: str) -> pd.DataFrame:
    """The rows with their columns, also where there is none; days as days, moments in UTC."""
    made = pd.DataFrame(list(rows), columns=list(columns))
    for name in columns:
        if name in _DATES:
            made[name] = pd.to_datetime(made[name])
        elif name == "loaded_at":
            made[name] = pd.to_datetime(made[name], utc=True).dt.tz_localize(None)
        else:
            made[name] = made[name].astype(
                "bool" if name in ("evidenced", "held", "reviewed", "succeeded") else "str"
            )
    return made
