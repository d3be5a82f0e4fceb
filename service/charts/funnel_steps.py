"""The funnel that both teams share: how many leads are left at each step, who stops and who still waits."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from model.writing.numbers import Language
from service.charts.frame import Row, frame, nothing, tooltip
from service.charts.rows import NOTED, across, mark, noted, place, where, written
from service.charts.theme import Spec
from service.charts.writing import Writing

_COLUMNS: Final = ("step", "step_count", "step_rate", "step_lost", "amount", "step_owner")


def funnel_steps(funnel: Mapping[str, Any], language: Language) -> Spec:
    """Of an answer of `GET /v1/funnel`; spend has no leads, so it is no bar."""
    writing = Writing(language, _currency(funnel["steps"]))
    steps = [step for step in funnel["steps"] if step["count"] is not None]
    says = writing.word("funnel_says")
    if not any(step["count"] for step in steps):
        return nothing(writing, says)
    before = [None, *(step["count"] for step in steps)]
    rows = [
        _row(step, passed, funnel["largest_leak"], writing) | {"place": place}
        for place, (step, passed) in enumerate(zip(steps, before, strict=False))
    ]
    columns = {name: writing.word(name) for name in _COLUMNS}
    return frame(
        writing,
        says=says,
        rows=rows,
        columns=columns,
        layers=_layers(rows, columns),
        height=NOTED * len(rows),
    )


def _layers(rows: list[Row], columns: Mapping[str, str]) -> list[Spec]:
    most = max(row["before"] for row in rows)
    y = place(len(rows))
    bars: list[Spec] = [
        {
            "transform": where(test),
            "mark": mark("bar", style),
            "encoding": {
                "x": {**across(field, (0, most)), "stack": None},
                "y": y,
                "tooltip": tooltip(columns),
            },
        }
        for field, style, test in (
            ("before", "pale", "!datum.largest"),
            ("before", "lost", "datum.largest"),
            ("count", "main", "true"),
        )
    ]
    notes = [noted(len(rows), "small", "!datum.largest"), noted(len(rows), "warm_small", "datum.largest")]
    return [*bars, *written(len(rows), rows), *notes]


def _row(step: Mapping[str, Any], before: int | None, largest: str | None, writing: Writing) -> Row:
    count, rate = writing.count(step["count"]), writing.percent(step["rate"])
    is_largest = step["step"] == largest
    return {
        "name": step["label"],
        "step": step["label"],
        "count": step["count"],
        "before": max(step["count"], before or 0),
        "largest": is_largest,
        "figure": count if before is None or step["rate"] is None else f"{count} · {rate}",
        "note": _note(step, before, is_largest, writing),
        "step_count": count,
        "step_rate": rate,
        "step_lost": writing.count(step["lost"]),
        "amount": writing.amount(step["amount"]),
        "step_owner": writing.shared(f"side_{step['owner']}"),
    }


def _note(step: Mapping[str, Any], before: int | None, is_largest: bool, writing: Writing) -> str:
    """Beneath the bar: whose step it is, who stopped before it, and whether most is lost there."""
    parts = [writing.shared(f"side_{step['owner']}")]
    leak = writing.whole(step["leak"])
    lost = writing.count(step["lost"])
    if before is not None and step["lost"]:
        worth = {"leak": f"{writing.short(leak)} {writing.sign}"} if leak else {}
        parts.append(writing.word("stopped_worth" if leak else "stopped", lost=lost, **worth))
    elif leak:
        parts.append(writing.word("not_collected", leak=f"{writing.short(leak)} {writing.sign}"))
    if is_largest:
        parts.append(writing.word("most_lost"))
    elif step["waiting"]:
        parts.append(writing.word("still_waiting", waiting=writing.count(step["waiting"])))
    return " · ".join(parts)


def _currency(steps: Sequence[Mapping[str, Any]]) -> str:
    amounts = [step["amount"]["currency"] for step in steps if step["amount"]]
    return str(amounts[0]) if amounts else "VND"
