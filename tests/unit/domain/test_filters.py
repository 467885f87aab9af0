"""Filters: the address is the only state, so whatever is written to it is read back."""

from itertools import pairwise
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.domain.filters import QUERY_KEYS, Basis, Filters
from flightdeck.domain.period import Grain, month_text, parse_month, periods
from flightdeck.errors import ReaderError

NAMES = st.text(max_size=12).map(str.strip)
MONTHS = st.integers(parse_month("0001-01"), parse_month("9999-11"))


@st.composite
def filters(draw):
    months = sorted(draw(st.lists(MONTHS, max_size=2)))
    first = months[0] if months else None
    last = months[1] if len(months) > 1 else None
    plain = {name: draw(NAMES) for name in ("force", "area", "team", "scope", "snapshot", "characteristic")}
    by, basis = draw(st.sampled_from(Grain)), draw(st.none() | st.sampled_from(Basis))
    return Filters(first=first, last=last, by=by, basis=basis, **plain)


@given(filters())
def test_filters_written_to_an_address_are_read_back(asked):
    assert Filters.from_query(dict(parse_qsl(asked.to_query().lstrip("?")))) == asked
    assert Filters.from_text(asked.to_query()) == asked


@given(filters())
def test_an_address_holds_only_what_differs_from_the_default(asked):
    pairs = asked.to_pairs()
    assert set(pairs) <= set(QUERY_KEYS)
    assert all(pairs.values())


@given(MONTHS)
def test_a_month_written_is_read_back(month):
    assert parse_month(month_text(month)) == month


def test_every_fault_of_an_address_is_told_at_once():
    with pytest.raises(ReaderError) as raised:
        Filters.from_query({"from": "2024-13", "to": "soon", "by": "mnth", "basis": "event_on"})
    assert [fault.what for fault in raised.value.faults] == [
        'from="2024-13" is not a month',
        'to="soon" is not a month',
        'by="mnth" is not known',
        'basis="event_on" is not known',
    ]
    assert all(fault.remedy for fault in raised.value.faults)


@pytest.mark.parametrize(
    "text",
    [
        "2024-1",
        "24-01",
        "2024/01",
        "2024-00",
        "0000-01",
        "2024-01-01",
        "+024-01",
        "2024-+1",
        "\N{FULLWIDTH DIGIT TWO}024-01",
        "",
    ],
)
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(ValueError, match=r"^(?s:.*)$"):
        parse_month(text)


def test_an_unknown_filter_names_the_nearest():
    with pytest.raises(ReaderError) as raised:
        Filters.from_text("aera=West&teem=1")
    assert [(fault.what, fault.remedy) for fault in raised.value.faults] == [
        ('"aera" is not a filter', 'Did you mean "area"?'),
        ('"teem" is not a filter', 'Did you mean "team"?'),
    ]


def test_an_unknown_filter_hides_no_other_fault():
    with pytest.raises(ReaderError) as raised:
        Filters.from_text("aera=West&from=2024-13&by=fortnight")
    assert [fault.what for fault in raised.value.faults] == [
        '"aera" is not a filter',
        'from="2024-13" is not a month',
        'by="fortnight" is not known',
    ]


def test_months_in_the_wrong_order_are_refused():
    with pytest.raises(ReaderError, match="from=2024-03 is after to=2024-02"):
        Filters.from_text("from=2024-03&to=2024-02")


@given(first=st.integers(600, 700), length=st.integers(0, 40), by=st.sampled_from(Grain))
def test_periods_are_whole_in_order_and_inside(first, length, by):
    last = first + length
    months = {Grain.MONTH: 1, Grain.QUARTER: 3}.get(by, 12)
    found = periods(first, last, by=by)
    assert all(period.last - period.first + 1 == months for period in found)
    assert all(first <= period.first and period.last <= last for period in found)
    step = 1 if by in (Grain.MONTH, Grain.ROLLING_YEAR) else months
    assert {later.first - earlier.first for earlier, later in pairwise(found)} <= {step}
    # none is left out that would have fitted: what remains at either end is less than a period
    if found and by is not Grain.ROLLING_YEAR:
        assert found[0].first - first < months
        assert last - found[-1].last < months
    if by is Grain.POLICE_YEAR:
        assert {period.first % 12 for period in found} <= {3}
