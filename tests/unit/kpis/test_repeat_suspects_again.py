"""Who is a repeat suspect, found again by plain loops, and what holds of every preset."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.kpis.accusations import R1, R2, R3, Accusation, at_month_ends, but

ACCUSATIONS = st.lists(
    st.builds(
        Accusation,
        person=st.sampled_from(["x", "y"]),
        recorded=st.dates(date(2023, 10, 1), date(2024, 6, 20)),
        named_after=st.integers(0, 60),
        occurred=st.integers(0, 4),
        victims=st.sampled_from([(), ("a",), ("b",), ("a", "b"), ("c",)]),
        offence=st.sampled_from(["19C", "20A", "88E"]),
        abuse=st.booleans(),
    ),
    max_size=9,
)
PRESETS = st.builds(
    but,
    scope=st.sampled_from(["rasso", "all_sexual_offences"]),
    look_back_days=st.sampled_from([30, 90, 180, None]),
    at_least_crimes=st.integers(2, 4),
    at_least_victims=st.integers(1, 3),
    of_which=st.sampled_from([None, {"scope": "rasso", "at_least": 1}, {"scope": "rasso", "at_least": 2}]),
    same_incident_days=st.integers(0, 3),
    domestic_abuse=st.sampled_from(["included", "left_out"]),
)
MONTH_ENDS = [
    (date(2023, 11, 1) + timedelta(days=31 * place)).replace(day=1) - timedelta(days=1) for place in range(9)
]
RASSO = ("19C", "20A")


def meets(preset, accusations, end):
    """Whether one person's accusations are enough at a month end, tried crime set by crime set."""
    seen = [
        one
        for one in accusations
        if one.known <= end
        and (preset.look_back_days is None or one.recorded > end - timedelta(days=preset.look_back_days))
        and (preset.scope == "all_sexual_offences" or one.offence in RASSO)
        and not (one.abuse and preset.domestic_abuse == "left_out")
    ]
    apart = any(
        all(abs((one.happened - two.happened).days) > preset.same_incident_days for one, two in combinations(some, 2))
        for some in combinations(seen, preset.at_least_crimes)
    )  # fmt: skip
    victims = {name for one in seen for name in one.victims}
    narrow = sum(one.offence in RASSO for one in seen)
    enough = preset.at_least_victims == 1 or len(victims) >= preset.at_least_victims
    return apart and enough and (preset.of_which is None or narrow >= preset.of_which.at_least)


@given(PRESETS, ACCUSATIONS)
def test_the_engine_agrees_with_trying_every_set_of_crimes(preset, accusations):
    expected = {
        (who, end.isoformat())
        for who in ("x", "y")
        for end in MONTH_ENDS
        if meets(preset, [one for one in accusations if one.person == who], end)
    }
    assert at_month_ends(preset, accusations) == expected


@given(ACCUSATIONS)
def test_whoever_meets_two_victims_in_24_months_meets_two_victims_ever_and_two_crimes(accusations):
    two, ever, crimes = (at_month_ends(preset, accusations) for preset in (R2, R3, R1))
    assert two <= ever
    assert two <= crimes


def wider(preset):
    """The preset with each parameter widened in turn."""
    longer = None if preset.look_back_days is None else preset.look_back_days + 40
    yield {"look_back_days": longer}
    yield {"at_least_crimes": max(preset.at_least_crimes - 1, 2)}
    yield {"at_least_victims": max(preset.at_least_victims - 1, 1)}
    yield {"same_incident_days": max(preset.same_incident_days - 1, 0)}
    yield {"domestic_abuse": "included"}
    yield {"scope": "all_sexual_offences"}
    yield {"of_which": None}


@settings(max_examples=20)  # each is tried with seven parameters widened
@given(PRESETS, ACCUSATIONS)
def test_widening_a_parameter_never_loses_a_person(preset, accusations):
    found = at_month_ends(preset, accusations)
    for change in wider(preset):
        assert found <= at_month_ends(but(**{**preset.model_dump(), **change}), accusations), change


@given(PRESETS, ACCUSATIONS)
def test_crimes_of_one_incident_never_make_a_repeat(preset, accusations):
    one_day = [
        Accusation(one.person, one.recorded, victims=one.victims, offence=one.offence, occurred=(one.recorded - date(2023, 10, 1)).days)
        for one in accusations
    ]  # fmt: skip
    assert at_month_ends(preset, one_day) == set()
