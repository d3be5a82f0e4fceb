"""In which order lines stand, and which links change it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flask import url_for

from service.web.shown.campaign_lines.asked import OF_SCORES, USUAL_SORT, Asked

Line = Mapping[str, Any]


def _amount(name: str) -> Callable[[Line], Any]:
    return lambda line: (line[name] or {}).get("amount")


def _figure(name: str) -> Callable[[Line], Any]:
    return lambda line: line[name]


# A column's value, and whether the smallest comes first where nobody asked otherwise.
COLUMNS: Final[Mapping[str, tuple[Callable[[Line], Any], bool]]] = {
    "name": (lambda line: line["title"].casefold(), True),
    "quality": (lambda line: line["quality_rate"]["value"] if line["countable"] else None, False),
    "judged": (lambda line: line["judged"] / line["due"] if line["due"] else None, False),
    "leads": (_figure("leads"), False),
    "cost_per_lead": (_amount("cost_per_lead"), True),
    "cost_per_qualified": (_amount("cost_per_qualified"), True),
    USUAL_SORT: (_amount("expected_revenue"), False),
    "revenue_per_lead": (_amount("expected_revenue_per_lead"), False),
    "rank": (_figure("rank_by_leads"), True),
    "spend": (_amount("spend"), False),
    "still_to_come": (_amount("still_to_come"), False),
    "won_revenue": (_amount("won_revenue"), False),
    "collected": (_amount("collected"), False),
    "return": (_figure("won_revenue_per_spend"), False),
}


def ordered(lines: Sequence[Line], asked: Asked) -> list[Line]:
    """By the column that is asked for, equal ones by name; what is not known comes last. Who has no
    score stands by won revenue.
    """
    value, rising = COLUMNS[_column(asked)][0], _rising(asked)
    named = sorted(lines, key=COLUMNS["name"][0])
    known = [line for line in named if value(line) is not None]
    unknown = [line for line in named if value(line) is None]
    if _column(asked) in OF_SCORES:
        unknown.sort(key=COLUMNS["won_revenue"][0], reverse=True)
    return [*sorted(known, key=value, reverse=not rising), *unknown]


def heads(asked: Asked, endpoint: str, **path: Any) -> dict[str, Any]:
    """Of each column the address that sorts by it, and how it is sorted now."""
    now, rising = _column(asked), _rising(asked)
    return {
        column: {
            "href": url_for(
                endpoint,
                **path,
                **asked.link(sort=column, order=_word(not rising if column == now else first)),
            ),
            "sorted": ("ascending" if rising else "descending") if column == now else None,
        }
        for column, (_, first) in COLUMNS.items()
    }


def _column(asked: Asked) -> str:
    column = asked.args.get("sort", USUAL_SORT)
    return column if column in COLUMNS else USUAL_SORT


def _rising(asked: Asked) -> bool:
    order = asked.args.get("order")
    return order == "up" if order in ("up", "down") else COLUMNS[_column(asked)][1]


def _word(rising: bool) -> str:
    return "up" if rising else "down"
