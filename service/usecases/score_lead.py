"""A lead's score as it is kept: in minor units, rounded once, with its grade and its factors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from model.lead.grade import grade_of
from model.lead.scorer import Interval, Score, Scorer
from model.money import expected_revenue, to_minor
from service.usecases.company import Company

FACTORS_KEPT = 8
SCORE_COLUMNS = (
    *("score_origin", "model_version", "probability", "deal_value", "expected_revenue", "grade", "factors"),
    *("probability_low", "probability_high", "score_basis"),
)
UNSCORED: dict[str, Any] = dict.fromkeys(SCORE_COLUMNS)


def score_rows(
    company: Company, scorer: Scorer | None, rows: Sequence[Mapping[str, object]], origin: str
) -> list[dict[str, Any]]:
    """The score's columns of `leads` for each row; all None where no model serves.

    `origin` is "submit", or "later" for leads that arrived when no model served.
    """
    if scorer is None:
        return [dict(UNSCORED) for _ in rows]
    local = [_in_zone(company, row) for row in rows]
    return [_columns(company, scorer, score, origin) for score in scorer.score(local)]


def _in_zone(company: Company, row: Mapping[str, object]) -> dict[str, object]:
    """Weekday and hour are those of the company's own clock."""
    at = row.get("lead.submitted_at")
    return {**row, "lead.submitted_at": at.astimezone(company.timezone) if isinstance(at, datetime) else None}


def _columns(company: Company, scorer: Scorer, score: Score, origin: str) -> dict[str, Any]:
    revenue = expected_revenue(score.probability, score.deal_value, company.currency)
    return {
        "score_origin": origin,
        "model_version": scorer.model_version,
        "probability": score.probability,
        "deal_value": to_minor(score.deal_value, company.currency),
        "expected_revenue": revenue,
        "grade": _grade(company, scorer, score, revenue),
        "factors": [
            {
                "field": factor.field,
                "label": scorer.schema.labels(factor.field),
                "value": factor.value,
                "points": round(factor.points, 2),
            }
            for factor in score.factors[:FACTORS_KEPT]
        ],
        **_interval(score.interval),
    }


def _interval(wide: Interval | None) -> dict[str, Any]:
    """All None where outcomes were enough."""
    return {
        "probability_low": wide and wide.low,
        "probability_high": wide and wide.high,
        "score_basis": wide and wide.basis,
    }


def _grade(company: Company, scorer: Scorer, score: Score, revenue: int) -> str:
    """By the company's own cut-offs in minor units where it has set them, else by the model's."""
    if company.grade_cutoffs is not None:
        return grade_of(revenue, company.grade_cutoffs)
    return scorer.grade(score)
