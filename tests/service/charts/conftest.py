"""What the API answers of a simulated company, and each chart of it."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.charts.bridge_waterfall import bridge_waterfall
from service.charts.budget_moves import budget_moves
from service.charts.cost_against_revenue import cost_against_revenue
from service.charts.expected_against_won import expected_against_won
from service.charts.funnel_steps import funnel_steps
from service.charts.quality_over_time import quality_over_time
from service.charts.reasons_bar import reasons_bar
from service.charts.reps_ratios import reps_ratios

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHARTS = {
    "bridge_waterfall": lambda of, language: bridge_waterfall(of["bridge"], language),
    "budget_moves": lambda of, language: budget_moves(of["budget"], language),
    "cost_against_revenue": lambda of, language: cost_against_revenue(of["campaigns"], language),
    "expected_against_won": lambda of, language: expected_against_won(of["campaigns"], language),
    "funnel_steps": lambda of, language: funnel_steps(of["funnel"], language),
    "quality_over_time": lambda of, language: quality_over_time(
        of["quality"], of["campaign"]["changes"], language, ZONE
    ),
    "reasons_bar": lambda of, language: reasons_bar(of["quality"], language),
    "reps_ratios": lambda of, language: reps_ratios(of["reps"], language),
}


@cache
def _answers():
    return json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))


@pytest.fixture
def answers():
    """By resource; a test may change its own."""
    return deepcopy(_answers())


@pytest.fixture(params=CHARTS)
def chart(request):
    """`chart(answers, language)`: one after the other each chart's specification."""
    return CHARTS[request.param]
