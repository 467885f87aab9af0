"""The state of a definition follows from its file, from what stands above it, from the snapshot and from the boards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.adoption import AdoptionState, Life, Reach, adoption_sentence, state, stretches
from flightdeck.domain.definition import Authority
from flightdeck.domain.registers import AdoptionChoice, AdoptionDecision, Board
from tests.synthetic_store import REGISTRY

OURS = REGISTRY.get("charged_within_12_months")  # in force from 1 April 2025
DAY = date(2026, 6, 1)
CAN = (Reach(date(2025, 6, 1), computable=True),)
CANNOT = (Reach(date(2025, 6, 1), computable=False, why="The source has no such field."),)


def made(**changes):
    changes["authority"] = Authority(changes.get("authority", "proposed"))
    return OURS.model_copy(update=changes)


NATIONAL = made(authority="national", version=2, effective_from=date(2026, 1, 1))


def life(definition=OURS, above=(), reaches=CAN, decisions=()):
    return Life(definition, tuple(above), reaches, tuple(decisions))


def decided(choice, day):
    return AdoptionDecision(
        kpi="charged_within_12_months@national-2",
        choice=AdoptionChoice(choice),
        board=Board.STRATEGIC_PROJECT,
        decided_on=day,
    )


@pytest.mark.parametrize(
    ("one", "expected", "why"),
    [
        (life(), "proposed", ""),
        (life(NATIONAL), "adopted", "In use since 1 January 2026."),
        (life(made(authority="force")), "adopted", "In use since 1 April 2025."),
        (life(above=[NATIONAL]), "superseded", "By “Charged within 12 months of recording” (national, version 2); no longer read since 1 January 2026."),
        (life(reaches=CANNOT), "not_computable", "The source has no such field."),
        (life(NATIONAL, reaches=CANNOT), "not_computable", "The source has no such field."),
        (life(made(effective_from=date(2026, 7, 1))), "not_in_force_yet", "In force from 1 July 2026."),
        (life(made(status="retired", retired_on=date(2026, 5, 1), retired_because="Replaced.")), "retired", "Retired on 1 May 2026. Replaced."),
        (life(made(status="draft", authority="national")), "proposed", "A draft, which takes nobody’s place."),
        (life(NATIONAL, decisions=[decided("decline", date(2026, 2, 1))]), "proposed", "A board declined it on 1 February 2026."),
        (life(NATIONAL, decisions=[decided("decline", date(2026, 2, 1)), decided("adopt", date(2026, 3, 1))]), "adopted", "In use since 1 January 2026."),
        (life(NATIONAL, decisions=[decided("decline", date(2026, 7, 1))]), "adopted", "In use since 1 January 2026."),
    ],
)  # fmt: skip
def test_each_state_says_why(one, expected, why):
    found = state(one, on=DAY)
    assert (found.state.value, found.why) == (expected, why)


def test_a_life_is_told_in_stretches_that_follow_one_another():
    above = made(authority="force", version=2, effective_from=date(2026, 3, 1))
    reaches = (Reach(date(2025, 6, 1), computable=False), Reach(date(2025, 9, 1), computable=True))
    told = list(stretches(life(above=[above], reaches=reaches)))
    assert [(one.first, one.after, one.state.value, one.computable) for one in told] == [
        (date(2025, 4, 1), date(2025, 9, 1), "not_computable", False),
        (date(2025, 9, 1), date(2026, 3, 1), "proposed", True),
        (date(2026, 3, 1), None, "superseded", True),
    ]


def test_what_is_known_first_holds_for_the_time_before_and_a_poor_yield_is_not_well_enough():
    poor = (Reach(date(2026, 5, 1), computable=True, well=False),)
    ((told),) = stretches(life(reaches=poor))
    assert (told.first, told.state, told.computable) == (date(2025, 4, 1), AdoptionState.PROPOSED, False)


DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))
LIVES = st.builds(
    life,
    st.builds(made, authority=st.sampled_from(("proposed", "national")), effective_from=DAYS),
    st.lists(
        st.builds(made, authority=st.just("national"), version=st.just(2), effective_from=DAYS), max_size=2
    ),
    st.lists(st.builds(Reach, DAYS, st.booleans()), min_size=1, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda one: one.since))
    ),
    st.lists(st.builds(decided, st.sampled_from(("adopt", "decline", "defer")), DAYS), max_size=2),
)


@given(one=LIVES, day=DAYS)
def test_every_day_since_it_came_into_force_lies_in_one_stretch_whose_state_is_that_days(one, day):
    lying = [
        held for held in stretches(one) if held.first <= day and (held.after is None or day < held.after)
    ]
    if day < one.definition.effective_from:
        assert lying == []
    else:
        assert [held.state for held in lying] == [state(one, on=day).state]


def test_with_no_national_kpi_published_nothing_is_adopted_and_no_share_is_said():
    told = adoption_sentence([(Authority.PROPOSED, AdoptionState.PROPOSED)] * 3)
    assert (
        told
        == "No national KPI is published, so there is nothing to adopt. 3 of 3 KPIs of the catalogue can be computed."
    )
    assert "%" not in told


def test_of_published_national_kpis_those_adopted_are_counted_and_what_is_over_is_not():
    national, ours = Authority.NATIONAL, Authority.PROPOSED
    told = adoption_sentence(
        [
            (national, AdoptionState.ADOPTED),
            (national, AdoptionState.NOT_COMPUTABLE),
            (national, AdoptionState.COMING),
            (ours, AdoptionState.SUPERSEDED),
            (ours, AdoptionState.PROPOSED),
        ]
    )
    assert told == "1 of 2 published national KPIs are adopted. 2 of 3 KPIs of the catalogue can be computed."
