"""The gate: what is hidden, what stays, and an attacker who finds nothing."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from flightdeck.statistics import suppression
from flightdeck.statistics.suppression import Audience, Shown, is_hidden
from tests.unit.statistics.attack import possible_numbers

BOARD, PUBLISH, ANALYST = Audience.BOARD_INTERNAL, Audience.PUBLISH, Audience.ANALYST
KEPT, PRIMARY, SECONDARY, ROUNDED = Shown.AS_IS, Shown.PRIMARY, Shown.SECONDARY, Shown.ROUNDED
HIDING = st.sampled_from([BOARD, PUBLISH])
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 12), st.integers(0, 60))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 12, 30], [KEPT, KEPT, KEPT]),
        ([3, 12, 30], [PRIMARY, SECONDARY, KEPT]),
        ([3, 0, 30, 12], [PRIMARY, KEPT, KEPT, SECONDARY]),
        ([1, 4, 30], [PRIMARY, PRIMARY, KEPT]),
        ([1, 3, 30], [PRIMARY, PRIMARY, SECONDARY]),
        ([1, 1, 5, 6], [PRIMARY, PRIMARY, SECONDARY, KEPT]),
        ([5, 5, 5], [KEPT, KEPT, KEPT]),
        ([], []),
    ],
)
def test_a_breakdown_hides_its_small_cells_and_the_smallest_that_would_give_them_away(counts, expected):
    assert suppression.protect(counts, audience=BOARD).tolist() == expected


def test_an_analyst_sees_everything():
    assert suppression.protect([1, 0, 3], audience=ANALYST).tolist() == [KEPT] * 3
    assert suppression.protect_total([1, 2], audience=ANALYST) is KEPT


def test_publication_hides_below_ten_and_rounds_the_rest_to_five():
    assert suppression.protect([0, 9, 10, 23], audience=PUBLISH).tolist() == [
        ROUNDED,
        PRIMARY,
        SECONDARY,
        ROUNDED,
    ]
    assert suppression.rounded([0, 10, 12, 13, 23], audience=PUBLISH).tolist() == [0, 10, 10, 15, 25]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([3, 0, 0], PRIMARY), ([2, 2, 1], SECONDARY), ([3, 12], KEPT), ([0, 0], KEPT), ([0, 30], KEPT)],
)
def test_a_total_is_hidden_when_it_is_small_or_its_cells_cannot_protect_each_other(counts, expected):
    assert suppression.protect_total(counts, audience=BOARD) is expected


@given(st.lists(COUNTS, max_size=9), HIDING)
def test_no_breakdown_and_total_determine_a_hidden_count(counts, audience):
    fewest = suppression.RULES[audience].fewest
    shown = suppression.protect(counts, audience=audience)
    total = suppression.protect_total(counts, audience=audience)
    hidden = is_hidden(shown)
    assert all(hidden[i] for i, count in enumerate(counts) if 0 < count < fewest)
    assert not any(hidden[i] for i, count in enumerate(counts) if count == 0)
    if hidden.any() and not is_hidden(np.array(total)):
        residue = sum(count for i, count in enumerate(counts) if hidden[i])
        assert residue - (hidden.sum() - 1) >= fewest - 1


@given(hnp.arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=COUNTS), HIDING)
@settings(max_examples=80, deadline=None)
def test_no_margins_and_cells_of_a_table_determine_a_hidden_count(table, audience):
    fewest = suppression.RULES[audience].fewest
    whole = suppression.with_margins(table)
    shown = suppression.protect_table(table, audience=audience)
    hidden = is_hidden(joined(shown))
    assert (hidden | ~((whole > 0) & (whole < fewest))).all()
    assert not hidden[whole == 0].any()
    possible = attack_table(whole, hidden)
    assert min(possible.values(), default=np.inf) >= fewest - 1


def joined(shown: suppression.ShownTable) -> np.ndarray:
    top = np.column_stack([shown.cells, shown.rows])
    return np.vstack([top, np.append(shown.columns, shown.grand)])


def attack_table(whole: np.ndarray, hidden: np.ndarray) -> dict[str, float]:
    rows, columns = whole.shape
    name = {(i, j): f"{i},{j}" for i in range(rows) for j in range(columns)}
    back = {text: place for place, text in name.items()}
    sums = {name[i, columns - 1]: [name[i, j] for j in range(columns - 1)] for i in range(rows)}
    sums |= {name[rows - 1, j]: [name[i, j] for i in range(rows - 1)] for j in range(columns - 1)}
    return possible_numbers(list(back), lambda c: bool(hidden[back[c]]), lambda c: int(whole[back[c]]), sums)


def test_a_hidden_cell_that_bridges_two_groups_is_not_enough():
    """Two hidden in every row and column, and yet the attacker reads cell (0, 2): the attack itself works."""
    whole = suppression.with_margins(np.full((4, 4), 20))
    hidden = np.zeros((5, 5), dtype=bool)
    hidden[:2, :2] = hidden[2:4, 2:4] = hidden[0, 2] = True
    assert attack_table(whole, hidden)["0,2"] == 1


@given(hnp.arrays(np.int64, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=COUNTS), HIDING)
def test_one_published_margin_is_a_breakdown_a_row(table, audience):
    rows = suppression.protect_table(table, audience=audience, totals=(True, False))
    turned = suppression.protect_table(table.T, audience=audience, totals=(False, True))
    assert rows.cells.tolist() == turned.cells.T.tolist()
    assert rows.rows.tolist() == turned.columns.tolist()
    for counts, cells, total in zip(table, rows.cells, rows.rows, strict=True):
        assert total == suppression.protect_total(counts, audience=audience)
        if total != PRIMARY:
            assert cells.tolist() == suppression.protect(counts, audience=audience).tolist()


def test_without_published_totals_only_the_small_cells_are_hidden():
    shown = suppression.protect_table([[3, 20], [20, 20]], audience=BOARD, totals=(False, False))
    assert shown.cells.tolist() == [[PRIMARY, KEPT], [KEPT, KEPT]]


def test_a_table_hides_the_cheapest_rectangle():
    table = [[3, 20, 9, 40], [70, 7, 30, 8], [40, 50, 6, 60]]
    shown = suppression.protect_table(table, audience=BOARD)
    assert shown.cells.tolist() == [
        [PRIMARY, KEPT, SECONDARY, KEPT],
        [KEPT, KEPT, KEPT, KEPT],
        [SECONDARY, KEPT, SECONDARY, KEPT],
    ]
    assert shown.rows.tolist() == [KEPT] * 3


def test_a_lone_row_is_protected_by_hiding_column_totals():
    shown = suppression.protect_table([[3, 12, 40], [0, 0, 0]], audience=BOARD)
    assert shown.cells.tolist() == [[PRIMARY, SECONDARY, KEPT], [KEPT] * 3]
    assert shown.columns.tolist() == [PRIMARY, SECONDARY, KEPT]


SERIES = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("numerator", "denominator", "count", "rate"),
    [
        (0, 40, KEPT, KEPT),
        (3, 40, PRIMARY, PRIMARY),
        (38, 40, PRIMARY, PRIMARY),
        (40, 40, KEPT, KEPT),
        (0, 9, KEPT, PRIMARY),
        (5, 10, KEPT, KEPT),
    ],
)
def test_a_numerator_is_hidden_when_it_or_its_remainder_is_small(numerator, denominator, count, rate):
    shown = suppression.protect_series([numerator], [denominator], audience=BOARD, with_total=False)
    assert (shown.numerators[0], shown.denominators[0], shown.rates[0]) == (count, KEPT, rate)


@given(SERIES, HIDING)
@example([(2, 0), (3, 1), (5, 1)], BOARD)
@settings(max_examples=60, deadline=None)
def test_no_series_and_its_totals_determine_a_hidden_numerator(pairs, audience):
    fewest = suppression.RULES[audience].fewest
    above, rest = (np.array(part) for part in zip(*pairs, strict=True))
    shown = suppression.protect_series(above, above + rest, audience=audience)
    hidden = is_hidden(shown.numerators)
    small = ((above > 0) & (above < fewest)) | ((rest > 0) & (rest < fewest) & (above > 0))
    assert (hidden | ~small).all()
    assert (is_hidden(shown.rates) | ~hidden | (above + rest == 0)).all()
    whole = suppression.with_margins(np.column_stack([above, rest]))
    marks = np.zeros(whole.shape, dtype=bool)
    marks[:-1, 0], marks[:-1, 2] = hidden, is_hidden(shown.denominators)
    marks[:-1, 1] = (hidden | is_hidden(shown.denominators)) & (
        rest > 0
    )  # never printed, so never shown by itself
    marks[-1] = [is_hidden(shown.total_numerator), True, is_hidden(shown.total_denominator)]
    marks &= whole > 0
    possible = attack_table(whole, marks)
    printed = [f"{i},{j}" for i in range(len(whole)) for j in (0, 2) if marks[i, j]]
    assert min((possible[cell] for cell in printed), default=np.inf) >= fewest - 1


WINDOWS = st.lists(COUNTS, min_size=1, max_size=12)


@given(WINDOWS, st.data())
def test_no_two_window_totals_differ_by_anything_a_reader_did_not_know(counts, data):
    """Totals of every window are the same whatever the hidden counts are: so they cannot tell them."""
    counts = np.array(counts)
    shown = suppression.protect(counts, audience=BOARD)
    hidden = is_hidden(shown)
    other = counts.copy()
    other[hidden] = [data.draw(st.integers(1, 99)) for _ in range(int(hidden.sum()))]
    for start in range(len(counts)):
        for stop in range(start + 1, len(counts) + 1):
            window = slice(start, stop)
            told = suppression.window_total(counts[window], shown[window], audience=BOARD)
            assert told == suppression.window_total(other[window], shown[window], audience=BOARD)
            assert told.exact == (not hidden[window].any())
            assert told.value == counts[window].sum() if told.exact else told.value <= counts[window].sum()


def test_a_window_over_hidden_counts_says_at_least_in_fives():
    shown = np.array([KEPT, PRIMARY, SECONDARY, KEPT])
    assert suppression.window_total([20, 3, 9, 31], shown, audience=BOARD) == suppression.WindowTotal(
        50, False, 2
    )
    assert suppression.window_total([20, 31], shown[[0, 3]], audience=BOARD) == suppression.WindowTotal(
        51, True, 0
    )


def test_sliding_windows_would_read_a_hidden_month_from_the_rounded_true_total():
    """Why window totals are made of what is shown: the obvious rule gives the hidden count exactly."""
    hidden = 1
    totals = {known: (known + hidden + 2) // 5 * 5 for known in range(100, 105)}
    fits = [guess for guess in range(1, 5) if all((k + guess + 2) // 5 * 5 == v for k, v in totals.items())]
    assert fits == [hidden]
