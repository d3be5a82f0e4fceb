"""How often equal judging is doubted, and that other judging is."""

import numpy as np
import pytest

from model.campaign.bridge_doubt import BY_CHANCE, of_another_word, of_judged_share, of_reasons

WORDS = ("no_need", "not_target", "wrong_number", "unreachable")


def _reasons(rng, leads, shares):
    return dict(zip(WORDS, map(int, rng.multinomial(leads, shares)), strict=True))


def test_equal_judging_is_doubted_as_seldom_as_chance_allows():
    rng = np.random.default_rng(0)
    judged, reasons = [], []
    for _ in range(1000):
        shares = rng.dirichlet(np.ones(4), size=6)
        strata = [(_reasons(rng, 60, each), _reasons(rng, 60, each)) for each in shares]
        reasons.append(bool(of_reasons(strata)))
        rates = rng.uniform(0.3, 0.9, 6)
        judged.append(
            bool(of_judged_share([(90, rng.binomial(90, r), 80, rng.binomial(80, r)) for r in rates]))
        )
    for found in (judged, reasons):
        assert np.mean(found) <= BY_CHANCE + 3 * np.sqrt(BY_CHANCE / 1000)


def test_a_campaign_that_grows_is_no_other_judging():
    few, many = {"no_need": 900, "wrong_number": 100}, {"no_need": 100, "wrong_number": 900}
    shift = [(few, {word: n // 10 for word, n in few.items()}), ({w: n // 10 for w, n in many.items()}, many)]
    assert of_reasons(shift) == []
    assert of_judged_share([(1000, 900, 100, 90), (100, 30, 1000, 300)]) == []


def test_a_reason_that_came_up_in_every_campaign_is():
    rng = np.random.default_rng(1)
    strata = [
        (_reasons(rng, 200, (0.2, 0.2, 0.3, 0.3)), _reasons(rng, 200, (0.4, 0.2, 0.2, 0.2))) for _ in range(4)
    ]
    (doubt,) = of_reasons(strata)
    assert doubt.kind == "reasons"
    assert doubt.move == pytest.approx(0.2, abs=0.06)


def test_a_move_too_small_to_matter_is_none_however_sure():
    assert of_judged_share([(10**6, 500_000, 10**6, 510_000)]) == []


@pytest.mark.parametrize(
    "strata", [[], [({}, {})], [({"no_need": 5}, {})], [({"no_need": 5}, {"no_need": 9})]]
)
def test_nothing_to_compare_is_no_doubt(strata):
    assert of_reasons(strata) == []


def test_campaigns_without_a_common_reason_are_compared_each_with_itself():
    alike = [({"no_need": 50, "spam": 50}, {"no_need": 50, "spam": 50})]
    assert (
        of_reasons([*alike, ({"no_budget": 9, "unreachable": 9}, {"no_budget": 9, "unreachable": 9})]) == []
    )
    moved = ({"no_budget": 90, "unreachable": 10}, {"no_budget": 10, "unreachable": 90})
    assert of_reasons([*alike, moved])[0].move == 0.4


def test_words_that_differ_either_way_alike_are_no_doubt():
    assert of_another_word("call_sample", 9, 8, 25) == []
    assert of_another_word("call_sample", 0, 0, 0) == []
    assert [doubt.kind for doubt in of_another_word("call_sample", 1, 14, 25)] == ["call_sample"]
