"""What every chart stands in: as wide as its place on the page, of a fixed height, never cut."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from service.charts.theme import Spec, config
from service.charts.writing import Writing, number_locale

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_NOTHING_HIGH: Final = 48
Row = dict[str, Any]


def frame(
    writing: Writing,
    *,
    says: str,
    rows: Sequence[Row],
    columns: Mapping[str, str],
    layers: Sequence[Spec],
    height: float,
    **more: Any,
) -> Spec:
    """`columns` names the fields of `rows` that are texts for people: what a tooltip and the table beneath
    the chart show. `says` is the chart in one sentence, for who does not see it.
    """
    return {
        "$schema": _SCHEMA,
        "description": says,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 1, "right": 1, "top": 4, "bottom": 4},
        "config": config(),
        "data": {"values": list(rows)},
        "layer": list(layers),
        "usermeta": {
            "columns": [{"field": field, "title": title} for field, title in columns.items()],
            "figures": writing.word("figures"),
            "locale": number_locale(writing.language),
        },
        **more,
    }


def nothing(writing: Writing, says: str) -> Spec:
    """A chart of no rows: one sentence."""
    text = {
        "data": {"values": [{}]},
        "mark": {"type": "text", "style": "quiet_text", "align": "left", "text": writing.word("nothing")},
        "encoding": {"x": {"value": 0}, "y": {"value": _NOTHING_HIGH / 2}},
    }
    return frame(writing, says=says, rows=[], columns={}, layers=[text], height=_NOTHING_HIGH)


def tooltip(columns: Mapping[str, str]) -> list[Spec]:
    return [{"field": field, "title": title, "type": "nominal"} for field, title in columns.items()]
