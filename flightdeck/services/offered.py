"""What a reader is told and offered around every page: the snapshot, the pickers, the banners."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flightdeck.data.snapshots import SnapshotInfo, SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.domain.wording import SCOPE_LABELS
from flightdeck.kpis.encoding import INCIDENTS, NOT_RECORDED, SCOPES, Encoding
from flightdeck.services.access import Action, Actor, may


@dataclass(frozen=True, slots=True)
class About:
    """The snapshot a page stands on."""

    id: str
    as_at: date
    synthetic: bool
    mapping_title: str
    created_at: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the pickers offer a reader."""

    forces: tuple[str, ...]
    areas: tuple[str, ...]
    teams: tuple[str, ...]
    scopes: tuple[tuple[str, str], ...]
    snapshots: tuple[About, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Banner:
    """Something every page must say."""

    kind: str  # synthetic | failed | stale
    text: str


def options(store: SnapshotStore, encoding: Encoding, filters: Filters, actor: Actor) -> Options:
    """What the pickers offer: only the reader's own areas, and the teams of the area chosen."""
    places = encoding.places
    rows = [
        row
        for *row, held in zip(places.force, places.area, places.team, encoding.holds_crime(), strict=True)
        if (held or row[1] != NOT_RECORDED) and (not actor.areas or row[1] in actor.areas)
    ]
    inside = [row for row in rows if filters.force in ("", row[0])]
    forces = sorted({row[0] for row in rows})
    return Options(
        forces=tuple(forces) if len(forces) > 1 else (),
        areas=tuple(sorted({row[1] for row in inside})),
        teams=tuple(sorted({row[2] for row in inside if filters.area in ("", row[1])})),
        scopes=tuple((name, SCOPE_LABELS[name]) for name in SCOPES if name != INCIDENTS),
        snapshots=tuple(about(info) for info in reversed(store.list())),
        first=encoding.first_month,
        last=encoding.last_month(),
    )


def banners(store: SnapshotStore, *, stale_after_hours: int, actor: Actor | None) -> tuple[Banner, ...]:
    """What every page must say: synthetic data, a failed refresh, an old snapshot.

    Args:
        store: where the snapshots lie.
        stale_after_hours: when the last refresh is said to be old.
        actor: who is told; what a refresh failed of is for those alone who can mend it.
    """
    latest = store.latest()
    if latest is None:
        return ()
    said: list[Banner] = []
    current = about(latest)
    if current.synthetic:
        said.append(
            Banner("synthetic", "SYNTHETIC data: no figure here describes a real force or a real person.")
        )
    failure = store.failure()
    if failure is not None:
        said.append(
            Banner("failed", refresh_failed(failure, mends=actor is not None and may(actor, Action.REFRESH)))
        )
    elif _hours_since(current.created_at) > stale_after_hours:
        said.append(Banner("stale", f"The last refresh was more than {stale_after_hours} hours ago."))
    return tuple(said)


def about(info: SnapshotInfo) -> About:
    """A snapshot as a page tells of it."""
    manifest = info.manifest
    return About(
        info.id,
        info.as_at,
        bool(manifest.get("synthetic")),
        str(manifest.get("title", "")),
        str(manifest.get("created_at", "")),
    )


def _hours_since(created_at: str) -> float:
    try:
        made = datetime.fromisoformat(created_at)
    except ValueError:
        return 0.0
    aware = made if made.tzinfo else made.replace(tzinfo=UTC)
    return (datetime.now(UTC) - aware).total_seconds() / 3600


def refresh_failed(failure: Mapping[str, object], *, mends: bool) -> str:
    """A failed refresh in plain words, with its first fault for those who can mend it."""
    try:
        at = datetime.fromisoformat(str(failure.get("at")))
        when = f" on {at.day} {at:%B %Y at %H:%M} UTC"
    except ValueError:
        when = ""
    told = (
        f"The data could not be brought up to date{when}, so the figures are those of the last time it could."
    )
    if not mends:
        return f"{told} The data steward knows why."
    return f"{told} {_first_fault(failure.get('faults', []))}".strip()


def _first_fault(faults: object) -> str:
    if isinstance(faults, list) and faults:
        return str(faults[0].get("what", "")) if isinstance(faults[0], dict) else str(faults[0])
    return json.dumps(faults) if faults else ""
