"""Which lines bring cheap leads that are worth little, and which bring the leads that are worth most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.web.shown.campaign_lines.order import Line

_MOST_NAMED: Final = 2
CHEAP_LOW, WORTH_MOST = "cheap_low", "worth_most"


@dataclass(frozen=True, slots=True)
class StandOut:
    """`cheap_low` costs less a lead than all together and brings less, with intervals apart; `worth_most`
    brings more, with intervals apart. `unsure` is cheapest and brings least, but the intervals touch.
    """

    cheap_low: Sequence[Line]
    worth_most: Sequence[Line]
    unsure: Line | None


def stand_out(lines: Sequence[Line], together: Mapping[str, Any]) -> StandOut:
    """Of `lines` beside `together`, the totals of all of them with their interval: of those with a score."""
    bought = [line for line in lines if line["scored"] and (line["spend"] or {}).get("amount")]
    floor, ceiling = (per_lead(together, end) for end in ("low", "high"))
    if floor is None or ceiling is None or together["cost_per_lead"] is None:
        return StandOut((), (), None)
    cheap = [line for line in bought if _cost(line) < together["cost_per_lead"]["amount"]]
    low = [line for line in cheap if _end(line, "high", floor) < floor]
    most = [line for line in lines if line["leads"] and _end(line, "low", ceiling) > ceiling]
    low.sort(key=lambda line: -line["leads"])
    most.sort(key=lambda line: -line["expected_revenue_per_lead"]["amount"])
    unsure = None if low else _cheapest_and_least(bought)
    return StandOut(low[:_MOST_NAMED], most[:_MOST_NAMED], unsure)


def marked(lines: Sequence[Line], found: StandOut) -> list[dict[str, Any]]:
    """Lines with the word of what stands out in them."""
    words = {id(line): CHEAP_LOW for line in found.cheap_low} | {
        id(line): WORTH_MOST for line in found.worth_most
    }
    return [{**line, "mark": words.get(id(line))} for line in lines]


def per_lead(figures: Mapping[str, Any], end: str) -> float | None:
    """An end of the interval of expected revenue, in minor units a lead."""
    whole = figures["expected_revenue"].get(end)
    return None if whole is None or not figures["leads"] else whole / figures["leads"]


def _end(line: Line, end: str, unknown: float) -> float:
    found = per_lead(line, end)
    return unknown if found is None else found


def _cheapest_and_least(bought: Sequence[Line]) -> Line | None:
    if len(bought) < 2:
        return None
    cheapest = min(bought, key=_cost)
    least = min(bought, key=lambda line: line["expected_revenue_per_lead"]["amount"])
    return cheapest if cheapest is least else None


def _cost(line: Line) -> int:
    amount: int = line["cost_per_lead"]["amount"]
    return amount
