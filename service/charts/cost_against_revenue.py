"""What a lead costs against what it brings, a dot a campaign: cheap and worth little is low at the left."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.campaign_labels import DOT, HIGH, named
from service.charts.campaign_points import CampaignPoint, Points, Revenue, campaign_points
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.names import shortened
from service.charts.scale import Scale, is_wide, scale_of
from service.charts.theme import Spec
from service.charts.writing import Writing

# Letters of a line that a phone shows whole.
_LINE: Final = 44


def cost_against_revenue(
    answer: Mapping[str, Any], language: Language, revenue: Revenue = "expected"
) -> Spec:
    """Of an answer of `GET /v1/campaigns`, grouped by whatever has spend."""
    writing = Writing(language, answer["totals"]["won_revenue"]["currency"])
    points = campaign_points(answer["campaigns"], writing, revenue)
    says = writing.word("cost_says", count=writing.count(len(points.drawn)))
    if not points.drawn:
        return nothing(writing, says)
    costs, revenues = [point.cost for point in points.drawn], [point.revenue for point in points.drawn]
    logarithmic = is_wide(costs) or is_wide(revenues)
    x, y = scale_of(costs, logarithmic=logarithmic), scale_of(revenues, logarithmic=logarithmic)
    columns = {name: writing.word(name) for name in points.drawn[0].told}
    axis = writing.word("revenue_axis", revenue=writing.word(f"{revenue}_per_lead"), unit=writing.sign)
    return frame(
        writing,
        says=says,
        rows=[_row(point, points, x, y) for point in points.drawn],
        columns=columns,
        layers=_layers(points, x, y, writing, columns),
        height=HIGH,
        title={"text": [axis, writing.word("cost_key")], "lineHeight": 16},
    )


def _row(point: CampaignPoint, points: Points, x: Scale, y: Scale) -> Row:
    return {
        **point.told,
        "x": x.shown(point.cost),
        "y": y.shown(point.revenue),
        "size": point.spend,
        "little": points.is_worth_little(point),
        # What is beyond a logarithmic axis points out of it.
        "shape": "triangle-down" if y.shown(point.revenue) > point.revenue else "circle",
    }


def _layers(points: Points, x: Scale, y: Scale, writing: Writing, columns: Mapping[str, str]) -> list[Spec]:
    at = _axes(points, x, y, writing)
    sizes = {"domain": [0, max(point.spend for point in points.drawn) or 1], "range": list(DOT)}
    size = {"field": "size", "type": "quantitative", "scale": sizes, "legend": None}
    dots: list[Spec] = [
        {
            "transform": [{"filter": test}],
            "mark": {"type": "point", "shape": {"expr": "datum.shape"}, "style": style, "opacity": 0.85},
            "encoding": {**at, "size": size, "tooltip": tooltip(columns)},
        }
        for test, style in (("!datum.little", "ringed_main"), ("datum.little", "ringed_warm"))
    ]
    return [
        *_break_even(x, y, at, writing),
        *_averages(points, at),
        *dots,
        *named(points, x, y, at, writing),
    ]


def _axes(points: Points, x: Scale, y: Scale, writing: Writing) -> Spec:
    labels = {"labelExpr": writing.axis_labels(), "labelOverlap": True, "labelFlush": False}
    few = {"expr": "width < 400 ? 3 : 6"}
    title = [writing.word("cost_axis", unit=writing.sign), *_left_out(points, writing)]
    across = {"title": title, "titleAnchor": "start", "titleAlign": "left", "tickCount": few}
    return {
        "x": {
            "field": "x",
            "type": "quantitative",
            "scale": x.spec(),
            "axis": {**labels, **across, **_ticks(x), "titleLineHeight": 16},
        },
        "y": {
            "field": "y",
            "type": "quantitative",
            "scale": y.spec(),
            "axis": {**labels, "title": None, "tickCount": 5, **_ticks(y)},
        },
    }


def _ticks(scale: Scale) -> Spec:
    ticks = scale.ticks()
    return {"values": ticks} if ticks else {}


def _left_out(points: Points, writing: Writing) -> list[str]:
    """Why some are not on the picture."""
    lines = []
    for key in ("without_cost", "without_revenue"):
        names = [shortened(name, 20) for name in getattr(points, key)]
        shown = ", ".join(names[:1])
        if len(names) > 1:
            shown = writing.word("others", names=shown, count=writing.count(len(names) - 1))
        lines += wrap(writing.word(key, names=shown), _LINE) if names else []
    return lines


def _break_even(x: Scale, y: Scale, at: Spec, writing: Writing) -> list[Spec]:
    """Below this line a lead brings less than it cost; nothing where the line is not in sight."""
    start, end = max(x.low, y.low), min(x.high, y.high)
    if start >= end:
        return []
    corner = [
        {"x": end, "y": end, "floor": y.low},
        *([{"x": x.high, "y": end, "floor": y.low}] * (end < x.high)),
    ]
    line = [{"x": start, "y": start, "floor": y.low}, *corner]
    name = [{"x": end, "y": end, "text": writing.word("break_even")}]
    along = {"x": at["x"], "y": at["y"]}
    return [
        {
            "data": {"values": line},
            "mark": {"type": "area", "style": "shade"},
            "encoding": {**along, "y2": {"field": "floor"}},
        },
        {
            "data": {"values": line[:2]},
            "mark": {"type": "line", "style": "quiet", "strokeWidth": 1, "strokeDash": [4, 3]},
            "encoding": along,
        },
        {
            "data": {"values": name},
            "mark": {"type": "text", "style": "small", "align": "right", "dy": -9, "dx": -4},
            "encoding": {**along, "text": {"field": "text"}},
        },
    ]


def _averages(points: Points, at: Spec) -> list[Spec]:
    """The quadrants' borders: what all these leads cost and bring on average."""
    line = {"type": "rule", "style": "faint", "strokeWidth": 1}
    values = {"values": [{"x": points.cost, "y": points.revenue}]}
    return [{"data": values, "mark": line, "encoding": {side: at[side]}} for side in ("x", "y")]
