"""What each campaign's leads are expected to bring, with its interval, and what came of it so far."""

from collections.abc import Mapping
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.names import line_name
from service.charts.rows import NOTED, across, mark, noted, place, where, written
from service.charts.theme import Spec
from service.charts.writing import NONE, Writing

_MOST: Final = 12


def expected_against_won(answer: Mapping[str, Any], language: Language, most: int = _MOST) -> Spec:
    """Of an answer of `GET /v1/campaigns`, or of one campaign's own; the `most` that are expected to bring
    most.
    """
    lines = [line for line in answer.get("campaigns", [answer]) if line["leads"]]
    currency = (lines or [answer["totals"]])[0]["won_revenue"]["currency"]
    writing = Writing(language, currency)
    says = writing.word("expected_says", count=writing.count(len(lines)))
    if not lines:
        return nothing(writing, says)
    first = sorted(lines, key=_size, reverse=True)[:most]
    rows = [{**_row(line, writing), "place": place} for place, line in enumerate(first)]
    columns = {name: writing.word(name) for name in ("campaign", "won", "expected", "expected_interval")}
    key = [writing.word("expected_key")]
    if len(lines) > len(first):
        key.append(writing.word("not_shown", count=writing.count(len(lines) - len(first))))
    return frame(
        writing,
        says=says,
        rows=rows,
        columns=columns,
        layers=_layers(rows, columns),
        height=NOTED * len(rows),
        title={"text": key, "lineHeight": 16},
    )


def _layers(rows: list[Row], columns: Mapping[str, str]) -> list[Spec]:
    most = max(max(row["high"] or 0, row["now"]) for row in rows) or 1
    y, shown = place(len(rows)), {"tooltip": tooltip(columns)}
    known = where("isValid(datum.high)")
    return [
        {
            "mark": mark("bar", "main"),
            "encoding": {"x": across("now", (0, most)), "y": y, **shown},
        },
        {
            "transform": known,
            "mark": mark("rule", "paper", strokeWidth=5),
            "encoding": {"x": across("low", (0, most)), "x2": {"field": "high"}, "y": y},
        },
        {
            "transform": known,
            "mark": mark("rule", "ink", strokeWidth=2),
            "encoding": {"x": across("low", (0, most)), "x2": {"field": "high"}, "y": y, **shown},
        },
        {
            "transform": known,
            "mark": mark("point", "ringed_ink", shape="circle", size=70),
            "encoding": {"x": across("value", (0, most)), "y": y, **shown},
        },
        *written(len(rows), rows),
        noted(len(rows)),
    ]


def _size(line: Mapping[str, Any]) -> int:
    return max(line["expected_revenue"]["amount"] or 0, line["won_revenue"]["amount"])


def _row(line: Mapping[str, Any], writing: Writing) -> Row:
    name, expected = line_name(line, writing), line["expected_revenue"]
    ends = {end: writing.whole({**expected, "amount": expected[end]}) for end in ("low", "high")}
    won = writing.whole(line["won_revenue"]) or 0.0
    row = {
        **ends,
        "name": name,
        "campaign": name,
        "now": won,
        "value": writing.whole(expected),
        "won": writing.amount(line["won_revenue"]),
        "figure": writing.word("won_figure", won=writing.short(won)),
    }
    if ends["low"] is None or ends["high"] is None:
        note = writing.word("expected_unknown")
        return {**row, "value": None, "expected": NONE, "expected_interval": NONE, "note": note}
    between = writing.between(writing.short(ends["low"]), writing.short(ends["high"]))
    return {
        **row,
        "expected": writing.amount(expected),
        "expected_interval": between,
        "note": writing.word("expected_note", between=between),
    }
