"""What one audience may see of an answer, and a board member who asks everything and adds it all up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flightdeck.domain.definition import Definition, Measure
from flightdeck.domain.period import Grain, periods
from flightdeck.kpis.answers import Answer, ExtraSeries
from flightdeck.kpis.counting import count_answer, share_answer
from flightdeck.kpis.encoding import Question
from flightdeck.services.gate import Gated, gated
from flightdeck.statistics.cells import Calendar, Tree
from flightdeck.statistics.lattice import Pattern, pattern
from flightdeck.statistics.suppression import Audience
from tests.unit.statistics.lattice_attack import Attacker, leaves_of, small

BOARD = Audience.BOARD_INTERNAL
TREE = Tree.of([np.array([0, 0, 1, 1]), np.zeros(2, dtype=np.intp)])
TEAM, AREA, FORCE = 0, 4, 6
FIRST_MONTH = 12 * 50 + 2  # March 2020, so that the first whole quarter begins with the second month
CALENDAR = Calendar(months=14, first_quarter=1, anchor=3)
SHARE, COUNT, DURATION = (
    Definition.model_construct(measure=measure)
    for measure in (Measure.PROPORTION, Measure.COUNT, Measure.DURATION)
)
MONTHS = list(range(14))
ASKED = sorted(
    {
        (p.first - FIRST_MONTH, p.last - FIRST_MONTH)
        for by in Grain
        for p in periods(FIRST_MONTH, FIRST_MONTH + 13, by=by)
    }
    | {(first, last) for first in MONTHS for last in MONTHS if first <= last}
)


def question(asked: list[tuple[int, int]]) -> Question:
    first, last = (np.array(side, dtype=np.intp) for side in zip(*asked, strict=True))
    return Question(0, np.arange(4), first, last, everywhere=True)


def window_sums(counts: np.ndarray, asked: list[tuple[int, int]]) -> np.ndarray:
    return np.array([counts[first : last + 1].sum() for first, last in asked])


def seen(
    whole: np.ndarray,
    part: np.ndarray | None,
    *,
    node: int = TEAM,
    asked=None,
    definition=SHARE,
    standing=False,
    audience=BOARD,
) -> Gated:
    asked = asked or ASKED
    made = pattern(whole, part, tree=TREE, calendar=CALENDAR, audience=audience, standing=standing)
    return shown(made, node, asked, definition, standing=standing, audience=audience)


def shown(
    made: Pattern,
    node: int,
    asked: list[tuple[int, int]],
    definition: Definition,
    *,
    standing=False,
    audience=BOARD,
) -> Gated:
    months = slice(0, CALENDAR.months)
    whole = window_sums(made.whole[node, months], asked)
    answer = (
        count_answer(whole)
        if made.part is None
        else share_answer(window_sums(made.part[node, months], asked), whole)
    )
    if definition is DURATION:
        days = np.full(len(asked), 30.0)
        answer = Answer(whole, days, days, days, extras=(ExtraSeries("mean", "Mean", "days", days),))
    return gated(
        answer,
        question(asked),
        made,
        nodes=np.array([node]),
        definition=definition,
        audience=audience,
        standing=standing,
    )


@st.composite
def counted(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    most = draw(st.sampled_from([2, 8, 40]))
    whole = draw(arrays(np.int64, (4, 14), elements=st.integers(0, most)))
    share = draw(arrays(np.float64, (4, 14), elements=st.sampled_from([0, 0.1, 0.5, 1])))
    return whole, np.rint(whole * share).astype(np.int64)


@given(counted())
@settings(max_examples=10, deadline=None)
def test_a_board_member_who_asks_everything_cannot_work_out_a_small_count(counts):
    made = pattern(*counts, tree=TREE, calendar=CALENDAR, audience=BOARD, standing=False)
    attacker, leaves = Attacker(4, 14), leaves_of(TREE)
    for node in range(TREE.size):
        told = shown(made, node, ASKED, SHARE)
        for place, (first, last) in enumerate(ASKED):
            months = np.arange(first, last + 1)
            for numbers, kinds, rough in (
                (told.denominator, (0, 1), False),
                (told.numerator, (0,), told.at_least[place]),
            ):
                if np.isnan(numbers[place]):
                    continue
                row = attacker.atoms(leaves[node], months, kinds=kinds)
                exact = (
                    numbers[place]
                    == window_sums(
                        (made.whole if kinds == (0, 1) else made.part)[node, :14], [(first, last)]
                    )[0]
                )
                attacker.learns(row, numbers[place], at_least=bool(rough) or not exact)
    assert made.part is not None
    found = {}
    for kinds, all_counts in (((0, 1), made.whole), ((0,), made.part), ((1,), made.whole - made.part)):
        cells = list(small(all_counts[:, :14], fewest=5))
        for place in np.random.default_rng(0).permutation(len(cells))[:4]:
            node, month = cells[place]
            numbers = attacker.numbers(attacker.atoms(leaves[node], np.array([month]), kinds=kinds))
            if numbers < 4:
                found[kinds, node, month] = numbers
    assert found == {}


def test_a_hidden_number_is_missing_wherever_it_stands():
    whole, part = np.full((4, 14), 40), np.full((4, 14), 20)
    part[TEAM, 5] = 2
    told = seen(whole, part, asked=[(5, 5)])
    assert told.hidden.tolist() == [True]
    assert np.isnan([told.numerator[0], told.value[0], told.lower[0], told.upper[0]]).all()
    assert told.denominator.tolist() == [40]


def test_a_share_over_a_hidden_part_is_at_least_and_has_no_interval():
    whole, part = np.full((4, 14), 40), np.full((4, 14), 20)
    part[TEAM, 5] = 2
    told = seen(whole, part, asked=[(1, 12), (6, 13), (5, 7)])
    assert told.at_least.tolist() == [False, True, False]
    assert told.hidden.tolist() == [False, False, True]
    assert told.numerator[:2].tolist() == [222, 140]
    assert told.value[1] == pytest.approx(140 / 320)
    assert np.isnan([told.lower[1], told.upper[1]]).all()


def test_there_is_no_share_of_a_denominator_that_is_at_least():
    whole = np.full((4, 14), 40)
    whole[TEAM, 5] = 2
    told = seen(whole, np.zeros_like(whole), asked=[(6, 13)])
    assert (told.hidden[0], np.isnan(told.value[0]), np.isnan(told.denominator[0])) == (True, True, True)


def test_a_count_over_a_hidden_part_is_at_least():
    whole = np.full((4, 14), 40)
    whole[TEAM, 5] = 2
    told = seen(whole, None, asked=[(6, 13)], definition=COUNT)
    assert (told.value[0], told.at_least[0], told.hidden[0]) == (280, True, False)
    assert told.numerator is None


def test_a_median_over_a_hidden_part_is_not_shown():
    whole = np.full((4, 14), 40)
    whole[TEAM, 5] = 2
    told = seen(whole, None, asked=[(1, 12), (6, 13)], definition=DURATION)
    assert told.hidden.tolist() == [False, True]
    assert np.isnan(told.extras[0]).tolist() == [False, True]


def test_a_share_or_median_of_fewer_than_ten_is_not_shown():
    whole = np.full((4, 14), 6)
    assert seen(whole, np.zeros_like(whole), asked=[(1, 1)]).hidden.tolist() == [True]
    assert seen(whole, None, asked=[(1, 1)], definition=DURATION).hidden.tolist() == [True]
    assert seen(whole, None, asked=[(1, 1)], definition=COUNT).hidden.tolist() == [False]


def test_a_further_share_is_not_shown_where_it_or_what_it_leaves_is_few():
    whole, part = np.full((4, 14), 40), np.full((4, 14), 20)
    shares = np.array([0.5, 2 / 40, 38 / 40, 0.0])
    extra = ExtraSeries("gap", "Gap", "%", shares)
    made = pattern(whole, part, tree=TREE, calendar=CALENDAR, audience=BOARD, standing=False)
    answer = share_answer(np.full(4, 20), np.full(4, 40))
    told = gated(
        Answer(answer.denominator, answer.value, answer.lower, answer.upper, answer.numerator, (extra,)),
        question([(month, month) for month in range(4)]), made,
        nodes=np.array([TEAM]), definition=SHARE, audience=BOARD, standing=False,
    )  # fmt: skip
    assert np.isnan(told.extras[0]).tolist() == [False, True, True, False]


def test_a_standing_count_is_that_of_the_last_month():
    whole = np.arange(56).reshape(4, 14) + 100
    assert seen(whole, None, asked=[(1, 3), (0, 13)], definition=COUNT, standing=True).value.tolist() == [
        103,
        113,
    ]


def test_an_analyst_sees_the_answer_as_it_is():
    whole = np.ones((4, 14), dtype=np.int64)
    told = seen(whole, whole, asked=[(0, 0), (0, 2)], audience=Audience.ANALYST)
    assert (told.numerator.tolist(), told.denominator.tolist(), told.hidden.any()) == ([1, 3], [1, 3], False)
