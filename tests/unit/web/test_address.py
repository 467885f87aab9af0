"""The address bar is the only state."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.filters import Basis, Filters
from flightdeck.domain.period import Grain, parse_month
from flightdeck.errors import ReaderError
from flightdeck.web.address import LONGEST_QUERY, check, href, query_of

MONTHS = st.integers(parse_month("2010-01"), parse_month("2030-12"))
NAMES = st.text(max_size=20).map(str.strip)
OPTIONS = SimpleNamespace(
    forces=("Suffolk",), areas=("Eastern", "Western"), teams=("Ipswich",), scopes=(("rape_all", "Rape"),),
    snapshots=(SimpleNamespace(id="2026-11-01-a1", as_at=date(2026, 11, 1)),),
)  # fmt: skip


@given(
    st.builds(
        Filters, force=NAMES, area=NAMES, team=NAMES, scope=NAMES, first=st.none() | MONTHS, by=st.sampled_from(Grain),
        basis=st.none() | st.sampled_from(Basis), snapshot=NAMES, characteristic=NAMES,
    )
)  # fmt: skip
def test_any_filters_come_back_from_a_link_as_they_went_in(filters):
    _, _, query = href("/kpi/charged", filters).partition("?")
    assert Filters.from_query(query_of(query)) == filters


def test_a_link_without_filters_has_no_query():
    assert href("/definitions", Filters()) == "/definitions"


def test_filters_the_reader_is_offered_pass():
    check(Filters(area="Eastern", team="Ipswich", scope="rape_all", snapshot="2026-11-01-a1"), OPTIONS)


def test_every_filter_that_is_not_offered_is_named_with_the_nearest_that_is():
    with pytest.raises(ReaderError) as caught:
        check(Filters(area="Eastren", team="Ipswitch", snapshot="2026-11-01-a1"), OPTIONS)
    assert [(fault.what, fault.remedy) for fault in caught.value.faults] == [
        ('there is no area "Eastren"', 'Did you mean "Eastern"?'),
        ('there is no team "Ipswitch"', 'Did you mean "Ipswich"?'),
    ]


def test_a_query_longer_than_any_of_ours_is_not_read():
    with pytest.raises(ReaderError, match="characters after the question mark"):
        query_of("?area=" + "x" * LONGEST_QUERY)
