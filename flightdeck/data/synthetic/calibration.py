"""The figures of the synthetic record system beside the published ones, and the page that prints both."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
import yaml
from pydantic import TypeAdapter

from flightdeck.data.synthetic.cases import WITHDRAWN, Cases, drawn_cases
from flightdeck.data.synthetic.crimes import Crimes, Plan, drawn_crimes, investigation_table
from flightdeck.data.synthetic.custody import drawn_custody
from flightdeck.data.synthetic.draws import NEVER, Coded, Table, Truth
from flightdeck.data.synthetic.justice import admin_finalised, drawn_court
from flightdeck.data.synthetic.people import People, drawn_people, link_table
from flightdeck.data.synthetic.seed import plans
from flightdeck.data.synthetic.settings import FOLDER, Strict
from flightdeck.data.synthetic.victims import told_within_a_working_day

AS_KNOWN_AFTER = 91  # days after the end of a year to March at which its outcomes are published
FILLING_YEARS = 3  # first years of the window, in which cases that began before it are not there to end
TWO_YEARS = 730
THREE_YEARS = 1096
LEGAL_DECISIONS = 2


class Published(Strict):
    """One published figure and the band ours must fall in."""

    id: str
    title: str
    published: str
    source: str
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure with ours beside it."""

    published: Published
    ours: float

    def holds(self) -> bool:
        """Whether ours falls in the band."""
        return self.published.low <= self.ours <= self.published.high


