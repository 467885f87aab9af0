"""The crimes and N100 incidents of one force, and the table the record system keeps them in."""

from dataclasses import dataclass

import numpy as np

from flightdeck.data.synthetic.draws import NEVER, NONE, Coded, Draws, Share, Table, Text, Truth, Whole
from flightdeck.data.synthetic.hours import back_to_the_weekend, hour_columns
from flightdeck.data.synthetic.settings import Calibration, Stories
from flightdeck.data.synthetic.writing import UPGRADE, Writing, names

YEAR = 365
MOST_DAYS_AGO = 60 * YEAR  # of a non-recent offence


@dataclass(frozen=True, slots=True)
class Plan:
    """What one force is generated from."""

    seed: int
    force: int
    force_name: str
    crimes: int
    months: int
    until: int
    settings: Calibration
    stories: Stories | None

    def draws(self, table: str, rows: int) -> Draws:
        """The draws of one table."""
        return Draws(self.seed, self.force, table, rows, self.settings)

    def writing(self) -> Writing:
        """How this force's system writes."""
        return Writing(self.until)


@dataclass(frozen=True, slots=True)
class Crimes:
    """The crimes and incidents, one an entry, sorted by the day of recording. Days are whole days since 1970."""

    urn: Text
    incident: Truth
    rape: Truth
    offence: Coded
    first_offence: Coded
    team: Coded
    reported: Whole
    recorded: Whole
    occurred_from: Whole
    occurred_to: Whole
    cancelled: Whole
    transferred: Whole
    old: Truth  # written before the system's upgrade

    def __len__(self) -> int:
        """How many there are."""
        return len(self.recorded)

    def areas(self) -> Coded:
        """The area of each crime's team: the first word of the team's name."""
        areas = tuple(dict.fromkeys(team.split()[0] for team in self.team.names))
        of_team = np.array([*(areas.index(team.split()[0]) for team in self.team.names), NONE])
        return Coded(areas, of_team[self.team.at])


def drawn_crimes(plan: Plan) -> Crimes:
    """The crimes of a plan: as many as asked for, and the incidents beside them."""
    incidents = round(plan.crimes * plan.settings.numbers["incidents_per_crime"])
    draws = plan.draws("crimes", plan.crimes + incidents)
    recorded = _recorded(draws, plan)
    incident = draws.stream("incident").permutation(draws.rows) < incidents
    rape = draws.chance("rape_share") & ~incident
    offence = _offence(draws, incident=incident, rape=rape)
    reported = recorded - np.where(draws.chance("recorded_late"), draws.lag("late_record"), 0)
    occurred_from, occurred_to = _occurred(draws, reported=reported)
    cancelled, transferred = _removed(draws, recorded=recorded, incident=incident)
    return Crimes(
        urn=_urns(plan, recorded=recorded),
        incident=incident,
        rape=rape,
        offence=offence,
        first_offence=_first_offence(draws, offence=offence, incident=incident),
        team=draws.pick("teams"),
        reported=reported,
        recorded=recorded,
        occurred_from=occurred_from,
        occurred_to=occurred_to,
        cancelled=cancelled,
        transferred=transferred,
        old=recorded < UPGRADE,
    )


def _recorded(draws: Draws, plan: Plan) -> Whole:
    """Every month is as likely as its neighbours (no season, no short February); only the yearly growth tilts them."""
    last = np.datetime64(plan.until, "D").astype("M8[M]")
    months = np.arange(last - plan.months + 1, last + 2).astype("M8[D]").astype(np.int64)
    growth = (1 + plan.settings.numbers["growth_per_year"]) ** (np.arange(plan.months) / 12)
    edges = np.cumsum(growth) / growth.sum()
    month = np.searchsorted(edges[:-1], draws.share("month"), side="right")
    days = np.diff(months)[month]
    recorded = months[month] + np.floor(draws.share("day") * days).astype(np.int64)
    return np.sort(np.minimum(recorded, plan.until))


def _offence(draws: Draws, *, incident: Truth, rape: Truth) -> Coded:
    kinds = [draws.pick(mix) for mix in ("rape_offences", "other_offences", "incidents")]
    codes = tuple(name for kind in kinds for name in kind.names)
    rapes, others = (len(kind.names) for kind in kinds[:2])
    at = np.where(incident, kinds[2].at + rapes + others, np.where(rape, kinds[0].at, kinds[1].at + rapes))
    return Coded(codes, at)


def _first_offence(draws: Draws, *, offence: Coded, incident: Truth) -> Coded:
    """Some crimes were first recorded as another offence; some began as an incident."""
    other = np.where(
        draws.chance("was_incident", 0.5), offence.names.index("N100/1"), offence.names.index("20A")
    )
    changed = draws.chance("reclassified") & ~incident
    return Coded(offence.names, np.where(changed, other, offence.at))


