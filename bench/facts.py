"""Fact tables for the peers: everything a query needs already worked out, one row for each row a KPI counts.

A peer is given what the engine gives itself: conditions as flags, dates as months and days, places and groups as
categories. What is left to measure is filtering, grouping and adding up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.period import Grain, Period, periods
from flightdeck.domain.populations import POPULATIONS
from flightdeck.domain.staff_populations import PLACED_FRAMES
from flightdeck.kpis.answers import Job
from flightdeck.kpis.crossing import Counting, counting
from flightdeck.kpis.views import Positions, taken
from flightdeck.services.loaded import LoadedSnapshot

NINE = (
    "victim_age_band", "disability", "gender_reassignment", "marriage_civil_partnership", "pregnancy_maternity",
    "ethnicity_self_defined", "religion_belief", "sex", "sexual_orientation",
)  # fmt: skip
SCOPE = 0  # rape and other serious sexual offences
NOT_RECORDED = "Not recorded"


MEASURES = (
    Measure.PROPORTION,
    Measure.COUNT,
    Measure.DURATION,
    Measure.OPEN_CASELOAD,
    Measure.TIME_TO_OUTCOME,
)


def comparable(definitions: Sequence[Definition]) -> list[Definition]:
    """The live definitions whose numbers a grouped query can give: of crimes and their events, under no preset."""
    return [
        one
        for one in definitions
        if one.status == "live"
        and one.measure in MEASURES
        and one.parameters is None
        and not POPULATIONS[one.population].register
        and one.population not in PLACED_FRAMES
    ]


@dataclass(frozen=True, slots=True)
class Kpi:
    """How one KPI reads from a fact table: sums of two columns, or the median of one."""

    id: str
    counted: str
    above: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """One fact table and the KPIs that read it."""

    name: str
    frame: pd.DataFrame
    kpis: tuple[Kpi, ...]
    at_end: bool = False  # a figure of a month end, not a sum over a period
    running: bool = False  # counts are changes, to be added up from the first month
    counting: Counting | None = None


def facts_of(loaded: LoadedSnapshot, definitions: Sequence[Definition]) -> tuple[Facts, ...]:
    """The fact tables of a snapshot: one for each population and date that some definition counts by."""
    shared: dict[tuple[str, str, str], list[Definition]] = {}
    for definition in definitions:
        if definition.measure is not Measure.OPEN_CASELOAD:
            days = definition.id if definition.measure is Measure.DURATION else ""
            shared.setdefault((definition.population, definition.period[definition.basis], days), []).append(
                definition
            )
    tables = [_shared(loaded, group) for group in shared.values()]
    standing = [
        _standing(loaded, definition)
        for definition in definitions
        if definition.measure is Measure.OPEN_CASELOAD
    ]
    return (*tables, *standing)


def _shared(loaded: LoadedSnapshot, definitions: list[Definition]) -> Facts:
    jobs = [
        Job(definition, definition.basis, loaded.populations, loaded.encoding) for definition in definitions
    ]
    rows = counting(jobs, scope=SCOPE)
    frame = _placed(loaded, rows.crime, rows.month)
    kpis = []
    for place, definition in enumerate(definitions):
        kpi = Kpi(
            definition.id, f"{definition.id}_counted",
            "" if definition.measure in (Measure.COUNT, Measure.DURATION) else f"{definition.id}_above",
            "days" if definition.measure is Measure.DURATION else "",
        )  # fmt: skip
        for offset, column in enumerate((kpi.counted, kpi.above)):
            if column:
                frame[column] = rows.marks[2 * place + offset].astype(np.int8)
        kpis.append(kpi)
    if kpis[0].days:
        frame["days"] = _days(jobs[0])[rows.row].astype(np.int32)
    for name in NINE:
        frame[name] = victims(loaded, name).take(rows.crime)
    first = definitions[0]
    return Facts(
        "_".join(filter(None, (first.population, first.period[first.basis], kpis[0].days and first.id))), frame, tuple(kpis),
        at_end=first.basis.value == "snapshot", counting=rows,
    )  # fmt: skip


def _days(job: Job) -> np.ndarray:
    span, view = job.definition.duration, job.populations.view(job.definition.population)
    return (view.days(span.end) - view.days(span.start)).astype(np.int64)


def _standing(loaded: LoadedSnapshot, definition: Definition) -> Facts:
    """Each spell as a change of plus one where it begins and of minus one where it is over."""
    view, crime = loaded.populations.view("open_spells"), loaded.populations.crime_rows("open_spells")
    encoding = loaded.encoding
    keep = encoding.in_scope[SCOPE][crime] & view.column("status").isin(["open", "closed"]).to_numpy(
        dtype=bool
    )
    opened, over = view.days("opened_on"), view.days("closed_on")
    changes = [_changes(loaded, crime, opened, over, keep=keep, column="counted")]
    kpi = Kpi(definition.id, "counted")
    if definition.longer_than_days:
        aged = np.maximum(
            opened, view.days("recorded_on") + np.timedelta64(definition.longer_than_days[0] + 1, "D")
        )
        changes.append(_changes(loaded, crime, aged, over, keep=keep, column="above"))
        kpi = Kpi(definition.id, "counted", "above")
    frame = pd.concat(changes, ignore_index=True)
    frame[[column for column in ("counted", "above") if column in frame]] = (
        frame[[column for column in ("counted", "above") if column in frame]].fillna(0).astype(np.int8)
    )
    return Facts(definition.id, frame, (kpi,), at_end=True, running=True)


def _changes(
    loaded: LoadedSnapshot,
    crime: Positions,
    begun: np.ndarray,
    over: np.ndarray,
    *,
    keep: np.ndarray,
    column: str,
) -> pd.DataFrame:
    first, never = loaded.encoding.first_month, np.isnat(over)
    real = keep & ~np.isnat(begun) & (never | (begun < over))
    parts = []
    for days, rows, change in ((begun, real, 1), (over, real & ~never, -1)):
        month = np.maximum(np.where(np.isnat(days), 0, days.astype("M8[M]").astype(np.int64) - first), 0)
        inside = rows & (month < loaded.encoding.months)
        part = _placed(loaded, crime[inside], month[inside].astype(np.int32))
        part[column] = np.int8(change)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _placed(loaded: LoadedSnapshot, crime: Positions, month: np.ndarray) -> pd.DataFrame:
    """Force, area, team, month and quarter of each row."""
    places, place = loaded.encoding.places, loaded.encoding.place[crime]
    columns: dict[str, object] = {}
    for name, labels in (("force", places.force), ("area", places.area), ("team", places.team)):
        codes, known = pd.factorize(np.array(labels, dtype=object), sort=True)
        columns[name] = pd.Categorical.from_codes(codes[place], known)
    quarter = np.full(loaded.encoding.months, -1, dtype=np.int16)
    for code, period in enumerate(quarters(loaded)):
        quarter[
            period.first - loaded.encoding.first_month : period.last + 1 - loaded.encoding.first_month
        ] = code
    columns["month"], columns["quarter"] = month.astype(np.int16), quarter[month]
    return pd.DataFrame(columns)


def quarters(loaded: LoadedSnapshot) -> tuple[Period, ...]:
    """The whole quarters of a snapshot."""
    return periods(loaded.encoding.first_month, loaded.encoding.last_month(), by=Grain.QUARTER)


def victims(loaded: LoadedSnapshot, name: str) -> pd.Categorical:
    """One characteristic of the first victim of each crime; what is not recorded is a group of its own."""
    crimes = loaded.populations.view("crimes")
    if name == "victim_age_band":
        labels = pd.Categorical(crimes.column(name).astype("category"))
    else:
        people, crime = loaded.populations.view("victims"), loaded.populations.crime_rows("victims")
        known = np.flatnonzero(crime >= 0)[::-1]
        first = np.full(crimes.size, -1)
        first[crime[known]] = known
        labels = pd.Categorical(taken(people.column(name), first).astype("category"))
    return labels.add_categories(NOT_RECORDED).fillna(NOT_RECORDED)
