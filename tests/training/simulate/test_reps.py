"""Reps differ in skill and in strictness, and the record shows it."""

import numpy as np
import pandas as pd

from training.simulate.company import Company
from training.simulate.fates import UNSAID, YES


def test_the_strict_judge_fewer_of_the_qualified_as_qualified(large: Company) -> None:
    fates, owner = large.fates, large.assignment.owner
    judged = (fates.nature == YES) & (fates.said != UNSAID) & ~fates.won
    missed = pd.Series(fates.said[judged] != YES).groupby(owner[judged]).mean()
    assert np.corrcoef(missed, large.reps.misses)[0, 1] > 0.95


def test_the_skilled_close_more_of_the_qualified(large: Company) -> None:
    fates, owner = large.fates, large.assignment.owner
    followed = (fates.nature == YES) & fates.finished & (owner > 0)
    closed = pd.Series(fates.won[followed]).groupby(owner[followed]).mean()
    assert np.corrcoef(closed, large.reps.skill[closed.index])[0, 1] > 0.8


def test_every_rep_gets_leads(large: Company) -> None:
    counts = np.bincount(large.assignment.owner, minlength=large.world.reps)
    assert counts.min() > 0.08 * counts.sum()
