"""A lead's score as it is kept: in minor units, rounded once, with its grade and its factors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from model.lead.grade import grade_of
from model.lead.held_out_file import HeldOutScore
from model.lead.scorer import Interval, Score, Scorer
from model.money import expected_revenue, to_minor
from service.store.leads import HELD_OUT
from service.usecases.company import Company

FACTORS_KEPT = 8
SCORE_COLUMNS = (
    *("score_origin", "model_version", "probability", "deal_value", "expected_revenue", "grade", "factors"),
    *("probability_low", "probability_high", "score_basis"),
    *("quality_probability", "probability_without_campaign"),
)
UNSCORED: dict[str, Any] = dict.fromkeys(SCORE_COLUMNS)


def score_rows(
    company: Company, scorer: Scorer | None, rows: Sequence[Mapping[str, object]], origin: str
) -> list[dict[str, Any]]:
    """The score's columns of `leads` for each row; all None where no model serves.

    `origin` is one of `service.store.leads`: SUBMIT, or LATER and HELD_OUT for leads that arrived when no
    model served.
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
        "quality_probability": score.quality_probability,
        "probability_without_campaign": score.probability_without_campaign,
    }


def held_out_columns(company: Company, scorer: Scorer, found: HeldOutScore) -> dict[str, Any]:
    """Those of a score's columns that models which had not seen the lead say in the serving one's place.

    Factors stay those of the serving model: it is what a person who asks "why" can be told of.
    """
    revenue = expected_revenue(found.probability, found.deal_value, company.currency)
    heads = {
        "quality_probability": found.quality_probability,
        "probability_without_campaign": found.probability_without_campaign,
    }
    return {
        "score_origin": HELD_OUT,
        "probability": found.probability,
        "deal_value": to_minor(found.deal_value, company.currency),
        "expected_revenue": revenue,
        "grade": _grade(company, scorer, Score(found.probability, found.deal_value), revenue),
        **{name: value for name, value in heads.items() if value is not None},
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
