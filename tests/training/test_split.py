import numpy as np

from training.split import split

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
