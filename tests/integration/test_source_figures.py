"""Three KPIs counted in the record system itself, labels, typing errors and all: as in the snapshot, less rows no door lets in."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.services.access import Actor, Role
from tests.integration.loops import offence_scopes
from tests.synthetic_store import ROOT, UNTIL

ANALYST = Actor("analyst", Role.ANALYST)
RASSO = offence_scopes(ROOT / "data" / "code_lists")["rasso"]
LIVE = ("live", "under investigation", "filed", "filed - finalised")
CHARGED = ("charge/summons", "charged/summonsed", "charge/summonsed with alternate offence")
# Dates of the record system come in two ways of writing.
DAY = """CASE WHEN {0} LIKE '__/__/____' THEN substr({0}, 7, 4) || '-' || substr({0}, 4, 2) || '-' || substr({0}, 1, 2)
         ELSE {0} END"""


@pytest.fixture(scope="module")
def ask(synthetic_store):
    """Ask the record system itself."""
    with closing(sqlite3.connect(f"file:{synthetic_store}/synthetic/rms.sqlite?mode=ro", uri=True)) as source:
        yield lambda sql: source.execute(sql).fetchall()


def day(text):
    """The day that a date of the source says; None for what is no day within reach."""
    try:
        found = date.fromisoformat(text[:10])
    except (TypeError, ValueError):
        return None
    return found if date(1990, 1, 1) <= found <= UNTIL else None


@pytest.fixture(scope="module")
def crimes(ask):
    """Crimes of the source that can be counted: one a reference, a known day, a status and an offence in scope."""
    rows = ask(
        f"SELECT INV_URN, {DAY.format('REC_DT')}, lower(trim(STAT_TXT)), trim(OFF_CD) FROM T_INVESTIGATION WHERE DEL_FLAG IS NULL"
    )
    found = {}
    for ref, recorded, status, offence in rows:
        if day(recorded) is not None:
            found.setdefault(ref.strip(), (day(recorded), status, offence))
    return {
        ref: (recorded, status)
        for ref, (recorded, status, offence) in found.items()
        if status in LIVE and offence in RASSO
    }


@pytest.fixture(scope="module")
def outcomes(ask, crimes):
    """The outcome in force of each crime of the source."""
    rows = ask(f"SELECT INV_URN, lower(trim(OUT_TXT)), {DAY.format('OUT_DT')}, REV_DT FROM T_OFF_OUTCOME")
    standing = {}
    for ref, text, assigned, reversed_on in rows:
        on = day(assigned)
        if (
            ref.strip() in crimes
            and on is not None
            and text != "detected - see memo"
            and not (reversed_on or "").strip()
        ):
            standing[ref.strip()] = max(standing.get(ref.strip(), (date.min, "")), (on, text))
    return standing


def month(day):
    return day.isoformat()[:7]


def differences(series, counted):
    """Months in which the snapshot and the source differ, by how many."""
    return {
        point.first[:7]: point.denominator - counted.get(point.first[:7], 0)
        for point in series
        if point.denominator != counted.get(point.first[:7], 0)
    }


def tally(days):
    counted = {}
    for one in days:
        counted[month(one)] = counted.get(month(one), 0) + 1
    return counted


def test_crimes_recorded_are_those_of_the_source(deck, crimes):
    series = deck.result("rasso_crimes_recorded", Filters(by=Grain.MONTH), ANALYST).series
    assert differences(series, tally(recorded for recorded, _ in crimes.values())) == {}
    counted = [recorded for recorded, _ in crimes.values() if recorded >= date.fromisoformat(series[0].first)]
    assert sum(point.denominator for point in series) == len(counted) > 2_000


def test_crimes_charged_are_those_of_the_source(deck, outcomes):
    series = deck.result("days_report_to_charge", Filters(by=Grain.MONTH), ANALYST).series
    charged = tally(on for on, text in outcomes.values() if text in CHARGED)
    assert differences(series, charged) == {}
    assert sum(charged.values()) > 100


def test_the_open_caseload_is_that_of_the_source(deck, crimes, outcomes):
    result = deck.result("open_caseload", Filters(by=Grain.MONTH), ANALYST)
    assert result.denominator == sum(ref not in outcomes for ref in crimes) > 100


def test_what_the_door_sets_aside_is_what_cannot_be_counted(deck, ask):
    """Rows the source holds are those kept and those set aside, but for test records, which are no crimes."""
    ((held,),) = ask("SELECT count(*) FROM T_INVESTIGATION WHERE DEL_FLAG IS NULL")
    (frame,) = [frame for frame in deck.quality(Filters(), ANALYST).frames if frame.frame == "crimes"]
    assert held == frame.rows_in == frame.kept + frame.quarantined
    assert frame.kept == len(deck.loaded(Filters()).snapshot.frames["crimes"])
    assert frame.quarantined > 0


def test_the_snapshot_ends_where_the_extract_does(deck):
    result = deck.result("rasso_crimes_recorded", Filters(by=Grain.MONTH), ANALYST)
    assert result.as_at == UNTIL
    assert date.fromisoformat(result.series[-1].last) == UNTIL
    assert UNTIL + timedelta(days=1) == UNTIL.replace(month=UNTIL.month + 1, day=1)
