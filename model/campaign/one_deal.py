"""Ranks by won revenue per lead, and whether a single deal makes one."""

import numpy as np

from model.lead.arrays import Bools, Floats


def one_deal_makes_rank(won_revenue: Floats, leads: Floats, largest_deal: Floats) -> Bools:
    """Whether leaving out a group's largest deal changes its rank by won revenue per lead; shape (groups,).

    Groups without leads have no rank.

    A lone deal of 500 lifts the first of three above the second:

    >>> one_deal_makes_rank(np.array([500.0, 400, 50]), np.array([100.0, 100, 100]), np.array([500.0, 20, 5]))
    array([ True, False, False])
    """
    counted = leads > 0
    each = np.divide(won_revenue, leads, out=np.full(len(leads), -np.inf), where=counted)
    without = np.divide(won_revenue - largest_deal, leads, out=each.copy(), where=counted)
    before = (each[None, :] > each[:, None]).sum(axis=1)
    after = (each[None, :] > without[:, None]).sum(axis=1) - (each > without)
    makes: Bools = counted & (largest_deal > 0) & (before != after)
    return makes
