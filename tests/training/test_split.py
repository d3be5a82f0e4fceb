import numpy as np

from training.split import sampled, split

DAYS = np.datetime64("2024-01-01", "s") + np.arange(500) * np.timedelta64(86_400, "s")
WON = np.arange(500) % 5 == 0
UNDATED = np.full(500, np.datetime64("NaT", "s"))


def test_forward_folds_judge_only_leads_after_those_that_train():
    parts = split(WON, DAYS, 30.0, seed=0)
    assert parts.forward
    assert len(parts.folds) == 4
    for train, test in parts.folds:
        assert DAYS[train].max() < DAYS[test].min() - np.timedelta64(30, "D")


def test_every_lead_judges_at_most_once():
    judged = np.concatenate([test for _, test in split(WON, DAYS, 30.0, seed=0).folds])
    assert len(judged) == len(set(judged.tolist())) == 400


def test_a_horizon_that_leaves_no_folds_drops_the_embargo():
    assert split(WON, DAYS, 450.0, seed=0).forward


def test_without_times_folds_are_stratified():
    parts = split(WON, UNDATED, None, seed=0)
    assert not parts.forward
    assert sorted(np.concatenate([test for _, test in parts.folds]).tolist()) == list(range(500))
    for _, test in parts.folds:
        assert WON[test].mean() == 0.2


def test_undated_leads_train_and_never_judge():
    mixed = DAYS.copy()
    mixed[:100] = np.datetime64("NaT", "s")
    for train, test in split(WON, mixed, 30.0, seed=0).folds:
        assert set(range(100)) <= set(train.tolist())
        assert test.min() >= 100


def test_mostly_undated_leads_are_stratified():
    mixed = UNDATED.copy()
    mixed[400:] = DAYS[400:]
    assert not split(WON, mixed, 30.0, seed=0).forward


def test_few_wins_make_few_folds():
    won = np.zeros(500, dtype=bool)
    won[:3] = True
    assert len(split(won, UNDATED, None, seed=0).folds) == 3


def test_of_many_leads_a_random_share_chooses_by_the_same_folds():
    won = np.arange(3000) % 7 == 0
    submitted = np.datetime64("2026-01-01", "s") + np.arange(3000) * np.timedelta64(1, "h")
    parts = split(won, submitted, None, 0)
    fewer = sampled(parts, 3000, 600, seed=4)
    assert sampled(parts, 3000, 3000, seed=4) is parts
    assert fewer.forward
    for (train, test), (all_train, all_test) in zip(fewer.folds, parts.folds, strict=True):
        assert set(train) < set(all_train)
        assert set(test) < set(all_test)
        assert train.max() < test.min()
    assert 420 < sum(len(test) for _, test in fewer.folds) < 540


def test_blocks_number_the_folds_that_judge():
    won = np.arange(100) % 3 == 0
    parts = split(won, np.full(100, np.datetime64("NaT", "s")), None, 0)
    blocks = parts.blocks(100)
    assert sorted(set(blocks)) == [0, 1, 2, 3, 4]
    assert all((blocks[test] == number).all() for number, (_, test) in enumerate(parts.folds))
