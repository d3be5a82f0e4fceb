"""From declared expectations, and the leads seen, to the prior of a regression.

A declared rate is one of all leads of a level, whatever else they answer, so the effects that levels add to
the log-odds are solved for together: the mean probability of the seen leads of each level is its declared
rate, and that of all leads the overall one as far as the levels leave room. Levels that come together are so
not counted twice. What a level adds before any lead is seen is logit(its rate) − logit(the overall one).
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import least_squares
from scipy.sparse import csr_matrix, diags_array, hstack, vstack
from scipy.special import expit, logit

from model.lead.arrays import Bools, Floats, Ints
from model.lead.category_columns import CategoryColumns
from model.lead.expectations import Expectations, level_of
from model.lead.features import LeadEncoder
from model.lead.prior_regression import Prior, with_intercept

# A declared rate is right to within e^±1 in odds (95 %): 8 % may be 3 % or 19 %. Four sales tell as much.
# Where the outcomes speak against that, they are wider.
DECLARED_DEVIATIONS = (0.5, 1.0, 2.0)
# All that was not declared moves a lead's log-odds by so much, shared evenly by its slots.
UNDECLARED_DEVIATION = 0.5
# The same where nothing was declared.
UNKNOWN_DEVIATION = 1.0
# Where a rate alone says nothing (the intercept beside the levels), almost anything may be.
FREE_DEVIATION = 2.0
# So many leads of one level alone are thought of beside the seen ones.
THOUGHT_OF = 10
# How strictly the means are met where they contradict each other: levels, overall, staying near the start.
STRICT, LENIENT, LOOSE = 0.01, 0.1, 1.0


def declared_prior(
    expected: Expectations, encoder: LeadEncoder, X: csr_matrix, deviation: float = DECLARED_DEVIATIONS[0]
) -> Prior:
    """Centred on the expectations; ``X`` holds the seen leads' columns, no lead is no error."""
    declared = list(declared_columns(expected, encoder))
    rates = np.array([expected.won, *(rate for _, rate in declared)])
    columns = np.array([0, *(1 + column for column, _ in declared)], dtype=np.int64)
    design, about = _leads_of_each(X, columns)
    effects = design[:, columns]
    solved = _solved(rates, effects, about)
    mean = np.zeros(encoder.width_ + 1)
    mean[columns] = solved
    stated = _slopes(about, expit(effects @ solved), design) / deviation
    alone = _deviations(encoder, columns, UNDECLARED_DEVIATION)
    return Prior(mean, stated.T @ stated + np.diag(alone**-2.0))


def observed_prior(won: Bools, encoder: LeadEncoder) -> Prior:
    """A weak one about the observed rate, for a company that declared nothing."""
    mean = np.zeros(encoder.width_ + 1)
    mean[0] = logit((won.sum() + 0.5) / (len(won) + 1))
    alone = _deviations(encoder, np.zeros(1, dtype=np.int64), UNKNOWN_DEVIATION)
    return Prior(mean, np.diag(alone**-2.0))


def declared_columns(expected: Expectations, encoder: LeadEncoder) -> Iterator[tuple[int, float]]:
    """The encoder's column of each declared level, and its rate."""
    for place, (field, columns) in enumerate(zip(encoder.fields, encoder.columns_, strict=True)):
        for written, rate in expected.levels.get(field.name, {}).items():
            assert isinstance(columns, CategoryColumns)
            yield int(encoder.offsets_[place]) + columns.levels_[level_of(field, written)], rate


def _leads_of_each(X: csr_matrix, columns: Ints) -> tuple[csr_matrix, csr_matrix]:
    """The leads' design, and which of them each rate is about, as weights that add up to 1.

    The mix of few leads says little, so each rate is also about leads that have just its own column.
    """
    seen = with_intercept(X)
    have = seen[:, columns].T
    total = THOUGHT_OF + np.asarray(have.sum(axis=1)).ravel()
    about = hstack([diags_array(1 / total) @ have, diags_array(THOUGHT_OF / total)])
    return csr_matrix(vstack([seen, _alone(columns, seen.shape[1])])), csr_matrix(about)


def _alone(columns: Ints, width: int) -> csr_matrix:
    """A lead a row that has the intercept, column 0, and one of the columns."""
    alone = np.zeros((len(columns), width))
    alone[np.arange(len(columns)), columns] = alone[:, 0] = 1.0
    return csr_matrix(alone)


def _solved(rates: Floats, effects: csr_matrix, about: csr_matrix) -> Floats:
    """Intercept and levels' effects with which the leads' mean probabilities are the rates."""
    wanted = logit(rates)
    start = np.append(wanted[0], wanted[1:] - wanted[0])
    scale = np.where(np.arange(len(rates)) == 0, LENIENT, STRICT)

    def missed(effect: Floats) -> Floats:
        means = about @ expit(effects @ effect)
        return np.concatenate([(logit(means) - wanted) / scale, (effect - start) / LOOSE])

    def slopes(effect: Floats) -> Floats:
        moved = _slopes(about, expit(effects @ effect), effects) / scale[:, np.newaxis]
        return np.vstack([moved, np.eye(len(rates)) / LOOSE])

    solved: Floats = least_squares(missed, start, slopes, method="lm").x
    return solved


def _slopes(about: csr_matrix, chance: Floats, design: csr_matrix) -> Floats:
    """How the log-odds of each mean probability move with each coefficient, (rates, coefficients)."""
    means = about @ chance
    moved = (about @ diags_array(chance * (1 - chance)) @ design).toarray()
    slopes: Floats = moved / (means * (1 - means))[:, np.newaxis]
    return slopes


def _deviations(encoder: LeadEncoder, free: Ints, undeclared: float) -> Floats:
    """Of each coefficient alone, shape (1 + columns,)."""
    slots = max(1, len(encoder.field_of_slot_))
    deviations = np.full(encoder.width_ + 1, undeclared / np.sqrt(slots))
    deviations[free] = FREE_DEVIATION
    return deviations
