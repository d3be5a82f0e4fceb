"""Who is cheap and worth little is seen, named, and where its quadrant says so."""

import random

import pytest

from service.charts.campaign_points import campaign_points
from service.charts.cost_against_revenue import cost_against_revenue
from service.charts.places import Box, Point, places
from service.charts.writing import Writing


def money(amount):
    return None if amount is None else {"amount": amount, "currency": "VND"}


def line(name, cost, revenue, leads=100):
    return {
        "campaign": name,
        "name": None,
        "channel": "facebook",
        "leads": leads,
        "spend": money((cost or 0) * leads),
        "cost_per_lead": money(cost),
        "expected_revenue_per_lead": money(revenue),
        "won_revenue_per_lead": money(revenue),
    }


def answer(*lines):
    return {"campaigns": list(lines), "totals": {"won_revenue": money(0)}}


def drawn(spec, name):
    return next(row for row in spec["data"]["values"] if row["campaign"] == name)


def names(spec, width):
    """The labels for a plot of this width."""
    layers = [
        layer for layer in spec["layer"] if "dx" in layer["mark"] and isinstance(layer["mark"]["dx"], dict)
    ]
    return [row for row in layers[-1]["data"]["values"] if row["width"] == width]


def test_the_cheap_that_brings_little_is_told_apart_and_named_on_a_phone(answers):
    spec = cost_against_revenue(answers["campaigns"], "vi")
    minigame = drawn(spec, "TikTok minigame quà tặng")
    assert minigame["little"]
    assert minigame["x"] == min(row["x"] for row in spec["data"]["values"])
    assert minigame["y"] == min(row["y"] for row in spec["data"]["values"])
    assert "TikTok minigame quà…" in [row["text"] for row in names(spec, 262)]
    assert not drawn(spec, "Google IELTS luyện thi cấp tốc")["little"]


def test_less_than_it_costs_is_little_however_the_others_do():
    spec = cost_against_revenue(answer(line("a", 100, 90), line("b", 100, 100)), "en")
    assert [drawn(spec, name)["little"] for name in "ab"] == [True, False]


def test_what_costs_nothing_or_is_not_known_is_named_instead_of_drawn():
    lines = [line("a", 100, 200), line("free", 0, 500), line("new", None, 500), line("unscored", 100, None)]
    spec = cost_against_revenue(answer(*lines, line("none", 100, 200, leads=0)), "en")
    assert [row["campaign"] for row in spec["data"]["values"]] == ["a"]
    axes = [
        layer["encoding"]["x"]["axis"] for layer in spec["layer"] if "axis" in layer["encoding"].get("x", {})
    ]
    said = " ".join(axes[0]["title"])
    assert "cost nothing: free and 1 more." in said
    assert "not known yet: unscored." in said


def test_no_revenue_stands_at_the_bottom_of_either_axis():
    straight = cost_against_revenue(answer(line("a", 100, 200), line("b", 100, 0)), "en")
    assert (drawn(straight, "b")["y"], drawn(straight, "b")["shape"]) == (0, "circle")
    wide = cost_against_revenue(answer(line("a", 100, 90_000), line("b", 100, 500), line("c", 90, 0)), "en")
    dots = next(layer for layer in wide["layer"] if "size" in layer["encoding"])
    scale = dots["encoding"]["y"]["scale"]
    assert scale["type"] == "log"
    assert drawn(wide, "c")["y"] == scale["domain"][0] > 0
    assert [drawn(wide, name)["shape"] for name in "abc"] == ["circle", "circle", "triangle-down"]
    assert dots["encoding"]["y"]["axis"]["values"][0] == 500
    assert drawn(wide, "c")["expected_per_lead"] == "0\xa0VND"


def test_a_few_leads_are_named_last():
    lines = [line(f"many-{place}", 100 + place, 300) for place in range(3)]
    points = campaign_points([line("few", 50, 10, leads=5), *lines], Writing("en"), "expected")
    assert points.drawn[points.notable()[-1]].name == "few"


@pytest.mark.parametrize("count", [1, 5, 60])
def test_however_many_campaigns_no_name_covers_another(count):
    chance = random.Random(count)
    lines = [
        line(
            f"chien-dich-{place}",
            round(chance.lognormvariate(12, 0.8)),
            round(chance.lognormvariate(13, 1.2)),
        )
        for place in range(count)
    ]
    spec = cost_against_revenue(answer(*lines), "vi")
    assert len(spec["data"]["values"]) == count
    assert 1 <= len(names(spec, 262)) <= 6
    assert len(names(spec, 262)) <= len(names(spec, 900)) <= 24


def test_places_keep_clear_of_points_edges_and_each_other():
    points = [Point(50, 50, 5), Point(52, 70, 5), Point(95, 20, 3)]
    wanted = [(0, "first"), (1, "second"), (2, "third")]
    found = places(wanted, points, [Box(0, 60, 48, 100)], 100, 100, 3)
    assert found[0].align == "left"
    assert found[2].align == "right"
    assert places(wanted, points, [Box(0, 0, 100, 100)], 100, 100, 3) == {}
    assert len(places(wanted, points, [], 100, 100, 1)) == 1
