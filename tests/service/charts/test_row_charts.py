"""What the charts of rows say: in which order, and with which figures."""

import pytest

from service.charts.bridge_waterfall import bridge_waterfall
from service.charts.budget_moves import budget_moves
from service.charts.expected_against_won import expected_against_won
from service.charts.funnel_steps import funnel_steps
from service.charts.reasons_bar import reasons_bar
from service.charts.reps_ratios import reps_ratios


def rows(spec):
    return spec["data"]["values"]


def of(spec, *fields):
    return [tuple(row[field] for field in fields) for row in rows(spec)]


def test_the_bridge_goes_from_zero_to_before_and_step_by_step_to_now(answers):
    spec = bridge_waterfall(answers["bridge"], "vi")
    steps = rows(spec)
    assert (steps[0]["from"], steps[0]["to"]) == (0, 1_280_290_000)
    assert (steps[-1]["from"], steps[-1]["to"]) == (0, 1_219_750_000)
    assert [step["from"] for step in steps[1:-1]] == [step["to"] for step in steps[:-2]]
    assert steps[-2]["to"] == steps[-1]["to"]
    assert of(spec, "name", "figure", "kind")[1] == ("Lượng lead", "−203\xa0tr", "down")
    amounts = [step["amount"] for step in steps]
    assert amounts[:2] == ["1.280.290.000\xa0₫", "−202.738.872\xa0₫"]
    assert {amount[0] for amount in amounts[1:-1]} == {"+", "−"}
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0


def test_where_the_periods_were_judged_differently_quality_and_handling_are_one(answers):
    answers["bridge"]["judged_differently"] = [{"kind": "reasons", "chance": 0.01, "move": 0.1}]
    steps = rows(bridge_waterfall(answers["bridge"], "en"))
    assert [step["name"] for step in steps[1:-1]] == [
        "Number of leads",
        "Campaign mix",
        "Lead quality and handling",
        "Deal value",
    ]
    assert steps[-2]["to"] == steps[-1]["to"]


def test_a_bridge_that_is_unavailable_draws_nothing(answers):
    answers["bridge"]["unavailable"] = "not_scored"
    assert rows(bridge_waterfall(answers["bridge"], "en")) == []


def test_reasons_stand_under_who_can_act_on_them(answers):
    found = of(reasons_bar(answers["quality"], "vi"), "name", "whose", "figure")
    assert found[0] == ("Sai số điện thoại", "Marketing xử lý được", "19\xa0% · 343 số")
    assert [whose for _, whose, _ in found] == ["Marketing xử lý được"] * 5 + ["Hai đội cùng xử lý"] * 2
    headings = reasons_bar(answers["quality"], "vi")["layer"][-1]["data"]["values"]
    assert [(row["heading"], row["place"]) for row in headings] == [
        ("Marketing xử lý được", 0),
        ("Hai đội cùng xử lý", 6),
    ]


def test_reps_stand_in_order_of_names_and_an_unknown_ratio_is_no_point(answers):
    answers["reps"]["reps"].reverse()
    found = of(reps_ratios(answers["reps"], "en"), "name", "value", "figure")
    assert [name for name, _, _ in found] == ["sale-01", "sale-02", "sale-03", "sale-04"]
    assert found[0][2] == "1.02 (0.89 – 1.15)"
    assert found[3][1:] == (None, "too few to say")


def test_the_largest_expectation_comes_first_and_the_rest_is_counted(answers):
    spec = expected_against_won(answers["campaigns"], "vi", most=3)
    assert of(spec, "name", "figure", "note")[0] == (
        "Tiktok IELTS: Lịch khai giảng mới",
        "đã chốt 192\xa0tr",
        "kỳ vọng từ 176\xa0tr đến 435\xa0tr",
    )
    assert spec["title"]["text"][1] == "Còn 5 chiến dịch khác không vẽ ở đây."


def test_one_campaign_of_its_own_answer_is_one_row_and_unscored_has_no_interval(answers):
    spec = expected_against_won(answers["campaign"], "en")
    assert len(rows(spec)) == 1
    answers["campaign"]["expected_revenue"].update(low=None, high=None)
    (row,) = rows(expected_against_won(answers["campaign"], "en"))
    assert (row["value"], row["note"]) == (None, "expected: not known yet")


def test_each_step_of_the_funnel_has_its_side_and_the_largest_leak_its_word(answers):
    found = of(funnel_steps(answers["funnel"], "vi"), "name", "figure", "note", "largest")
    assert found[1] == (
        "Liên lạc được",
        "11.921 · 62\xa0%",
        "Sale · dừng lại 6.464, đáng 3,85\xa0tỷ ₫ · đang chờ 801",
        False,
    )
    assert found[4][2:] == ("Sale · dừng lại 3.605, đáng 8,41\xa0tỷ ₫ · mất nhiều nhất", True)
    assert found[5][2] == "Sale · chưa thu 1,31\xa0tỷ ₫ · đang chờ 2"


def test_who_gets_more_comes_first_and_who_keeps_is_named(answers):
    spec = budget_moves(answers["budget"], "vi")
    assert [advice for (advice,) in of(spec, "advice")] == ["more", "more", "less", "less"]
    assert of(spec, "figure")[0] == ("858k → 1,03\xa0tr (+20\xa0%)",)
    assert spec["title"]["text"][-1] == "Giữ nguyên: tt-tieng-nhat-cam-ket."


@pytest.mark.parametrize("currency", ["VND", "USD"])
def test_minor_units_of_another_currency_are_its_own(answers, currency):
    for line in answers["budget"]["campaigns"]:
        line["daily_spend"]["currency"] = line["try_daily_spend"]["currency"] = currency
    answers["budget"]["daily_spend"]["currency"] = currency
    first = rows(budget_moves(answers["budget"], "en"))[0]
    assert first["from"] == {"VND": 857_522, "USD": 8_575.22}[currency]
    assert first["now"] == {"VND": "857,522\xa0VND", "USD": "8,575.22\xa0USD"}[currency]
