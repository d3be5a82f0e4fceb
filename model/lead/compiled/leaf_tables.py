"""Exact Shapley values of single leaves, tabulated over which of its fields a lead satisfies.

A leaf pays its value to a lead that satisfies all d fields on its path. Against one background lead, with A
the fields that only the lead satisfies and B those that only the background lead does, the interventional
Shapley value of a field in A is +value (|A|−1)! |B|! / (|A|+|B|)!, of a field in B −value |A|! (|B|−1)! /
(|A|+|B|)!, and 0 elsewhere or where a field is satisfied by neither. Both are patterns of d bits, the first
field's the highest, so the mean over a background is a table with 2^d rows.
"""

from functools import cache
from math import factorial

import numpy as np

from model.lead.arrays import Floats


def leaf_table(frequencies: Floats, values: Floats) -> Floats:
    """Mean Shapley values, shape (leaves, 2^d, d), for leads by their pattern.

    ``frequencies``, shape (leaves, 2^d), is the share of background leads with each pattern. By hand, a leaf
    of 10 behind two fields against a background that satisfies neither: all to who satisfies both, halved.

    >>> leaf_table(np.array([[1.0, 0.0, 0.0, 0.0]]), np.array([10.0]))[0].tolist()
    [[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [5.0, 5.0]]
    """
    patterns = frequencies.shape[1]
    weights = shapley_weights(patterns.bit_length() - 1)
    mean = (frequencies * values[:, np.newaxis]) @ weights.reshape(patterns, -1)
    table: Floats = mean.reshape(len(frequencies), patterns, -1)
    return table


@cache
def shapley_weights(fields: int) -> Floats:
    """For a leaf of value 1, shape (2^d background patterns, 2^d patterns of the lead, d).

    >>> shapley_weights(1).tolist()  # only the lead satisfies it: +1; only the background lead does: −1
    [[[0.0], [1.0]], [[-1.0], [0.0]]]
    """
    patterns = 2**fields
    weights = np.zeros((patterns, patterns, fields))
    for background in range(patterns):
        for lead in range(patterns):
            if background | lead == patterns - 1:
                weights[background, lead] = _of_pair(background, lead, fields)
    return weights


def _of_pair(background: int, lead: int, fields: int) -> list[float]:
    own, others = lead & ~background, background & ~lead
    a, b = own.bit_count(), others.bit_count()
    gain = factorial(a - 1) * factorial(b) / factorial(a + b) if a else 0.0
    loss = factorial(a) * factorial(b - 1) / factorial(a + b) if b else 0.0
    return [gain * (own >> bit & 1) - loss * (others >> bit & 1) for bit in reversed(range(fields))]
