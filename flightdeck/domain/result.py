"""KpiResult: one answer of the engine, already through the suppression gate, ready for every face."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Whether there is a figure, and if not, why not; never a blank, never a zero in disguise."""

    OK = "ok"
    SUPPRESSED = "suppressed"
    NOT_COMPUTABLE = "not_computable"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. A hidden number is None and `hidden` is true; a true zero is 0."""

    period: str
    first: str
    last: str
    numerator: int | None
    denominator: int | None
    value: float | None
    lower: float | None
    upper: float | None
    mature: bool
    hidden: bool
    at_least: bool = False  # hidden cells lie in the window: the figure is at least this
    signal: str = "none"
    mean: float | None = None
    lower_limit: float | None = None
    upper_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Spc:
    """How to read the series: the latest limits, the variation and the assurance, with the rule that spoke."""

    mean: float | None
    lower_limit: float | None
    upper_limit: float | None
    variation: str
    assurance: str
    rule: str
    rebased: tuple[str, ...] = ()
    carried: float = 0.0  # share of a standing figure's distance from its mean that the next period keeps


@dataclass(frozen=True, slots=True)
class Noted:
    """A dated event that lies in the series, and what becomes of the limits there."""

    number: int  # of the register of events
    title: str
    on: date
    change: str  # process | system | recording | external
    areas: tuple[str, ...] = ()  # none is the whole force
    redraw: str = ""  # redrawn | too_few: limits are redrawn, or will be once enough periods follow


@dataclass(frozen=True, slots=True)
class Extra:
    """A further figure that must stand beside the first (a 90th percentile, a share over a threshold)."""

    name: str
    label: str
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows left out of a figure, counted."""

    name: str
    because: str
    count: int | None


@dataclass(frozen=True, slots=True)
class MissingField:
    """A canonical field the source cannot give, and the barrier that explains it."""

    frame: str
    column: str
    reason: str
    barrier: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a breakdown over the whole window."""

    code: str
    label: str
    numerator: int | None
    denominator: int | None
    value: float | None
    lower: float | None
    upper: float | None
    hidden: bool
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class KpiResult:
    """One KPI for one set of filters and one audience."""

    id: str
    ref: str
    title: str
    version: int
    authority: str
    pillar: str
    measure: str
    unit: str
    value_unit: str
    scope: str
    basis: str
    improves_when: str
    snapshot: str
    as_at: date
    synthetic: bool
    audience: str
    filters: dict[str, str]
    status: Status
    reason: str = ""
    window: str = ""
    window_first: str = ""
    window_last: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    at_least: bool = False  # hidden cells lie in the window: the figure is at least this
    extras: tuple[Extra, ...] = ()
    series: tuple[Point, ...] = ()
    spc: Spc | None = None
    noted: tuple[Noted, ...] = ()
    completeness: float | None = None
    excluded: tuple[Excluded, ...] = ()
    missing: tuple[MissingField, ...] = ()
    characteristic: str = ""
    target: float | None = None
    caveats: tuple[str, ...] = ()
    balance: str = ""  # title of the KPI that shows what an improvement of this one may cost
    sentence: str = ""

    @property
    def stands(self) -> bool:
        """Whether each point is as at the end of its period, so that it is judged by how far it moved."""
        return self.basis == "snapshot"

    def to_json(self) -> dict[str, object]:
        """The result as a JSON object; the shape is documented in `docs/reference/kpi-result.md`."""
        plain = asdict(self)
        plain["as_at"] = self.as_at.isoformat()
        plain["status"] = self.status.value
        plain["interval"] = None if self.lower is None else [self.lower, self.upper]
        plain["noted"] = [asdict(one) | {"on": one.on.isoformat()} for one in self.noted]
        if self.spc is not None:
            plain["spc"] = asdict(self.spc) | self._read_together(self.spc)
        return plain

    def _read_together(self, spc: Spc) -> dict[str, object]:
        """The process limits as a pair, and the signal of each point beside them."""
        return {
            "limits": None if spc.lower_limit is None else [spc.lower_limit, spc.upper_limit],
            "signals": [point.signal for point in self.series],
        }
