"""Finding by words: what is found, in which order, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flightdeck.services.search import Findable, Kind, rank

CHARGED = Findable(
    Kind.KPI, "Charged within 12 months", "/kpi/a", "How many had a charge?", "A11", "charged_12"
)
SHARE = Findable(Kind.KPI, "Charged share of outcomes", "/kpi/b", "Of the outcomes, how many?", "A18")
BAIL = Findable(Kind.KPI, "Bail breached", "/kpi/c", "How often is bail breached by those charged?", "B11")
DEFINITION = Findable(Kind.DEFINITION, "Charged within 12 months", "/definitions/a", ref="A11")
TERM = Findable(Kind.TERM, "Bail", "/glossary#bail", "Release with a duty to return.")
ALL = (DEFINITION, TERM, BAIL, SHARE, CHARGED)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a11", [CHARGED, DEFINITION]),  # a reference; of equals the KPI comes first
        ("A1", [CHARGED, SHARE, DEFINITION]),  # the beginning of a reference, the shorter title first
        ("charged", [CHARGED, SHARE, DEFINITION, BAIL]),  # a title before the text beneath
        ("charg", [CHARGED, SHARE, DEFINITION, BAIL]),
        ("charged share", [SHARE]),  # every word must be found
        ("share charged", [SHARE]),
        ("bail", [TERM, BAIL]),  # a whole title before the beginning of one
        ("BAIL,", [TERM, BAIL]),
        ("chraged", [CHARGED, SHARE, DEFINITION, BAIL]),  # a slip of the keyboard
        ("breahced", [BAIL]),
        ("zebra", []),
        ("", []),
        (" -/ ", []),
    ],
)  # fmt: skip
def test_what_is_found_best_first(query, expected):
    titles = [(one.kind, one.title) for one in rank(ALL, query, most=9)]
    if query == "chraged":  # by how near, then by title: the order among slips is not promised
        assert sorted(titles) == sorted((one.kind, one.title) for one in expected)
    else:
        assert titles == [(one.kind, one.title) for one in expected]


def test_no_more_are_found_than_asked_for():
    assert rank(ALL, "charged", most=1) == (CHARGED,)


@given(st.permutations(ALL), st.text(max_size=12))
def test_the_order_of_the_entries_does_not_matter(entries, query):
    assert rank(entries, query, most=9) == rank(ALL, query, most=9)


@given(st.text(alphabet="abchrgedil 1", min_size=1, max_size=10), st.sampled_from(["a", "bail", "12"]))
def test_a_further_word_never_finds_more(query, more):
    if query.strip():
        assert set(rank(ALL, f"{query} {more}", most=9)) <= set(rank(ALL, query, most=9))
