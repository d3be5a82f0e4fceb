"""Revenue of the period before, what changed it, revenue of this one: all from zero, none shifted."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.rows import DOWN, ROW, across, mark, place, where, written
from service.charts.theme import Spec
from service.charts.writing import Writing

_TERMS: Final = ("volume", "mix", "quality", "handling", "value")
# Where the two periods were judged differently, quality and handling cannot be told apart.
_TOGETHER: Final = ("volume", "mix", "conversion", "value")
_STYLES: Final = {"whole": "ink", "up": "main", "down": "warm"}


def bridge_waterfall(bridge: Mapping[str, Any], language: Language) -> Spec:
    """Of an answer of `GET /v1/bridge`."""
    before, after = (cohort["revenue"] for cohort in bridge["cohorts"])
    writing = Writing(language, before["currency"])
    says = writing.word("bridge_says", before=writing.amount(before), after=writing.amount(after))
    if bridge["unavailable"] or not (before["amount"] or after["amount"]):
        return nothing(writing, says)
    rows = _rows(bridge, writing)
    columns = {name: writing.word(name) for name in ("term", "amount")}
    return frame(
        writing, says=says, rows=rows, columns=columns, layers=_layers(rows, columns), height=ROW * len(rows)
    )


def _layers(rows: list[Row], columns: Mapping[str, str]) -> list[Spec]:
    ends = [end for row in rows for end in (row["from"], row["to"])]
    domain = (min(0.0, *ends), max(ends))
    y, x = place(len(rows)), across("from", domain)
    bars: list[Spec] = [
        {
            "transform": where(f"datum.kind === '{kind}'"),
            "mark": mark("bar", style),
            "encoding": {"x": x, "x2": {"field": "to"}, "y": y, "tooltip": tooltip(columns)},
        }
        for kind, style in _STYLES.items()
    ]
    # From each bar's end a little way down, to where the next begins; the line of words stays free.
    step = {
        "transform": where(f"datum.place < {len(rows) - 1}"),
        "mark": {"type": "rule", "style": "faint"},
        "encoding": {
            "x": across("to", domain),
            "y": {**y, "bandPosition": 0.5 + DOWN / ROW},
            "y2": {"field": "place", "bandPosition": 1},
        },
    }
    return [*bars, step, *written(len(rows), rows)]


def _rows(bridge: Mapping[str, Any], writing: Writing) -> list[Row]:
    before, after = (writing.whole(cohort["revenue"]) or 0.0 for cohort in bridge["cohorts"])
    names = _TOGETHER if bridge["judged_differently"] else _TERMS
    moves = [writing.whole(bridge["totals"][name]) or 0.0 for name in names]
    reached = list(accumulate(moves, initial=before))
    rows = [
        _row(writing.word(name), start, start + move, writing.signed(move))
        | {"amount": writing.change(bridge["totals"][name])}
        for name, start, move in zip(names, reached, moves, strict=False)
    ]
    whole = [
        _row(writing.word(name), 0.0, value, writing.short(value))
        | {"amount": writing.amount(cohort["revenue"]), "kind": "whole"}
        for name, value, cohort in zip(("before", "after"), (before, after), bridge["cohorts"], strict=True)
    ]
    drawn = [whole[0], *rows, whole[1]]
    return [{**row, "place": place} for place, row in enumerate(drawn)]


def _row(name: str, start: float, end: float, figure: str) -> Row:
    return {
        "name": name,
        "term": name,
        "from": start,
        "to": end,
        "kind": "up" if end >= start else "down",
        "figure": figure,
    }
