"""PSI: what holds for any counts, and how often chance alone raises an alarm."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.lead.watch.drift import drift, psi, psi_by_chance

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=25)


def arrays(pairs):
    return np.array([a for a, _ in pairs], dtype=float), np.array([b for _, b in pairs], dtype=float)


PAIRS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=25).map(
    arrays
)


@given(PAIRS)
def test_it_is_never_negative_and_always_finite(pairs):
    found = psi(*pairs)
    assert np.isfinite(found)
    assert found >= -1e-12


@given(COUNTS)
def test_the_same_counts_have_not_moved(counts):
    before = np.array(counts, dtype=float)
    assert psi(before, before) == 0
    assert drift(before, before).verdict in ("steady", "too_few")


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_bins_says_nothing(pairs, random):
    places = list(range(len(pairs[0])))
    random.shuffle(places)
    assert psi(*(side[places] for side in pairs)) == pytest.approx(psi(*pairs))


@given(PAIRS)
def test_before_and_now_may_change_places(pairs):
    assert psi(*pairs) == pytest.approx(psi(*reversed(pairs)))


@given(PAIRS, st.integers(1, 5))
def test_bins_that_nobody_is_in_add_nothing(pairs, more):
    padded = [np.append(side, np.zeros(more)) for side in pairs]
    assert psi(*padded) == pytest.approx(psi(*pairs))


@given(st.integers(100, 5000), st.integers(0, 99))
def test_it_grows_the_further_leads_move(leads, percent):
    before = np.array([leads, leads], dtype=float)
    moved = [leads * (percent + more) / 100 for more in (0, 1)]
    near, far = (psi(before, np.array([leads + each, leads - each])) for each in moved)
    assert far > near


@given(PAIRS)
def test_no_verdict_without_a_hundred_leads_on_each_side(pairs):
    found = drift(*pairs)
    few = min(side.sum() for side in pairs) < 100
    assert (found.verdict == "too_few") == few
    assert found.beyond_chance >= 0
    assume(not few)
    if found.verdict != "steady":
        assert found.beyond_chance >= 0.1


@pytest.mark.parametrize(("bins", "before", "now"), [(10, 5000, 200), (22, 50_000, 500), (3, 300, 150)])
def test_its_mean_under_no_change_is_what_chance_gives(bins, before, now):
    rng = np.random.default_rng(1)
    shares = rng.dirichlet(np.full(bins, 5.0))
    found = [psi(*(rng.multinomial(n, shares).astype(float) for n in (before, now))) for _ in range(2000)]
    assert np.mean(found) == pytest.approx(psi_by_chance(bins, before, now), rel=0.08)


@pytest.mark.parametrize(("bins", "now"), [(22, 100), (22, 300), (11, 150), (3, 1000)])
def test_chance_alone_seldom_moves_anything(bins, now):
    """The uncorrected PSI of 22 bins and 100 leads reads 0.1 or more nearly always."""
    rng = np.random.default_rng(2)
    shares = rng.dirichlet(np.full(bins, 5.0))
    found = [drift(*(rng.multinomial(n, shares).astype(float) for n in (20_000, now))) for _ in range(2000)]
    assert np.mean([each.verdict != "steady" for each in found]) <= 0.005
    if (bins, now) == (22, 100):
        assert np.mean([each.psi >= 0.1 for each in found]) > 0.9


def test_a_real_shift_is_found():
    rng = np.random.default_rng(3)
    before = rng.multinomial(20_000, np.full(10, 0.1)).astype(float)
    shares = np.array([0.2, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05])
    found = [drift(before, rng.multinomial(300, shares).astype(float)).verdict for _ in range(300)]
    assert np.mean([each != "steady" for each in found]) > 0.95