def _occurred(draws: Draws, *, reported: Whole) -> tuple[Whole, Whole]:
    non_recent = draws.chance("non_recent")
    late = np.where(draws.chance("reported_late"), np.minimum(draws.lag("late_report"), YEAR - 1), 0)
    ago = np.where(non_recent, np.clip(draws.lag("long_ago", "non_recent"), YEAR, MOST_DAYS_AGO), late)
    earlier = ago + back_to_the_weekend(draws, reported - ago)
    ago = np.where((ago > 0) & (non_recent | (earlier < YEAR)), earlier, ago)
    span = np.where(non_recent, np.floor(draws.share("span") * ago * 0.5).astype(np.int64), 0)
    return reported - ago, reported - ago + span


def _removed(draws: Draws, *, recorded: Whole, incident: Truth) -> tuple[Whole, Whole]:
    """The days on which crimes were cancelled or transferred to another force; NEVER for the rest."""
    which = draws.share("removed")
    cancelled, transferred = draws.number("cancelled"), draws.number("transferred_out")
    day = recorded + draws.lag("removed_after", "cancelled")
    is_cancelled = (which < cancelled) & ~incident
    is_transferred = (which >= cancelled) & (which < cancelled + transferred) & ~incident
    return np.where(is_cancelled, day, NEVER), np.where(is_transferred, day, NEVER)


def _urns(plan: Plan, *, recorded: Whole) -> Text:
    years = recorded.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    urns = np.empty(len(recorded), dtype=object)
    urns[:] = [
        f"{plan.force + 90}/{serial:06d}/{year % 100:02d}"
        for serial, year in enumerate(years.tolist(), start=1)
    ]
    return urns


def investigation_table(crimes: Crimes, plan: Plan, *, closed: Whole, officer: Text) -> Table:
    """T_INVESTIGATION: one row a crime or incident, and a few rows of test records flagged as deleted."""
    draws, writing, old = plan.draws("investigation", len(crimes)), plan.writing(), crimes.old
    status, status_day = _status(crimes, closed=closed, until=plan.until)
    team = crimes.team.blank(draws.chance("team_blank"))
    abuse = np.where(crimes.rape, draws.number("domestic_abuse_rape"), draws.number("domestic_abuse_other"))
    table: Table = {
        "INV_URN": crimes.urn,
        "FORCE_NM": _same(plan.force_name, len(crimes)),
        "BCU_TXT": names(crimes.areas()),
        "UNIT_TXT": names(team),
        "REC_TYPE": np.where(crimes.incident, "N100", "CRIME").astype(object),
        "OFF_CD": names(crimes.offence),
        "OFF_CD_ORIG": names(crimes.first_offence),
        "RPT_DT": writing.days(crimes.reported, old=old),
        "REC_DT": writing.days(crimes.recorded, old=old),
        "OCC_FROM": writing.days(crimes.occurred_from, old=old),
        "OCC_TO": writing.days(crimes.occurred_to, old=old),
        **hour_columns(
            draws, occurred=crimes.occurred_from, until=crimes.occurred_to, reported=crimes.reported
        ),
        "OFFICER_ID": officer,
        "STAT_TXT": writing.codes(status, "status", old=old),
        "STAT_DT": writing.days(status_day, old=old),
        "DA_YN": _flag(draws, writing, "domestic_abuse", abuse),
        "CSE_YN": _flag(
            draws, writing, "child_sexual_exploitation", draws.number("child_sexual_exploitation")
        ),
        "ALC_DRG_YN": _flag(draws, writing, "alcohol_or_drugs", draws.number("alcohol_or_drugs")),
        "LOC_TYP": writing.codes(draws.pick("place").blank(draws.chance("place_blank")), "place", old=old),
        "RPT_MTHD": writing.codes(draws.pick("route"), "route", old=old),
        "DEL_FLAG": _same(None, len(crimes)),
    }
    return _with_test_records(table, draws)


def _status(crimes: Crimes, *, closed: Whole, until: int) -> tuple[Coded, Whole]:
    codes = ("open", "closed", "cancelled", "transferred_out", "incident")
    conditions = [crimes.incident, crimes.cancelled <= until, crimes.transferred <= until, closed <= until]
    at = np.select(conditions, [4, 2, 3, 1], default=0)
    days = np.select(
        conditions, [crimes.recorded, crimes.cancelled, crimes.transferred, closed], default=crimes.recorded
    )
    return Coded(codes, at.astype(np.int64)), days


def _flag(draws: Draws, writing: Writing, name: str, share: float | Share) -> Text:
    return writing.flags(draws.chance(name, share), blank=draws.chance(f"{name}_blank", "flag_blank"))


def _same(value: str | None, rows: int) -> Text:
    return np.full(rows, value, dtype=object)


def _with_test_records(table: Table, draws: Draws) -> Table:
    copied = np.flatnonzero(draws.chance("test_records_per_crime"))
    extra = {name: column[copied] for name, column in table.items()}
    extra["INV_URN"] = "TEST/" + extra["INV_URN"].astype(object)
    extra["DEL_FLAG"] = _same("Y", len(copied))
    return {name: np.concatenate([column, extra[name]]) for name, column in table.items()}
