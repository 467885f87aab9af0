"""Every figure on protected characteristics, worked out a second time with pandas from the frames of the snapshot."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
import yaml

from flightdeck.data.snapshots import SnapshotStore
from flightdeck.domain.filters import Filters
from flightdeck.domain.period import Grain
from flightdeck.domain.schema import CHARACTERISTICS
from flightdeck.services.access import Actor, Role
from flightdeck.services.characteristics import matrix
from flightdeck.services.flight_deck import FlightDeck
from flightdeck.settings import Settings
from tests.synthetic_store import CODE_LISTS, REGISTRY, ROOT

ANALYST = Actor("analyst", Role.ANALYST)
PLACES = ({}, {"area": "East"}, {"team": "West 2"})
SCOPES = ("rasso", "rape_adult")
STATUSES = ("valid", "declined", "not_asked", "ambiguous", "unknown", "missing", "invalid")
GAP = ["unknown", "missing", "invalid"]
ALL = Filters.from_text("from=2020-11&to=2026-10")
ROLES = ("victim", "suspect_identified", "suspect_spoken_to")


@pytest.fixture(scope="module")
def frames(deck):
    return deck.loaded(Filters()).snapshot.frames


@pytest.fixture(scope="module")
def offences():
    codes = yaml.safe_load((ROOT / "data" / "code_lists" / "offence.yaml").read_text("utf-8"))["codes"]
    return {scope: {code["code"] for code in codes if scope in code.get("scopes", [])} for scope in SCOPES}


@pytest.fixture(scope="module")
def live(frames):
    crimes = frames["crimes"]
    return crimes[crimes["status"].isin(["open", "closed"])]


@pytest.fixture(scope="module")
def people(frames, live):
    """Identified persons on live crimes, with whether they were spoken to."""
    arrests = frames["arrests"]
    acted = arrests[arrests["arrested_on"].notna() | arrests["interviewed_on"].notna()]
    joined = (
        frames["persons"].drop(columns="relationship").merge(live, on="crime_ref", suffixes=("", "_of_crime"))
    )
    return joined.assign(spoken_to=joined["person_role_ref"].isin(acted["person_role_ref"]))


@pytest.fixture(scope="module")
def in_role(people):
    known = people[people["identified"].fillna(value=False).astype(bool)]
    suspects = known[known["role"] == "suspect"]
    return {
        "victim": known[known["role"] == "victim"],
        "suspect_identified": suspects,
        "suspect_spoken_to": suspects[suspects["spoken_to"]],
    }


def status(rows, characteristic):
    return rows[f"{characteristic}_status"].astype("str")


def facts(rows, above, day="recorded_on"):
    return rows.assign(above=np.asarray(above, dtype=bool), day=rows[day])


@pytest.fixture(scope="module")
def by_hand(frames, live, in_role):
    """KPI to its rows, each with the day that places it and whether it counts above the line."""
    victims, spoken_to = in_role["victim"], in_role["suspect_spoken_to"]
    named = frames["persons"].loc[frames["persons"]["named_on"].notna(), "crime_ref"]
    with_suspect = live[live["crime_ref"].isin(named)]
    told = frames["persons"][frames["persons"]["relationship"].notna()]
    told = told.sort_values("person_role_ref").drop_duplicates("crime_ref")
    relationship = with_suspect["crime_ref"].map(told.set_index("crime_ref")["relationship"].astype("str"))
    core = np.logical_and.reduce(
        [status(victims, name) == "valid" for name in ("age", "sex", "ethnicity_self_defined", "disability")]
    )
    own = status(spoken_to, "ethnicity_self_defined").isin([*GAP, "ambiguous"])
    everybody = pd.concat([in_role["victim"], in_role["suspect_identified"]])
    values = pd.concat([everybody.assign(code=status(everybody, name)) for name in CHARACTERISTICS])
    values = values[~values["code"].isin(["missing", "not_applicable"])]
    return {
        "officer_defined_only": facts(
            spoken_to, (status(spoken_to, "ethnicity_officer_defined") == "valid") & own
        ),
        "core_four_complete": facts(victims, core),
        "relationship_recorded": facts(with_suspect, relationship.notna() & (relationship != "unknown")),
        "invalid_codes": facts(values, values["code"] == "invalid"),
    }


def inside(rows, place, codes):
    kept = rows[rows["offence_code"].astype("str").isin(codes)]
    for name, value in place.items():
        kept = kept[kept[name].astype("str") == value]
    return kept


def agrees(deck, kpi, rows, offences, characteristic=""):
    for place in PLACES:
        for scope in SCOPES:
            asked = Filters(scope=scope, by=Grain.MONTH, characteristic=characteristic, **place)
            result = deck.result(kpi, asked, ANALYST)
            kept = inside(rows, place, offences[scope])
            months = kept["day"].dt.strftime("%Y-%m")
            below, above = months.value_counts(), months[kept["above"].to_numpy()].value_counts()
            told = [(point.numerator, point.denominator) for point in result.series]
            expected = [
                (int(above.get(p.first[:7], 0)), int(below.get(p.first[:7], 0))) for p in result.series
            ]
            assert told == expected, (kpi, characteristic, asked.to_query())
            assert sum(denominator for _, denominator in told) > 30


@pytest.mark.parametrize(
    "kpi", ["officer_defined_only", "core_four_complete", "relationship_recorded", "invalid_codes"]
)
def test_a_share_agrees_with_a_second_count(deck, by_hand, offences, kpi):
    agrees(deck, kpi, by_hand[kpi], offences)


FIGURES = {
    "victim_characteristics_recorded": ("victim", ["valid", "declined", "not_asked"]),
    "victim_characteristics_gap": ("victim", GAP),
    "victim_characteristics_declined": ("victim", ["declined"]),
    "victim_characteristics_not_asked": ("victim", ["not_asked"]),
    "victim_characteristics_not_stated": ("victim", ["ambiguous"]),
    "suspect_characteristics_identified": ("suspect_identified", ["valid"]),
    "suspect_characteristics_spoken_to": ("suspect_spoken_to", ["valid"]),
}


@pytest.mark.parametrize("kpi", FIGURES)
@pytest.mark.parametrize("characteristic", ["ethnicity_self_defined", "disability", "age"])
def test_a_figure_of_a_characteristic_agrees_with_a_second_count(
    deck, in_role, offences, kpi, characteristic
):
    role, statuses = FIGURES[kpi]
    rows = in_role[role][status(in_role[role], characteristic) != "not_applicable"]
    agrees(deck, kpi, facts(rows, status(rows, characteristic).isin(statuses)), offences, characteristic)


def test_the_matrix_agrees_with_a_second_count(deck, people, in_role, offences):
    asked = ALL.but(area="West")
    for cell in matrix(deck, asked, ANALYST):
        if not cell.computable:
            continue
        rows = inside(in_role[cell.role], {"area": "West"}, offences["rasso"])
        rows = rows[rows["recorded_on"] >= "2020-11-01"]
        expected = status(rows, cell.characteristic).value_counts()
        assert {name: getattr(cell, name) for name in STATUSES} == {
            name: int(expected.get(name, 0)) for name in STATUSES
        }
        role = "victim" if cell.role == "victim" else "suspect"
        others = people[(people["role"] == role) & ~people["identified"].fillna(value=False).astype(bool)]
        if cell.role == "suspect_spoken_to":
            others = others[others["spoken_to"]]
        others = inside(others, {"area": "West"}, offences["rasso"])
        assert cell.not_applicable == (others["recorded_on"] >= "2020-11-01").sum() + expected.get(
            "not_applicable", 0
        )


@pytest.mark.parametrize("role", ROLES)
def test_groups_and_cells_of_the_gap_agree_with_a_second_count(deck, in_role, offences, role):
    rows = inside(in_role[role], {}, offences["rasso"])
    rows = rows[rows["recorded_on"] >= "2020-11-01"]
    rows = rows.assign(state=status(rows, "ethnicity_self_defined"))
    profile = deck.profile("ethnicity_self_defined", role, ALL, ANALYST)
    for groups, column in ((profile.by_offence, "offence_code"), (profile.by_route, "report_route")):
        for group in groups:
            part = (
                rows[rows[column].isna()]
                if group.code == ""
                else rows[rows[column].astype("str") == group.code]
            )
            assert (group.in_scope, group.valid) == (len(part), (part["state"] == "valid").sum())
    assert sum(group.in_scope for group in profile.by_stage) == len(rows)
    assert sum(group.in_scope for group in profile.by_days_since_recorded) == len(rows)
    found = deck.pareto(role, ALL.but(characteristic="ethnicity_self_defined"), ANALYST)
    assert found.total == rows["state"].isin(GAP).sum()
    teams = rows[rows["state"].isin(GAP)].groupby("team", observed=True).size()
    largest = found.cells[0]
    assert largest.count <= teams[largest.team]


def crimes_with_victim(frames, live):
    outcomes = frames["outcomes"]
    standing = (
        outcomes[outcomes["reversed_on"].isna()]
        .sort_values(["assigned_on", "outcome_ref"])
        .drop_duplicates("crime_ref", keep="last")
    )
    victims = frames["persons"][frames["persons"]["role"] == "victim"]
    victims = victims.sort_values("person_role_ref").drop_duplicates("crime_ref")
    joined = live.merge(standing, on="crime_ref").merge(
        victims[["crime_ref", "sex", "ethnicity_self_defined"]], on="crime_ref", how="left"
    )
    joined = joined[joined["outcome"] != "transferred"]
    supports = joined["outcome"].astype("str").str.contains("victim_does_not_support")
    return joined.assign(above=supports, day=joined["assigned_on"])


def test_a_disparity_and_its_bounds_agree_with_a_second_count(deck, frames, live, offences):
    rows = inside(crimes_with_victim(frames, live), {}, offences["rasso"])
    told = deck.disparity("C01", "sex", ALL, ANALYST)
    rows = rows[(rows["day"] >= "2020-11-01") & (rows["day"] < "2026-11-01")]
    known = rows["sex"].isin(["F", "M", "X"])
    assert told.completeness == pytest.approx(known.mean())
    missing, missing_above = (~known).sum(), rows.loc[~known, "above"].sum()
    shares = {}
    for group, code in (("Female", "F"), ("Male", "M")):
        part = rows.loc[rows["sex"] == code, "above"]
        found = next(one for one in told.groups if one.label == group)
        shares[group] = part.mean()
        assert (found.numerator, found.denominator) == (part.sum(), len(part))
        assert found.rate == pytest.approx(part.mean())
        assert found.bound_low == pytest.approx(part.sum() / (len(part) + missing - missing_above))
        assert found.bound_high == pytest.approx((part.sum() + missing_above) / (len(part) + missing_above))
    male = next(one for one in told.groups if one.label == "Male")
    assert (told.status, told.reference) == ("shown", "Female")
    assert male.ratio == pytest.approx(shares["Male"] / shares["Female"])
    assert male.ratio_lower < male.ratio < male.ratio_upper
    check = told.missingness
    assert check.among_numerator == pytest.approx(known[rows["above"]].mean())
    assert check.among_rest == pytest.approx(known[~rows["above"]].mean())


def test_the_disparity_ratio_agrees_with_a_second_count_and_waits_for_the_floor(
    deck, synthetic_store, frames, live, offences
):
    settings = Settings(store=synthetic_store, completeness_floor=0.0)
    open_deck = FlightDeck(SnapshotStore(synthetic_store), REGISTRY, settings=settings, code_lists=CODE_LISTS)
    result = open_deck.result("C22", ALL, ANALYST)
    rows = inside(crimes_with_victim(frames, live), {}, offences["rasso"])
    rows = rows[(rows["day"] >= "2020-11-01") & (rows["day"] < "2026-11-01")]
    codes = rows["ethnicity_self_defined"].astype("str").fillna("")
    white = codes.str.startswith("W")
    others = codes.str.match(r"[MABO]\d")
    expected = rows.loc[others, "above"].mean() / rows.loc[white, "above"].mean()
    assert result.value == pytest.approx(expected)
    assert result.denominator == white.sum() + others.sum()
    held = deck.result("C22", ALL, ANALYST)
    assert (held.value, held.status) == (None, "insufficient")
    assert "The gap is the finding" in held.sentence


def test_the_window_of_the_snapshot_is_known(deck):
    assert deck.loaded(Filters()).as_at == date(2026, 10, 31)
