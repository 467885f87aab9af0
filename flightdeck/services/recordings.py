"""The recording of every characteristic in every role of one snapshot, counted once, and what of it each audience may see.

Analysts see every count. To anybody else a characteristic is opened in three steps, each only where it is safe:

1. how many are in scope and how many of them have a value: the pattern of the deck (`statistics.lattice`);
2. the four figures: value, explained, not stated without a reason, gap;
3. every status.

Steps two and three are opened in whole blocks: all children of a place and all parts of a span together, and only where
every part of every cell is zero or large enough. So whatever is subtracted from what, the difference is a sum of such
parts. Suspects spoken to are a part of suspects identified, and rape of all sexual offences, so such differences are held to
the same rule; there even step one goes by blocks.
"""

from dataclasses import dataclass, replace
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from flightdeck.domain.codes import RecordingStatus
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.kpis.answers import Answer
from flightdeck.kpis.completeness import FIGURES
from flightdeck.kpis.encoding import SCOPES, Question
from flightdeck.kpis.recording import (
    ROLES,
    STATUSES,
    StatusCube,
    core_codes,
    counter,
    in_scope,
    role_rows,
    total,
)
from flightdeck.services.loaded import LoadedSnapshot
from flightdeck.services.recording_levels import (
    FIRST,
    WITHIN_OR_AROUND,
    Levels,
    Parts,
    opened,
    scopes_beside,
)
from flightdeck.services.source_gaps import source_gap
from flightdeck.statistics.cells import Calendar
from flightdeck.statistics.lattice import Pattern, windows
from flightdeck.statistics.suppression import RULES, Audience
from flightdeck.statistics.tiers import tiered

