"""A cell of the matrix as a KPI result, so that the charts, chips and tables of the deck draw it."""

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.result import KpiResult, Status
from flightdeck.services.access import Actor
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.offered import About

DEFAULT_SCOPE = "rasso"
UNITS = {
    "victim": "victims",
    "suspect_identified": "suspects identified",
    "suspect_spoken_to": "suspects arrested or interviewed",
}


def as_result(cell: Cell, *, about: About, filters: Filters, actor: Actor) -> KpiResult:
    """The share with a value, with its series and its limits."""
    return KpiResult(
        id=f"{cell.characteristic}-{cell.role}", ref="", title=f"{cell.title}: has a value", version=1, authority="proposed",
        pillar="data", measure="completeness", unit=UNITS[cell.role], value_unit="%", scope=filters.scope or DEFAULT_SCOPE,
        basis=Basis.RECORDED.value, improves_when="increase", snapshot=about.id, as_at=about.as_at, synthetic=about.synthetic,
        audience=actor.audience.value, filters=filters.to_pairs(), status=_status(cell), reason=cell.reason,
        window=cell.window, window_first=cell.window_first, window_last=cell.window_last,
        numerator=cell.valid, denominator=cell.in_scope, value=cell.substantive, lower=cell.lower, upper=cell.upper,
        series=cell.series, spc=cell.spc, characteristic=cell.characteristic, sentence=cell.sentence,
    )  # fmt: skip


def _status(cell: Cell) -> Status:
    if not cell.computable:
        return Status.NOT_COMPUTABLE
    if cell.hidden:
        return Status.SUPPRESSED
    return Status.OK if cell.substantive is not None else Status.INSUFFICIENT
