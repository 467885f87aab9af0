"""Work lists: the records to go back to, kept so that they can be looked at again after the next refresh."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex

import numpy as np
import pandas as pd

from flightdeck.domain.codes import RecordingStatus, nearest
from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.errors import Fault, ReaderError
from flightdeck.kpis.encoding import NOT_RECORDED
from flightdeck.kpis.gap_causes import CAUSES, cause_codes
from flightdeck.kpis.recording import ROLES, STATUSES, role_rows
from flightdeck.kpis.stages import STAGES, stage_reached
from flightdeck.services.access import Action, Actor, may, require
from flightdeck.services.audit import AuditTrail
from flightdeck.services.characteristic_cell import CAUSE_TEXT
from flightdeck.services.characteristics import known, lens
from flightdeck.services.deck import Deck
from flightdeck.services.drill import PURPOSES
from flightdeck.services.recording_groups import looked_at
from flightdeck.services.source_gaps import source_gap
from flightdeck.services.worklist_store import Selection, WorkList, WorkLists

_COLUMNS = ("crime_ref", "person_role_ref", "force", "area", "team", "offence_code", "recorded_on")
_PLACES = ("force", "area", "team")
VICTIM = "victim"  # a list of persons in any other role is a list of suspects
_GAP = (RecordingStatus.UNKNOWN, RecordingStatus.MISSING, RecordingStatus.INVALID)
NOTHING_TO_FILL_IN = (
    "No record can be put right one by one: it takes a field in the record system, or a way to extract it."
)


@dataclass(frozen=True, slots=True)
class Recheck:
    """A work list looked at again: references by what has become of them."""

    id: str
    snapshot: str
    made_in: str
    closed: tuple[str, ...]
    still_open: tuple[str, ...]  # a bare "not stated" does not close a record
    gone: tuple[str, ...]  # no longer in the record system, or no longer a live crime
    new: tuple[str, ...]  # in the same selection now, and not on the list
    sentence: str


def make(
    deck: Deck,
    selection: Selection,
    filters: Filters,
    actor: Actor,
    *,
    purpose: str,
    lists: WorkLists,
    audit: AuditTrail,
) -> WorkList:
    """A work list of the records in a selection's gap, kept and audited.

    Raises:
        NotAllowedError: for anybody but an analyst; for suspects, but a restricted analyst.
        ReaderError: for a purpose, stage or cause that is none, and where the source cannot give the characteristic.
        NotFoundError: for a characteristic or a role that is none.
    """
    told = barrier(deck, selection, filters, actor)
    _check(selection, purpose)
    if told:
        raise ReaderError.of(told, where=selection.characteristic, remedy=NOTHING_TO_FILL_IN)
    seen = lens(deck, filters, actor)
    window = {} if seen.span is None else {"first": seen.span.window.first, "last": seen.span.window.last}
    asked = filters.but(snapshot="", **window)
    loaded = deck.loaded(filters)
    made = WorkList(
        token_hex(8), datetime.now(UTC).isoformat(timespec="seconds"), actor.name, loaded.id, selection, asked,
        _in_gap(deck, selection, filters.but(**window), actor),
    )  # fmt: skip
    lists.keep(made, purpose=purpose)
    audit.record(
        actor,
        "make_work_list",
        made.id,
        {"purpose": purpose, **asked.to_pairs(), **asdict(selection)},
        len(made.rows),
    )
    return made


def recheck(deck: Deck, name: str, actor: Actor, *, lists: WorkLists, audit: AuditTrail) -> Recheck:
    """A kept list against the latest snapshot.

    Raises:
        NotAllowedError: as `make`.
        NotFoundError: for a list that is none.
    """
    require(actor, Action.SEE_CASES)
    kept = lists.get(name)
    _may(actor, kept.selection.role)
    now = _statuses(deck, kept.selection, kept.filters)
    before = kept.rows["person_role_ref"].tolist()
    open_words = {status.value for status in (*_GAP, RecordingStatus.AMBIGUOUS)}
    gone = [ref for ref in before if ref not in now]
    still_open = [ref for ref in before if now.get(ref) in open_words]
    left = {*gone, *still_open}
    closed = [ref for ref in before if ref not in left]
    current = _in_gap(deck, kept.selection, kept.filters, actor)["person_role_ref"].tolist()
    listed = set(before)
    new = [ref for ref in current if ref not in listed]
    snapshot = deck.loaded(kept.filters).id
    audit.record(actor, "recheck_work_list", name, {"snapshot": snapshot}, len(before))
    told = f"{len(closed)} of {len(before)} records are closed, {len(still_open)} still open, {len(gone)} gone; {len(new)} are new."
    return Recheck(
        name, snapshot, kept.snapshot, tuple(closed), tuple(still_open), tuple(gone), tuple(new), told
    )


def barrier(deck: Deck, selection: Selection, filters: Filters, actor: Actor) -> str:
    """Why no record of a selection could be gone back to: the source cannot give it; empty where it can.

    Raises:
        NotAllowedError: as `make`.
        NotFoundError: for a characteristic or a role that is none.
    """
    _may(actor, selection.role)
    known(selection.characteristic, selection.role)
    gap = source_gap(deck.loaded(filters).manifest, selection.characteristic, selection.role)
    return "" if gap is None else f"{CAUSE_TEXT[gap.cause]}. {gap.reason}".strip()


def kept(actor: Actor, *, lists: WorkLists) -> tuple[tuple[str, str, str, int], ...]:
    """The kept lists that a reader may open, the newest first (`WorkLists.all`).

    Raises:
        NotAllowedError: as `make`.
    """
    require(actor, Action.SEE_CASES)
    return lists.all(roles=ROLES if may(actor, Action.SEE_SUSPECTS) else (VICTIM,))


def _may(actor: Actor, role: str) -> None:
    require(actor, Action.SEE_CASES)
    if role != VICTIM:
        require(actor, Action.SEE_SUSPECTS)


def _check(selection: Selection, purpose: str) -> None:
    stages = [stage.name for stage in STAGES]
    faults = [
        Fault(f'"{value}" is not a {what}', where=what, remedy=nearest(value, valid))
        for what, value, valid in (
            ("purpose", purpose, list(PURPOSES)), ("stage", selection.stage or stages[0], stages), ("cause", selection.cause or CAUSES[0], list(CAUSES)),
        )
        if value not in valid
    ]  # fmt: skip
    if faults:
        raise ReaderError(faults)


def _in_gap(deck: Deck, selection: Selection, filters: Filters, actor: Actor) -> pd.DataFrame:
    """The records of a selection that are in the gap now."""
    place = {name: value for name in ("area", "team") if (value := getattr(selection, name))}
    seen = lens(deck, filters.but(**place), actor)
    loaded, looked = deck.loaded(filters), looked_at(seen, selection.role)
    statuses = looked.statuses(selection.characteristic)
    causes = cause_codes(statuses)
    stage = stage_reached(loaded.populations, ROLES[selection.role].population)[looked.here]
    keep = causes >= 0
    if selection.cause:
        keep &= causes == CAUSES.index(selection.cause)
    if selection.stage:
        keep &= stage == [item.name for item in STAGES].index(selection.stage)
    rows = np.flatnonzero(looked.here)[keep]
    frame = looked.rows.view.frame(_COLUMNS).iloc[rows].reset_index(drop=True)
    return (
        placed(frame)
        .assign(
            recorded_on=frame["recorded_on"].dt.strftime("%Y-%m-%d"),
            characteristic=CHARACTERISTICS[selection.characteristic][0],
            stage=[STAGES[place].label for place in stage[keep]],
            status=[STATUSES[code].value for code in statuses[keep]],
        )
        .sort_values("person_role_ref", ignore_index=True)
    )


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The records with a word where no force, area or team is recorded."""
    return rows.assign(**{name: rows[name].astype("str").fillna(NOT_RECORDED) for name in _PLACES})


def _statuses(deck: Deck, selection: Selection, filters: Filters) -> dict[str, str]:
    """The status of everybody in the role on a live crime, by reference."""
    loaded = deck.loaded(replace(filters, snapshot=""))
    rows = role_rows(loaded.populations, loaded.encoding, ROLES[selection.role])
    codes = rows.statuses(selection.characteristic)[rows.counted]
    refs = rows.view.column("person_role_ref")[rows.counted]
    words = np.array([status.value for status in STATUSES], dtype=object)[codes]
    return dict(zip(refs, words, strict=True))


__all__ = ["Recheck", "Selection", "WorkList", "WorkLists", "barrier", "kept", "make", "recheck"]
