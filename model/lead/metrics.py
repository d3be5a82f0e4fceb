"""How good probabilities are, held against what happened."""

import numpy as np
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from model.lead.arrays import Bools, Floats

BINS = 10
Metrics = dict[str, float | int | None]


def metrics_of(probability: Floats, won: Bools) -> Metrics:
    """n, base_rate, auc, log_loss, brier and ece; auc is None where all or none won. Needs one lead or more.

    >>> metrics_of(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]))["auc"]
    0.75
    """
    both = 0 < int(won.sum()) < len(won)
    return {
        "n": len(won),
        "base_rate": float(won.mean()),
        "auc": float(roc_auc_score(won, probability)) if both else None,
        "log_loss": float(log_loss(won, probability, labels=[False, True])),
        "brier": float(brier_score_loss(won, probability)),
        "ece": ece(probability, won),
    }


def ece(probability: Floats, won: Bools) -> float:
    """Expected calibration error over 10 equal-count bins: Σ share × |mean probability − share won|.

    Ten leads, a bin each: five say 0.2 and lost, five say 0.9 and won, so (5 × 0.2 + 5 × 0.1) / 10.

    >>> round(ece(np.array([0.2] * 5 + [0.9] * 5), np.array([False] * 5 + [True] * 5)), 6)
    0.15
    """
    order = np.argsort(probability, kind="stable")
    bins = [rows for rows in np.array_split(order, BINS) if len(rows)]
    gaps = [len(rows) * abs(probability[rows].mean() - won[rows].mean()) for rows in bins]
    return float(sum(gaps) / len(probability))
