"""One characteristic in one role, looked at from every side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.filters import Filters
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.result import KpiResult
from flightdeck.kpis.recording import ROLES
from flightdeck.kpis.stages import DAYS_LABELS, STAGES, WEEKDAYS, days_since, stage_reached, weekday
from flightdeck.services.access import Actor
from flightdeck.services.breakdowns import FunnelAnswer, funnel
from flightdeck.services.characteristic_cell import Cell
from flightdeck.services.characteristic_values import Values, values_of
from flightdeck.services.characteristics import Lens, cell_of, known, lens
from flightdeck.services.deck import Deck
from flightdeck.services.recording_groups import Looked, RecordedGroup, by_group, looked_at, shown_groups
from flightdeck.services.recordings import CORE
from flightdeck.services.source_gaps import field_gap

KPI_OF_ROLE = {
    "victim": "victim_characteristics_substantive",
    "suspect_identified": "suspect_characteristics_identified",
    "suspect_spoken_to": "suspect_characteristics_spoken_to",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the page of a characteristic says.

    Groups are by the window of the headline; a tuple is empty where the source has no such field or the characteristic
    cannot be known.
    """

    cell: Cell
    core_four: Cell
    result: KpiResult
    by_area: FunnelAnswer | None
    by_team: FunnelAnswer | None
    by_offence: tuple[RecordedGroup, ...]
    by_stage: tuple[RecordedGroup, ...]
    by_route: tuple[RecordedGroup, ...]
    by_weekday: tuple[RecordedGroup, ...]
    by_days_since_recorded: tuple[RecordedGroup, ...]
    values: Values | None


def profile(deck: Deck, characteristic: str, role: str, filters: Filters, actor: Actor) -> Profile:
    """A characteristic in a role: its process, places, offences, stages, routes, ages of record, and its values.

    Raises:
        NotFoundError: for a characteristic or a role that is none.
    """
    known(characteristic, role)
    seen = lens(deck, filters, actor)
    cell, core = cell_of(seen, characteristic, role), cell_of(seen, CORE, role)
    asked = filters.but(characteristic=characteristic)
    result = deck.result(KPI_OF_ROLE[role], asked, actor)
    if not cell.computable or seen.span is None:
        return Profile(cell, core, result, None, None, (), (), (), (), (), None)
    groups = _Groups(seen, looked_at(seen, role), characteristic, role)
    return Profile(
        cell, core, result,
        by_area=funnel(deck, KPI_OF_ROLE[role], "area", asked, actor),
        by_team=funnel(deck, KPI_OF_ROLE[role], "team", asked, actor),
        by_offence=groups.by_column("offence_code"),
        by_stage=groups.by_stage(),
        by_route=groups.by_column("report_route"),
        by_weekday=groups.by_weekday(),
        by_days_since_recorded=groups.by_days(),
        values=values_of(seen, groups.looked, characteristic, role),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Groups:
    """The groups of one characteristic through one lens."""

    seen: Lens
    looked: Looked
    characteristic: str
    role: str

    def by_column(self, name: str) -> tuple[RecordedGroup, ...]:
        loaded = self.seen.deck.loaded(self.seen.filters)
        if field_gap(loaded.manifest, "crimes", name) is not None:
            return ()
        column = self.looked.rows.view.column(name).astype("category")
        codes = [str(value) for value in column.cat.categories]
        places = column.cat.codes.to_numpy().astype(np.intp)
        lists = self.seen.deck.code_lists
        code_list = POPULATIONS[ROLES[self.role].population].columns[name].codes
        names = lists[code_list].labels() if code_list is not None and code_list in lists else {}
        groups = np.where(places < 0, len(codes), places)
        return self._shown(groups, (*codes, ""), (*(names.get(code, code) for code in codes), "Not recorded"))

    def by_stage(self) -> tuple[RecordedGroup, ...]:
        loaded = self.seen.deck.loaded(self.seen.filters)
        stages = stage_reached(loaded.populations, ROLES[self.role].population)
        return self._shown(stages, [stage.name for stage in STAGES], [stage.label for stage in STAGES])

    def by_weekday(self) -> tuple[RecordedGroup, ...]:
        loaded = self.seen.deck.loaded(self.seen.filters)
        if field_gap(loaded.manifest, "crimes", "reported_on") is not None:
            return ()
        return self._shown(weekday(self.looked.rows.view, "reported_on"), WEEKDAYS, WEEKDAYS)

    def by_days(self) -> tuple[RecordedGroup, ...]:
        as_at = np.datetime64(self.seen.deck.loaded(self.seen.filters).as_at, "D")
        return self._shown(days_since(self.looked.rows.view, as_at), DAYS_LABELS, DAYS_LABELS)

    def _shown(
        self, groups: NDArray[np.intp], codes: Sequence[str], labels: Sequence[str]
    ) -> tuple[RecordedGroup, ...]:
        statuses = self.looked.statuses(self.characteristic)
        counts = by_group(groups[self.looked.here], statuses, size=len(codes))
        return shown_groups(
            counts, codes=codes, labels=labels, audience=self.seen.actor.audience, closed=self.seen.closed
        )
