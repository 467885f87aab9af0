"""Which definition is in force: authority before version, never a draft, never before its day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.definitions.in_force import above, beneath, by_id, coming, current, find, name_of, rank
from flightdeck.domain.definition import Authority
from flightdeck.errors import NotFoundError
from tests.synthetic_store import REGISTRY

TODAY = date(2026, 11, 25)
OURS = REGISTRY.get("charged_within_12_months")
OTHER = REGISTRY.get("open_caseload")


def made(of=OURS, **changes):
    changes["authority"] = Authority(changes.get("authority", of.authority))
    return of.model_copy(update={"supersedes": None, **changes})


NATIONAL = made(authority="national", version=2, effective_from=date(2026, 10, 1))
LATER = made(authority="national", version=3, effective_from=date(2027, 4, 1))
RENAMED = made(
    id="charge_rate_12_months",
    ref="N01",
    authority="national",
    supersedes=OURS.id,
    effective_from=date(2026, 10, 1),
)


def refs(definitions):
    return [name_of(one) for one in definitions]


@pytest.mark.parametrize(
    ("versions", "in_force"),
    [
        ([OURS], OURS),
        ([OURS, made(version=2)], made(version=2)),
        ([OURS, NATIONAL], NATIONAL),
        ([made(version=9), made(authority="force")], made(authority="force")),
        ([made(authority="force", version=9), made(authority="national")], made(authority="national")),
        ([OURS, made(authority="national", status="draft")], OURS),
        ([OURS, NATIONAL, LATER], NATIONAL),
        ([OURS, made(authority="national", status="retired")], made(authority="national", status="retired")),
    ],
)
def test_authority_stands_before_version_and_a_draft_or_a_later_day_stands_behind(versions, in_force):
    for order in (versions, versions[::-1]):
        assert current(order, on=TODAY) == (in_force,)


def test_a_definition_comes_into_force_on_its_day_and_not_before():
    assert find(OURS.id, (OURS, LATER), on=date(2027, 3, 31)) == OURS
    assert find(OURS.id, (OURS, LATER), on=date(2027, 4, 1)) == LATER
    assert coming((OURS, LATER, NATIONAL), on=TODAY) == (LATER,)


def test_a_kpi_that_is_still_to_come_says_its_day_and_how_to_see_it():
    with pytest.raises(
        NotFoundError, match=r"not in force before 2027-04-01.*charged_within_12_months@national-3"
    ):
        find("charged_within_12_months", (LATER,), on=TODAY)
    assert find("charged_within_12_months@national-3", (LATER,), on=TODAY) == LATER


def test_both_stay_readable_by_the_name_of_their_version():
    versions = (OURS, NATIONAL)
    for name in ("charged_within_12_months@1", "A23@1", "A23@proposed", "A23@proposed-1", name_of(OURS)):
        assert find(name, versions, on=TODAY) == OURS
    assert find("A23", versions, on=TODAY) == find("A23@national", versions, on=TODAY) == NATIONAL
    with pytest.raises(NotFoundError, match="charged_within_12_months@"):
        find("A23@7", versions, on=TODAY)


def test_what_a_definition_stands_above_and_what_stands_above_it():
    versions = (OURS, made(authority="force"), NATIONAL, OTHER)
    assert refs(beneath(NATIONAL, versions, on=TODAY)) == [
        "charged_within_12_months@force-1",
        "charged_within_12_months@proposed-1",
    ]
    assert beneath(OTHER, versions, on=TODAY) == ()
    assert above(OURS, versions, on=TODAY) == above(versions[1], versions, on=TODAY) == NATIONAL
    assert above(NATIONAL, versions, on=TODAY) is above(OTHER, versions, on=TODAY) is None


def test_a_national_kpi_with_another_id_takes_the_place_of_ours_and_ours_stays_readable():
    versions = (OURS, OTHER, RENAMED)
    assert current(versions, on=TODAY) == (OTHER, RENAMED)
    assert current(versions, on=date(2026, 9, 30)) == (OURS, OTHER)
    assert find(OURS.id, versions, on=TODAY) == OURS
    assert above(OURS, versions, on=TODAY) == RENAMED
    assert beneath(RENAMED, versions, on=TODAY) == (OURS,)


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_draft_or_retired_definition_takes_nobodys_place(status):
    versions = (OURS, made(RENAMED, supersedes=OURS.id, status=status))
    assert OURS in current(versions, on=TODAY)


def test_a_proposal_takes_the_place_of_no_national_definition():
    versions = (NATIONAL, made(RENAMED, authority="proposed", supersedes=OURS.id))
    assert NATIONAL in current(versions, on=TODAY)


ANY = st.lists(
    st.builds(
        made,
        st.sampled_from((OURS, OTHER)),
        authority=st.sampled_from(("proposed", "force", "national")),
        version=st.integers(1, 3),
        status=st.sampled_from(("live", "draft", "retired", "not_computable")),
        effective_from=st.integers(-3, 3).map(lambda days: TODAY + timedelta(days)),
    ),
    max_size=8,
).map(tuple)


@given(versions=ANY)
def test_whatever_the_set_one_definition_an_id_is_in_force_and_none_of_its_id_ranks_above(versions):
    held = by_id(versions, on=TODAY)
    for name, one in held.items():
        rivals = [other for other in versions if other.id == name and other.effective_from <= TODAY]
        assert one in rivals
        assert max(map(rank, rivals)) == rank(one)
    assert {one.id for one in versions if one.effective_from <= TODAY} == set(held)
    assert all(one.effective_from > TODAY and one.status != "draft" for one in coming(versions, on=TODAY))
