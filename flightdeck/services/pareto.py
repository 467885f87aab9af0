"""What closes the gap fastest: the fewest cells of team, stage and cause that make up most of it."""

from dataclasses import dataclass

import numpy as np

from flightdeck.domain.filters import Filters
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.kpis.gap_causes import CAUSES, Cells, cause_codes, fewest, gap_cells
from flightdeck.kpis.recording import ROLES
from flightdeck.kpis.stages import STAGES, stage_reached
from flightdeck.services.access import Actor
from flightdeck.services.characteristic_cell import CAUSE_TEXT
from flightdeck.services.characteristics import known, lens
from flightdeck.services.deck import Deck
from flightdeck.services.recording_groups import looked_at, near, near_share
from flightdeck.services.source_gaps import source_gap
from flightdeck.statistics.suppression import RULES, Audience

MOST = 0.80  # the share of the gap that the cells shown make up


@dataclass(frozen=True, slots=True)
class GapCell:
    """One cell of the gap: `count` is how many records to go back to."""

    characteristic: str
    title: str
    area: str
    team: str
    stage: str
    stage_label: str
    cause: str
    cause_text: str
    count: int
    share: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class Pareto:
    """The fewest cells that make up most of the gap, largest first."""

    role: str
    window: str
    total: int | None  # everybody in the gap; None where hidden
    cells: tuple[GapCell, ...]
    of: int  # how many cells there are in all
    sentence: str


def pareto(deck: Deck, role: str, filters: Filters, actor: Actor) -> Pareto:
    """The gap of every characteristic in a role (or of the one that the filters name), as few cells as make up most of it.

    To anybody but an analyst a cell with fewer persons than may be shown is left out, and counts are to the nearest five.

    Raises:
        NotFoundError: for a characteristic or a role that is none.
    """
    known(filters.characteristic or "age", role)
    seen = lens(deck, filters, actor)
    loaded, looked = deck.loaded(filters), looked_at(seen, role)
    names = [
        name
        for name in CHARACTERISTICS
        if filters.characteristic in ("", name) and source_gap(loaded.manifest, name, role) is None
    ]
    place = loaded.encoding.place[looked.rows.crime[looked.here]].astype(np.intp)
    stage = stage_reached(loaded.populations, ROLES[role].population)[looked.here]
    tables = {
        name: gap_cells(place, stage, cause_codes(looked.statuses(name)), stages=len(STAGES))
        for name in names
    }
    places = loaded.encoding.places
    total = sum(int(table.count.sum()) for table in tables.values())
    found = sorted(
        (
            (int(table.count[row]), name, row)
            for name, table in tables.items()
            for row in range(len(table.count))
        ),
        key=lambda cell: (-cell[0], cell[1], cell[2]),
    )
    shown = [cell for cell in found if cell[0] >= RULES[actor.audience].fewest and not seen.closed]
    kept = shown[: fewest(np.array([count for count, _, _ in shown], dtype=np.int64), share=MOST, of=total)]
    running = np.cumsum([count for count, _, _ in kept])
    cells = tuple(
        _cell(
            tables[name], name, row, area=places.area, team=places.team,
            total=total, reached=int(running[at]), audience=actor.audience,
        )
        for at, (_, name, row) in enumerate(kept)
    )  # fmt: skip
    coarse = RULES[actor.audience].fewest > 1
    small = 0 < total < RULES[actor.audience].fewest or seen.closed
    window = "" if seen.span is None else seen.span.window.label
    answer = Pareto(role, window, None if small else near(total, coarse=coarse), cells, len(found), "")
    return Pareto(role, window, answer.total, cells, len(found), _sentence(answer))


def _cell(
    table: Cells,
    name: str,
    row: int,
    *,
    area: tuple[str, ...],
    team: tuple[str, ...],
    total: int,
    reached: int,
    audience: Audience,
) -> GapCell:
    coarse = RULES[audience].fewest > 1
    place, stage, cause = int(table.place[row]), STAGES[int(table.stage[row])], CAUSES[int(table.cause[row])]
    count = int(table.count[row])
    return GapCell(
        name, CHARACTERISTICS[name][0], area[place], team[place], stage.name, stage.label, cause, CAUSE_TEXT[cause],
        near(count, coarse=coarse), near_share(count / total, coarse=coarse), near_share(reached / total, coarse=coarse),
    )  # fmt: skip


def _sentence(found: Pareto) -> str:
    if not found.cells:
        return f"{ROLES[found.role].title}: there is no gap that can be shown."
    records = sum(cell.count for cell in found.cells)
    first = found.cells[0]
    return (
        f"{ROLES[found.role].title}, {found.window}: {len(found.cells)} of {found.of} cells make up "
        f"{100 * found.cells[-1].cumulative:.0f} % of the gap, {records:,} records to go back to. "
        f"The largest: {first.title.lower()}, {first.team}, {first.stage_label.lower()}, {first.count:,} records."
    )
