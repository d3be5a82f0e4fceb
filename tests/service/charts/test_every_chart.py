"""What holds of every chart: drawn of any answer, in both languages, in no colours of its own."""

import json
import re

import pytest

from service.charts.picture import svg
from service.http.schemas.bridge import BridgeAnswer
from service.http.schemas.budget import BudgetAnswer
from service.http.schemas.campaigns import CampaignPageAnswer, CampaignsAnswer
from service.http.schemas.funnel import FunnelAnswer
from service.http.schemas.quality import CampaignQualityAnswer
from service.http.schemas.reps import RepsAnswer

SCHEMAS = {
    "bridge": BridgeAnswer,
    "budget": BudgetAnswer,
    "campaign": CampaignPageAnswer,
    "campaigns": CampaignsAnswer,
    "funnel": FunnelAnswer,
    "quality": CampaignQualityAnswer,
    "reps": RepsAnswer,
}
HOSTILE = [
    "</script><script>alert(1)</script>",
    "'\"\\ datum['x'] {0} {name} %s",
    "\u202eab\u0000\n\tc",
    "W" * 200,
    "<img src=x onerror=alert(1)>",
    "😀 chiến dịch",
    "..",
    "null",
]


@pytest.fixture
def emptied(answers):
    """The same answers of a company in its first minute."""
    for name in ("campaigns", "budget"):
        answers[name]["campaigns"] = []
    for name in ("weeks", "reasons"):
        answers["quality"][name] = []
    answers["reps"]["reps"] = []
    for cohort in answers["bridge"]["cohorts"]:
        cohort["revenue"]["amount"] = 0
    for step in answers["funnel"]["steps"]:
        step.update(dict.fromkeys(("rate", "amount", "leak")))
        step["count"] = step["count"] and 0
    return answers


@pytest.fixture
def hostile(answers):
    lines = [*answers["campaigns"]["campaigns"], *answers["budget"]["campaigns"]]
    for place, line in enumerate(lines):
        line["campaign"] = line["name"] = HOSTILE[place % len(HOSTILE)]
    for rep, name in zip(answers["reps"]["reps"], HOSTILE, strict=False):
        rep["rep"] = name
    for change, note in zip(answers["campaign"]["changes"], HOSTILE, strict=False):
        change["note"] = note
    return answers


def values(spec):
    """Every value in it, with its key."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            yield from ([(key, value)] if not isinstance(value, dict | list) else values(value))
    elif isinstance(spec, list):
        for value in spec:
            yield from values(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_answers_are_what_the_api_answers(answers, name):
    assert SCHEMAS[name]().validate(answers[name]) == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_row_is_told_in_the_table_beneath(chart, answers, language):
    spec = chart(answers, language)
    columns, rows = spec["usermeta"]["columns"], spec["data"]["values"]
    assert rows
    assert spec["description"]
    assert all(isinstance(row[column["field"]], str) for row in rows for column in columns)
    assert all(column["title"] for column in columns)


def test_the_languages_have_no_words_in_common_but_names(chart, answers):
    vi, en = chart(answers, "vi"), chart(answers, "en")
    assert vi["description"] != en["description"]
    titles = [{column["title"] for column in spec["usermeta"]["columns"]} for spec in (vi, en)]
    assert titles[0] & titles[1] <= {"Lead", "Sale"}


def test_colours_come_from_the_theme_alone(chart, answers):
    spec = chart(answers, "vi")
    drawn = {name: part for name, part in spec.items() if name not in ("config", "data")}
    assert not [key for key, _ in values(drawn) if key in ("color", "fill", "stroke")]
    config = [value for key, value in values(spec["config"]) if key in ("color", "fill", "stroke")]
    assert config
    assert all(value is None or value.startswith("var(--chart-") for value in config)


def test_vega_draws_it_and_writes_its_names(chart, answers):
    spec = chart(answers, "vi")
    drawn = svg(spec, "vi", "light")
    assert drawn.startswith("<svg")
    assert "var(" not in drawn
    assert "NaN" not in drawn
    first = spec["data"]["values"][0]
    said = first.get("name", "Tỷ lệ số chất lượng" if "week" in first else "TikTok minigame quà tặng")
    assert said.replace("&", "&amp;") in drawn


def test_of_an_empty_answer_one_sentence_is_left(chart, emptied):
    spec = chart(emptied, "vi")
    assert spec["data"]["values"] == []
    assert len(spec["layer"]) == 1
    assert "Chưa có số liệu cho hình này." in svg(spec, "vi")


def test_a_name_is_never_more_than_a_text(chart, hostile):
    spec = chart(hostile, "en")
    json.dumps(spec, allow_nan=False)
    drawn = svg(spec, "en")
    assert "<script" not in drawn
    assert "<img" not in drawn
    expressions = [value for key, value in values(spec) if key in ("expr", "labelExpr", "filter")]
    assert not [each for each in expressions if re.search("alert|W{9}|onerror", each)]


def test_huge_amounts_stay_numbers(chart, answers):
    text = json.dumps(answers)
    huge = json.loads(re.sub(r'("amount": )\d+', rf"\g<1>{2**53 - 1}", text))
    spec = chart(huge, "en")
    json.dumps(spec, allow_nan=False)
    assert "NaN" not in svg(spec, "en")
