"""A deck, an audit trail and settings that stand in for the real ones."""

import atexit
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import SimpleNamespace

from pydantic import SecretStr

from flightdeck.domain.definition import Pillar
from flightdeck.domain.filters import Filters
from flightdeck.domain.result import KpiResult
from flightdeck.errors import NotFoundError
from flightdeck.services.access import scope
from tests.factories import AS_AT, FIRST, LAST, every_state

_STORE = Path(mkdtemp(prefix="flightdeck-test-"))  # for the sessions of readers
atexit.register(rmtree, _STORE, ignore_errors=True)


@dataclass
class FakeDeck:
    """A deck that answers with given results and keeps what it was asked."""

    given: tuple[KpiResult, ...] = field(default_factory=every_state)
    synthetic: bool = True
    failed: str = ""
    empty: bool = False
    asked: list[Filters] = field(default_factory=list)

    def definitions(self):
        return tuple(
            SimpleNamespace(id=one.id, pillar=Pillar(one.pillar), status="live")
            for one in {result.id: result for result in self.given}.values()
        )

    def results(self, filters, actor, ids=None):
        scope(actor, filters)
        self.asked.append(filters)
        return tuple(one for one in self.given if ids is None or one.id in ids)

    def result(self, id, filters, actor):  # noqa: A002  the deck's own word
        found = self.results(filters, actor, [id])
        if not found:
            raise NotFoundError.of(f'there is no KPI "{id}"', where="address")
        return found[0]

    def taken_place(self, filters, actor):
        return {}

    def note_adoption(self):
        return 0

    def options(self, actor, filters):
        if self.empty:
            raise NotFoundError.of("There is no snapshot yet.", remedy="Run flightdeck refresh.")
        scope(actor, filters)
        areas = actor.areas or ("Eastern", "Southern", "Western")
        return SimpleNamespace(
            forces=(),
            areas=areas,
            teams=("Ipswich", "Lowestoft"),
            first=FIRST,
            last=LAST,
            scopes=(("rape", "Rape"), ("rasso", "Rape and serious sexual offences")),
            snapshots=(
                self.snapshot(filters),
                SimpleNamespace(id="2026-10-01-d4e5f6", as_at=date(2026, 10, 1)),
            ),
        )

    def snapshot(self, filters):
        return SimpleNamespace(
            id="2026-11-01-a1b2c3",
            as_at=AS_AT,
            synthetic=self.synthetic,
            mapping_title="Synthetic record system",
            created_at=AS_AT,
        )

    def banner(self, actor=None):
        return (
            *([SimpleNamespace(kind="synthetic", text="")] if self.synthetic else []),
            *([SimpleNamespace(kind="failed", text=self.failed)] if self.failed else []),
        )


@dataclass
class FakeAudit:
    """An audit trail that keeps what it is told in a list."""

    events: list[tuple[str, str, str]] = field(default_factory=list)

    def record(self, actor, action, subject, detail, rows):
        self.events.append((actor.role.value, action, subject))


def settings(**changes):
    """Settings of a demonstration on this machine."""
    return SimpleNamespace(
        **{
            "host": "127.0.0.1",
            "port": 8050,
            "sign_on": "demo",
            "store": _STORE,
            "secret_key": SecretStr("for tests only"),
            **changes,
        }
    )
