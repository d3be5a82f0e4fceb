"""The probability to be won within the horizon: a logistic regression, boosted trees, or a blend of both."""

from dataclasses import dataclass

from sklearn.pipeline import Pipeline

from model.lead.arrays import Floats
from model.lead.codes import CodeEncoder
from model.lead.correction import Correction
from model.lead.features import LeadEncoder
from model.lead.table import LeadTable
from model.lead.trees import BaggedTrees

FURTHEST_LOG_ODDS = 30.0


@dataclass(frozen=True, slots=True)
class TreePart:
    """Boosted trees over codes, and their share of the blend's log-odds, in (0, 1]."""

    coder: CodeEncoder
    trees: BaggedTrees
    share: float

    def log_odds(self, table: LeadTable) -> Floats:
        """The trees' alone, shape (leads,)."""
        return self.trees.decision_function(self.coder.codes(table))


@dataclass(frozen=True, slots=True)
class ProbabilityModel:
    """Log-odds = correction of (share × trees' + (1 − share) × ``linear``'s); no trees are a share of 0.

    ``linear`` is a fitted pipeline of encoder and regression. Where trees have it all it still encodes: the
    deal value reads the same columns.
    """

    linear: Pipeline
    correction: Correction
    tree_part: TreePart | None = None

    @property
    def encoder(self) -> LeadEncoder:
        """The fitted encoder."""
        encoder: LeadEncoder = self.linear[0]
        return encoder

    @property
    def tree_share(self) -> float:
        """The trees' share of the log-odds before the correction."""
        return self.tree_part.share if self.tree_part else 0.0

    @property
    def weights(self) -> Floats:
        """Log-odds that each column of the encoder adds, after share and correction."""
        weights: Floats = self.correction.slope * (1 - self.tree_share) * self.linear[-1].coef_[0]
        return weights

    @property
    def intercept(self) -> float:
        """Log-odds of a lead whose columns are all 0, trees aside, after share and correction."""
        own = (1 - self.tree_share) * float(self.linear[-1].intercept_[0])
        return self.correction.intercept + self.correction.slope * own

    def log_odds(self, table: LeadTable) -> Floats:
        """Corrected log-odds, shape (leads,)."""
        linear: Floats = self.linear.decision_function(table)
        trees = self.tree_part.log_odds(table) if self.tree_part else None
        return self.correction.apply(blend(linear, trees, self.tree_share))


def blend(linear: Floats, trees: Floats | None, share: float) -> Floats:
    """A convex mix of log-odds.

    >>> import numpy as np
    >>> blend(np.array([0.0, 1.0]), np.array([1.0, 2.0]), 0.25)
    array([0.25, 1.25])
    """
    return linear if trees is None else share * trees + (1 - share) * linear