CORE_FOUR = ("age", "sex", "ethnicity_self_defined", "disability")
CORE = "core_four"
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
_LEVEL_OF = {
    RecordingStatus.VALID: 1, RecordingStatus.AMBIGUOUS: 2, RecordingStatus.DECLINED: 3, RecordingStatus.NOT_ASKED: 3,
    RecordingStatus.UNKNOWN: 3, RecordingStatus.MISSING: 3, RecordingStatus.INVALID: 3,
}  # fmt: skip
_STEP_OF = {"substantive": 1, "recorded": 2, "gap": 2, "ambiguous": 2, "declined": 3, "not_asked": 3}
EXPLAINED = (RecordingStatus.DECLINED, RecordingStatus.NOT_ASKED)
GAP = (RecordingStatus.UNKNOWN, RecordingStatus.MISSING, RecordingStatus.INVALID)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an audience sees over some windows: persons by status, and the four figures; NaN where hidden."""

    in_scope: Floats
    statuses: dict[RecordingStatus, Floats]
    valid: Floats
    explained: Floats
    ambiguous: Floats
    gap: Floats


class Recordings:
    """The status cubes of one snapshot, and what each audience may see of them."""

    def __init__(self, loaded: LoadedSnapshot, *, calendar: Calendar) -> None:
        """Cubes are counted when a role is first asked for."""
        self._loaded = loaded
        self.calendar = calendar
        self._lock = RLock()
        self._cubes: dict[tuple[str, str], StatusCube] = {}
        self._bases: dict[tuple[str, str, int, Audience], Pattern] = {}
        self._levels: dict[tuple[str, str, int, Audience], Levels] = {}

    def cube(self, role: str, characteristic: str) -> StatusCube:
        """Persons by status, scope, place and month; `core_four` stands for the four together."""
        with self._lock:
            if (role, characteristic) not in self._cubes:
                self._count(role)
            return self._cubes[role, characteristic]

    def count(self) -> None:
        """Count every role now, so that no reader waits for it."""
        for role in ROLES:
            self.cube(role, CORE)

    def prepare(self, *, scope: int, audience: Audience) -> None:
        """Count every role, and work out what an audience may see of all that the source can give."""
        self.count()
        for role in ROLES:
            for name in (*CHARACTERISTICS, CORE):
                if source_gap(self._loaded.manifest, name, role) is None:
                    self.levels(role, name, scope=scope, audience=audience)

    def _count(self, role: str) -> None:
        loaded = self._loaded
        rows = role_rows(loaded.populations, loaded.encoding, ROLES[role])
        count = counter(rows, loaded.encoding)
        for name in CHARACTERISTICS:
            self._cubes[role, name] = count(rows.statuses(name))
        self._cubes[role, CORE] = count(core_codes(rows, CORE_FOUR))

    def reading(
        self,
        role: str,
        characteristic: str,
        question: Question,
        *,
        nodes: NDArray[np.intp],
        audience: Audience,
    ) -> Reading:
        """Persons by status over the windows of a question."""
        if RULES[audience].fewest <= 1:
            return self._open(role, characteristic, question)
        return self._protected(role, characteristic, question, nodes=nodes, audience=audience)

    def _open(self, role: str, characteristic: str, question: Question) -> Reading:
        by_month = self.cube(role, characteristic)[:, question.scope][:, question.places].sum(
            axis=1, dtype=np.int64
        )
        running = np.concatenate(
            (np.zeros((len(STATUSES), 1), dtype=np.int64), np.cumsum(by_month, axis=1)), axis=1
        )
        counts = running[:, question.last + 1] - running[:, question.first]
        statuses = {status: counts[number].astype(np.float64) for number, status in enumerate(STATUSES)}
        return Reading(
            in_scope(counts).astype(np.float64), statuses, statuses[RecordingStatus.VALID],
            total(counts, EXPLAINED).astype(np.float64), statuses[RecordingStatus.AMBIGUOUS], total(counts, GAP).astype(np.float64),
        )  # fmt: skip

    def _protected(
        self,
        role: str,
        characteristic: str,
        question: Question,
        *,
        nodes: NDArray[np.intp],
        audience: Audience,
    ) -> Reading:
        levels = self.levels(role, characteristic, scope=question.scope, audience=audience)
        lengths = self.calendar.lengths()
        parts = self.calendar.parts(question.first, question.last)

        def seen(counts: Counts, hidden: NDArray[np.bool_]) -> Floats:
            found = windows(counts, hidden, nodes=nodes, parts=parts, lengths=lengths, audience=audience)
            return np.where(found.hidden | found.at_least, np.nan, found.value.astype(np.float64))

        counts = levels.counts
        whole = seen(in_scope(counts), levels.hidden[0])
        thin = (whole > 0) & (whole < RULES[audience].fewest_for_rate)
        statuses = {
            status: np.where(thin, np.nan, seen(counts[STATUSES.index(status)], levels.hidden[level]))
            for status, level in _LEVEL_OF.items()
        }
        statuses[RecordingStatus.NOT_APPLICABLE] = seen(
            counts[STATUSES.index(RecordingStatus.NOT_APPLICABLE)], levels.hidden[4]
        )
        explained, gap = (
            np.where(thin, np.nan, seen(total(counts, of), levels.hidden[2])) for of in (EXPLAINED, GAP)
        )
        return Reading(
            whole,
            statuses,
            statuses[RecordingStatus.VALID],
            explained,
            statuses[RecordingStatus.AMBIGUOUS],
            gap,
        )

    def figure(
        self,
        figure: str,
        answer: Answer,
        question: Question,
        *,
        role: str,
        characteristic: str,
        nodes: NDArray[np.intp],
        audience: Audience,
    ) -> tuple[Answer, Pattern]:
        """A figure of a KPI held to the steps of the matrix, so that two KPIs cannot be subtracted to reveal a status."""
        levels = self.levels(role, characteristic, scope=question.scope, audience=audience)
        pattern = Pattern(
            in_scope(levels.counts), levels.hidden[0], total(levels.counts, FIGURES[figure]),
            levels.hidden[_STEP_OF[figure]], self.calendar,
        )  # fmt: skip
        reading = self.reading(role, characteristic, question, nodes=nodes, audience=audience)
        hidden = np.isnan(reading.gap)
        extras = tuple(replace(extra, value=np.where(hidden, np.nan, extra.value)) for extra in answer.extras)
        return replace(answer, extras=extras), pattern

    def levels(self, role: str, characteristic: str, *, scope: int, audience: Audience) -> Levels:
        """What is hidden from an audience at each step, at every place and span."""
        key = (role, characteristic, scope, audience)
        with self._lock:
            if key not in self._levels:
                self._levels[key] = self._opened(role, characteristic, scope=scope, audience=audience)
            return self._levels[key]

    def _opened(self, role: str, characteristic: str, *, scope: int, audience: Audience) -> Levels:
        counts = self._wide(self.cube(role, characteristic)[:, scope])
        outer = "victim" if role == "victim" else "suspect_identified"
        nested = SCOPES[scope] in WITHIN_OR_AROUND
        base = self._base(outer, characteristic, SCOPES.index(FIRST) if nested else scope, audience)
        return opened(
            Parts.of(counts, self._beside(outer, characteristic, scope), base=base),
            tree=self._loaded.tree,
            calendar=self.calendar,
            audience=audience,
            inner=nested or role != outer,
        )

    def _beside(self, outer: str, characteristic: str, scope: int) -> list[Counts]:
        """Whatever could be read beside a cell or worked out from it and its like: all of it must be safe."""
        cubes = [self.cube(outer, characteristic)]
        if outer != "victim":
            spoken_to = self.cube("suspect_spoken_to", characteristic)
            cubes += [spoken_to, cubes[0] - spoken_to]
        return [self._wide(part) for cube in cubes for part in scopes_beside(cube, scope)]

    def _base(self, role: str, characteristic: str, scope: int, audience: Audience) -> Pattern:
        key = (role, characteristic, scope, audience)
        if key not in self._bases:
            leaves = self.cube(role, characteristic)[:, scope].astype(np.int64)
            self._bases[key] = tiered(
                in_scope(leaves), leaves[STATUSES.index(RecordingStatus.VALID)],
                tree=self._loaded.tree, calendar=self.calendar, audience=audience, standing=False,
            )  # fmt: skip
        return self._bases[key]

    def _wide(self, leaves: StatusCube) -> Counts:
        tree = self._loaded.tree
        return np.array(
            [self.calendar.widened(tree.summed(cube.astype(np.int64)), standing=False) for cube in leaves],
            dtype=np.int64,
        )


def without_extras(answer: Answer) -> Answer:
    """The answer with nothing beside it."""
    blank = (replace(extra, value=np.full_like(extra.value, np.nan)) for extra in answer.extras)
    return replace(answer, extras=tuple(blank))


def recordings_of(loaded: LoadedSnapshot, *, calendar: Calendar) -> Recordings:
    """The recordings of a snapshot, kept as long as the snapshot is."""
    return loaded.kept(Recordings, lambda: Recordings(loaded, calendar=calendar))