@dataclass(frozen=True, slots=True)
class Drawn:
    """One force as drawn, before it is written down and spoilt."""

    plan: Plan
    crimes: Crimes
    cases: Cases
    people: People

    def counted(self) -> Truth:
        """Crimes that count: neither incidents nor cancelled nor transferred to another force."""
        removed = np.minimum(self.crimes.cancelled, self.crimes.transferred) <= self.plan.until
        return ~self.crimes.incident & ~removed

    def settled(self, days: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Truth:
        """Days from when the window has filled until the extract."""
        first = self.plan.until - round(self.plan.months * 30.44) + FILLING_YEARS * 365
        return (days >= first) & (days <= self.plan.until)


def drawn(*, until: date, crimes: int = 20_000, stories: bool = False) -> Drawn:
    """The default force as drawn; without the stories, unless asked for, since they bend the figures."""
    plan = next(plans(crimes=crimes, until=until, stories_told=stories))
    its_crimes = drawn_crimes(plan)
    cases = drawn_cases(its_crimes, plan)
    return Drawn(plan, its_crimes, cases, drawn_people(its_crimes, cases, plan))


@cache
def published() -> tuple[Published, ...]:
    """The published figures that ship."""
    text = (FOLDER / "published.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Published, ...]).validate_python(yaml.load(text, Loader=yaml.CSafeLoader))


def figures(force: Drawn) -> tuple[Figure, ...]:
    """Every published figure with ours beside it."""
    ours = {**_volumes(force), **_outcomes(force), **_prosecution(force), **_recording(force)}
    return tuple(Figure(each, ours[each.id]) for each in published())


def _percent(part: Truth, of: Truth) -> float:
    return 100 * float((part & of).sum()) / float(of.sum())


def _volumes(force: Drawn) -> dict[str, float]:
    crimes, cases, until = force.crimes, force.cases, force.plan.until
    counted = force.counted()
    a_year = 12 / force.plan.months
    removed = np.minimum(crimes.cancelled, crimes.transferred)
    still_open = (
        counted & (cases.ended > until) & (removed > until) & (until - crimes.recorded >= THREE_YEARS)
    )
    nobody = np.full(len(crimes), None, dtype=object)
    table = investigation_table(crimes, force.plan, closed=cases.ended, officer=nobody)
    abuse = table["DA_YN"][: len(crimes)]
    said = crimes.rape & (abuse != None)  # noqa: E711 - one comparison for each row
    return {
        "rape_recorded": float((crimes.rape & counted).sum()) * a_year,
        "open_three_years": 100 * float(still_open.sum()) / (float(counted.sum()) * a_year),
        "domestic_abuse": _percent(abuse == "Y", said),
    }


def _outcomes(force: Drawn) -> dict[str, float]:
    """Rape recorded in each whole year to March, as known three months after its end."""
    crimes, cases = force.crimes, force.cases
    rape = crimes.rape & force.counted()
    month = crimes.recorded.astype("M8[D]").astype("M8[M]").astype(np.int64) - 3
    year_end = ((month // 12 + 1) * 12 + 3).astype("M8[M]").astype("M8[D]").astype(np.int64) - 1
    known_on = year_end + AS_KNOWN_AFTER
    whole = rape & (known_on <= force.plan.until)
    assigned = cases.ended <= known_on
    by_number = {
        "14": WITHDRAWN[0],
        "15": "evidential_victim_supports",
        "16": WITHDRAWN[1],
        "18": "no_suspect_identified",
    }
    shares = {
        f"rape_outcome_{number}": _percent(cases.outcome.equals(name) & assigned, whole)
        for number, name in by_number.items()
    }
    closed = rape & force.settled(cases.ended)
    return {
        **shares,
        "rape_charged": _percent(cases.charged & assigned, whole),
        "rape_not_yet_assigned": _percent(~assigned, whole),
        "victim_does_not_support": _percent(cases.outcome.equals(*WITHDRAWN), closed),
    }


def _prosecution(force: Drawn) -> dict[str, float]:
    crimes, cases = force.crimes, force.cases
    charged = force.settled(cases.ended) & cases.charged & crimes.rape
    decided = force.settled(cases.decided)
    custody = drawn_custody(cases, force.people, force.plan)
    court = drawn_court(force.people, custody, force.plan)
    over = force.settled(court.finished) & (custody.charged < NEVER)
    return {
        "days_to_charge": float(np.median((cases.ended - crimes.recorded)[charged])),
        "days_cps": float((cases.decided - cases.referred)[decided].mean()),
        "cps_charge_share": _percent(cases.charged, decided & ~admin_finalised(cases, force.plan)),
        "days_court": float((court.finished - custody.charged)[over].mean()),
        "right_six": 100 * told_within_a_working_day(crimes, cases, force.people, custody, force.plan),
    }


def _recording(force: Drawn) -> dict[str, float]:
    people, crimes = force.people, force.crimes
    links = link_table(people, crimes, force.cases, force.plan)
    victims = ~people.suspect
    no_use = _blank(links, "ETH_SD") | np.isin(links["ETH_SD"].astype(str), ["Unk", "WB"])
    teams = crimes.team.take(people.crime)
    return {
        "ethnicity_not_recorded": _percent(no_use, victims),
        "sex_not_recorded": _worst(_blank(links, "SEX_TXT"), victims, teams),
        "age_not_recorded": _worst(_blank(links, "AGE_TXT"), victims, teams),
        "repeat_suspects": _repeat_suspects(people, crimes),
    }


def _blank(table: Table, column: str) -> Truth:
    return np.isin(table[column].astype(str), ["", "None"])


def _worst(blank: Truth, victims: Truth, teams: Coded) -> float:
    return max(_percent(blank, victims & teams.equals(team)) for team in teams.names)


def _repeat_suspects(people: People, crimes: Crimes) -> float:
    """Identified suspects named in two crimes within 24 months, as a share of identified suspects."""
    named = np.flatnonzero(people.suspect & people.identified)
    order = named[np.lexsort((crimes.recorded[people.crime[named]], people.root[named]))]
    root, recorded = people.root[order], crimes.recorded[people.crime[order]]
    soon = (root[1:] == root[:-1]) & (np.diff(recorded) <= TWO_YEARS)
    return 100 * len(np.unique(root[1:][soon])) / len(np.unique(root))
