"""Lines as a file that a sheet reads."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from model.money import to_major
from model.writing.numbers import Language
from service.web.shown.campaign_lines.order import Line
from service.words import say

# Without it Excel takes UTF-8 for something else.
_BOM: Final = "\ufeff"
# A sheet takes a cell that begins so for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NAMES: Final[Mapping[str, Sequence[str]]] = {
    "campaign": ("campaign", "name", "channel", "owner"),
    "ad_set": ("campaign", "ad_set"),
    "ad": ("campaign", "ad_set", "ad"),
}
_COUNTS: Final = ("leads", "duplicates", "spam", "countable", "due", "judged", "qualified", "won")
_AMOUNTS: Final = (
    "spend",
    "cost_per_lead",
    "cost_per_qualified",
    "expected_revenue",
    "expected_revenue_per_lead",
    "still_to_come",
    "won_revenue",
    "collected",
)
_RANKS: Final = ("rank_by_leads", "rank_by_expected_revenue")
_QUALITY: Final = ("quality_rate", "quality_low", "quality_high", "verdict")
_MORE: Final = ("expected_low", "expected_high", "won_revenue_per_spend")
HEADS: Final = (*_COUNTS, *_QUALITY, *_AMOUNTS, *_MORE, *_RANKS)


def written(lines: Sequence[Line], by: str, language: Language) -> str:
    """Rates as shares of 1, amounts in the currency's units, both with a point, for a sheet to count with."""
    names = _NAMES.get(by, (by,))
    file = io.StringIO()
    file.write(_BOM)
    out = csv.writer(file)
    out.writerow([_head(name, language) for name in (*names, *HEADS)])
    for line in lines:
        figures = _figures(line, language)
        out.writerow([*(safe(line[name]) for name in names), *(figures[head] for head in HEADS)])
    return file.getvalue()


def safe(text: str | None) -> str:
    """A text that no sheet takes for a formula.

    >>> safe("=HYPERLINK(1)"), safe("tet-2026"), safe(None)
    ("'=HYPERLINK(1)", 'tet-2026', '')
    """
    return f"'{text}" if text and text.startswith(_FORMULA) else text or ""


def _figures(line: Line, language: Language) -> dict[str, Any]:
    rate, expected = line["quality_rate"], line["expected_revenue"]
    ends = {end: {"amount": expected[end], "currency": expected["currency"]} for end in ("low", "high")}
    return {
        **{name: line[name] for name in _COUNTS},
        "quality_rate": rate["value"],
        "quality_low": rate["low"],
        "quality_high": rate["high"],
        "verdict": say("words", language, rate["verdict"]) if rate["verdict"] else None,
        **{name: _major(line[name]) for name in _AMOUNTS},
        "expected_low": _major(ends["low"]),
        "expected_high": _major(ends["high"]),
        "won_revenue_per_spend": line["won_revenue_per_spend"],
        **{name: line[name] for name in _RANKS},
    }


def _major(money: Mapping[str, Any] | None) -> float | int | None:
    if money is None or money["amount"] is None:
        return None
    amount: float = to_major(money["amount"], money["currency"])
    return int(amount) if amount == int(amount) else amount


def _head(name: str, language: Language) -> str:
    return say("campaigns_page", language, f"column_{name}")
