"""What to try with the same money: for each campaign from what is spent a day now to what to spend."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.names import shortened
from service.charts.rows import ROW, across, mark, place, where, written
from service.charts.theme import Spec
from service.charts.writing import Writing

_LINE: Final = 44
_STYLES: Final = {"more": "main", "less": "warm"}


def budget_moves(budget: Mapping[str, Any], language: Language) -> Spec:
    """Of an answer of `GET /v1/budget`: who gets more first; those to keep are named, not drawn."""
    writing = Writing(language, budget["daily_spend"]["currency"])
    moved = [line for line in budget["campaigns"] if line["advice"] in _STYLES]
    says = writing.word("budget_says", count=writing.count(len(moved)))
    if not moved:
        return nothing(writing, says)
    ordered = sorted(moved, key=lambda line: (line["advice"] != "more", -_moves(line)))
    rows = [{**_row(line, writing), "place": place} for place, line in enumerate(ordered)]
    columns = {name: writing.word(name) for name in ("campaign", "now", "tried", "change")}
    return frame(
        writing,
        says=says,
        rows=rows,
        columns=columns,
        layers=_layers(rows, columns),
        height=ROW * len(rows),
        title={"text": [*wrap(writing.word("budget_key"), _LINE), *_kept(budget, writing)], "lineHeight": 16},
    )


def _layers(rows: list[Row], columns: Mapping[str, str]) -> list[Spec]:
    domain = (0.0, 1.03 * max(max(row["from"], row["to"]) for row in rows) or 1.0)
    y, shown = place(len(rows)), {"tooltip": tooltip(columns)}
    layers: list[Spec] = []
    for advice, style in _STYLES.items():
        of = {"transform": where(f"datum.advice === '{advice}'")}
        ends = {"x": across("from", domain), "x2": {"field": "to"}, "y": y}
        to = {"x": across("to", domain), "y": y, **shown}
        layers += [
            {**of, "mark": mark("rule", style, strokeWidth=4), "encoding": ends},
            {**of, "mark": mark("point", f"ringed_{style}", shape="circle", size=110), "encoding": to},
        ]
    now = {"x": across("from", domain), "y": y, **shown}
    layers.append({"mark": mark("point", "hollow", shape="circle", size=80), "encoding": now})
    return [*layers, *written(len(rows), rows)]


def _row(line: Mapping[str, Any], writing: Writing) -> Row:
    now, tried = writing.whole(line["daily_spend"]) or 0.0, writing.whole(line["try_daily_spend"]) or 0.0
    change = ("+" if line["change"] > 0 else "−") + writing.percent(abs(line["change"]))
    return {
        "name": str(line["campaign"]),
        "campaign": str(line["campaign"]),
        "now": writing.amount(line["daily_spend"]),
        "tried": writing.amount(line["try_daily_spend"]),
        "change": change,
        "from": now,
        "to": tried,
        "advice": line["advice"],
        "figure": writing.word(
            "budget_figure", now=writing.short(now), tried=writing.short(tried), change=change
        ),
    }


def _moves(line: Mapping[str, Any]) -> int:
    return abs(line["try_daily_spend"]["amount"] - line["daily_spend"]["amount"])


def _kept(budget: Mapping[str, Any], writing: Writing) -> list[str]:
    names = [
        shortened(str(line["campaign"]), 24) for line in budget["campaigns"] if line["advice"] not in _STYLES
    ]
    if not names:
        return []
    shown = names[0]
    if len(names) > 1:
        shown = writing.word("others", names=shown, count=writing.count(len(names) - 1))
    return wrap(writing.word("budget_kept", names=shown), _LINE)
