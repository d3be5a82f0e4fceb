"""Ranks: from 1, equals share the better one."""

import hypothesis.strategies as st
from hypothesis import given

from model.campaign.ranks import ranks

figures = st.lists(st.integers(-100, 100))


@given(figures)
def test_a_rank_is_one_more_than_how_many_are_better(values):
    assert ranks(values) == [1 + sum(other > value for other in values) for value in values]


@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_campaigns_changes_no_rank(values, random):
    shuffled = list(enumerate(values))
    random.shuffle(shuffled)
    ranked = dict(zip((place for place, _ in shuffled), ranks([v for _, v in shuffled]), strict=True))
    assert [ranked[place] for place in range(len(values))] == ranks(values)
