"""Data quality: what came in, what was kept, which rules were broken, and what the source cannot give."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from flightdeck.data.checks import history
from flightdeck.domain.definition import Definition
from flightdeck.domain.filters import Filters
from flightdeck.domain.looking import looked_at
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import KpiResult, MissingField, Status
from flightdeck.services.access import Action, Actor, require
from flightdeck.services.deck import Deck
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.offered import About


@dataclass(frozen=True, slots=True)
class FrameRows:
    """Rows of one frame: in = kept + quarantined."""

    frame: str
    rows_in: int
    kept: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class CheckRead:
    """One check of the snapshot, with its count in each earlier snapshot."""

    id: str
    title: str
    severity: str
    frame: str
    count: int
    of: int
    history: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Rows set aside by one rule."""

    frame: str
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Aside:
    """The rows that a snapshot set aside, by rule."""

    rules: tuple[RuleCount, ...]


@dataclass(frozen=True, slots=True)
class AbsentField:
    """A field the source cannot give, and the KPIs it blocks."""

    field: MissingField
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything the data quality page says of one snapshot."""

    about: About
    source: str
    system: str
    frames: tuple[FrameRows, ...]
    checks: tuple[CheckRead, ...]
    quarantine: tuple[RuleCount, ...]
    absent: tuple[AbsentField, ...]
    not_computable: tuple[KpiResult, ...]
    caveats: tuple[str, ...]
    content_hash: str
    code_lists: dict[str, str]


def quality(deck: Deck, filters: Filters, actor: Actor) -> Quality:
    """The quality of the snapshot the filters stand on."""
    require(actor, Action.SEE_DATA_QUALITY)
    loaded = deck.loaded(filters)
    manifest = loaded.manifest
    asked = [one.id for one in deck.definitions() if one.status != "retired" and _may_be_blocked(one, loaded)]
    results = deck.results(filters, actor, asked)
    blocked = tuple(result for result in results if result.status is Status.NOT_COMPUTABLE)
    return Quality(
        about=deck.snapshot(filters),
        source=str(manifest.get("source", "")),
        system=str(manifest.get("system", "")),
        frames=tuple(
            FrameRows(name, told["rows_in"], told["kept"], told["quarantined"])
            for name, told in _table(manifest, "frames").items()
        ),
        checks=_checks(deck, manifest),
        quarantine=loaded.kept(Aside, lambda: Aside(_by_rule(loaded.snapshot.quarantined))).rules,
        absent=_absent(manifest, blocked),
        not_computable=blocked,
        caveats=tuple(str(text) for text in _listed(manifest, "caveats")),
        content_hash=str(manifest.get("content_hash", "")),
        code_lists={str(name): str(version) for name, version in _table(manifest, "code_lists").items()},
    )


def _may_be_blocked(definition: Definition, loaded: LoadedSnapshot) -> bool:
    """Whether there may be no figure of it; the others need not be worked out to tell which those are."""
    if definition.status == "not_computable":
        return True
    if POPULATIONS[definition.population].register:
        return bool(definition.when_none)
    asked = definition.headline_characteristics or definition.characteristics[:1] or ("",)
    return any(loaded.missing(definition, name) for name in asked)


def quarantine(deck: Deck, filters: Filters, actor: Actor) -> pd.DataFrame:
    """The rows set aside, by keyed reference, for those who put them right.

    Raises:
        NotAllowedError: when the reader may not see them.
    """
    require(actor, Action.SEE_QUARANTINE)
    return deck.loaded(filters).snapshot.quarantined


def _table(manifest: Mapping[str, object], name: str) -> dict[str, dict[str, int]]:
    found = manifest.get(name, {})
    return dict(found) if isinstance(found, Mapping) else {}


def _listed(manifest: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = manifest.get(name, [])
    return list(found) if isinstance(found, list) else []


def _checks(deck: Deck, manifest: Mapping[str, object]) -> tuple[CheckRead, ...]:
    manifests = [info.manifest for info in deck.store.list()]
    return tuple(
        CheckRead(
            str(told["id"]),
            str(told["title"]),
            str(told["severity"]),
            str(told["frame"]),
            int(str(told["count"])),
            int(str(told["of"])),
            tuple(history(str(told["id"]), manifests)),
        )
        for told in _listed(manifest, "checks")
    )


def checks_on(deck: Deck, definition: Definition, filters: Filters, actor: Actor) -> tuple[CheckRead, ...]:
    """The checks of the frames that a definition looks at; its figure leans on them."""
    require(actor, Action.SEE_DATA_QUALITY)
    frames = {
        frame
        for population, column in looked_at(definition)
        for frame, _ in POPULATIONS[population].fields(frozenset([column]))
    }
    return tuple(one for one in _checks(deck, deck.loaded(filters).manifest) if one.frame in frames)


def _by_rule(quarantined: pd.DataFrame) -> tuple[RuleCount, ...]:
    if quarantined.empty:
        return ()
    counts = (
        quarantined.groupby(["frame", "rule"], observed=True, dropna=False).size().reset_index(name="rows")
    )
    return tuple(RuleCount(str(row.frame), str(row.rule), int(str(row.rows))) for row in counts.itertuples())


def _absent(manifest: Mapping[str, object], blocked: tuple[KpiResult, ...]) -> tuple[AbsentField, ...]:
    declared = manifest.get("absent", {})
    fields = [
        MissingField(frame, column, str(told.get("reason", "")), str(told.get("barrier") or ""))
        for frame, told_of in (declared.items() if isinstance(declared, Mapping) else ())
        for column, told in told_of.items()
    ]
    return tuple(AbsentField(field, _blocks(field, blocked)) for field in fields)


def _blocks(field: MissingField, blocked: tuple[KpiResult, ...]) -> tuple[str, ...]:
    return tuple(
        result.id
        for result in blocked
        if any(
            missing.frame == field.frame and field.column in ("*", missing.column)
            for missing in result.missing
        )
    )
