"""Factors against a reference that knows no trees: every subset of fields, over all background leads."""

from itertools import combinations
from math import factorial

import numpy as np

from model.lead.factors import background_rows
from model.lead.table import LeadTable


def value_of_subsets(model, lead, background):
    """For each subset of fields the mean log-odds where the lead has its own values there."""
    names = model.columns
    worth = {}
    for size in range(len(names) + 1):
        for subset in combinations(names, size):
            mixed = [{**other, **{name: lead.get(name) for name in subset}} for other in background]
            worth[subset] = model.probability.log_odds(LeadTable.from_rows(mixed, names)).mean()
    return worth


def shapley(names, worth):
    moved = dict.fromkeys(names, 0.0)
    for subset, value in worth.items():
        for name in set(names) - set(subset):
            joined = tuple(other for other in names if other in subset or other == name)
            orders = factorial(len(subset)) * factorial(len(names) - len(joined))
            moved[name] += orders / factorial(len(names)) * (worth[joined] - value)
    return list(moved.values())


def test_they_are_exact(model, compiled, rows, odd):
    background = [rows[place] for place in background_rows(len(rows), seed=0)]
    for lead in (rows[1], odd[0], {}):
        expected = shapley(model.columns, value_of_subsets(model, lead, background))
        np.testing.assert_allclose(compiled.moved(compiled.read([lead]))[0], expected, rtol=0, atol=1e-9)


def test_they_add_up_to_the_difference_from_the_typical_lead(compiled, odd):
    leads = compiled.read(odd)
    difference = compiled.log_odds(leads)[0] - compiled.typical
    np.testing.assert_allclose(compiled.moved(leads).sum(axis=1), difference, rtol=0, atol=1e-9)


def test_one_lead_alone_moves_as_in_a_batch(compiled, odd):
    batch = compiled.moved(compiled.read(odd[:200]))
    alone = [compiled.moved(compiled.read([lead]))[0] for lead in odd[:200]]
    np.testing.assert_allclose(batch, alone, rtol=0, atol=1e-12)


def test_weekday_hour_and_month_move_together(compiled):
    fields = [column.field for column in compiled.book.columns]
    assert fields.count(compiled.names.index("lead.submitted_at")) == 3
