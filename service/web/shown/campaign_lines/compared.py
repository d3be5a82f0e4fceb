"""A comparison as its page and its file show it: the lines that are asked for, named, in order, summed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.writing.numbers import Language
from service.http import campaigns
from service.web.frame.visit import Visit
from service.web.shown.campaign_lines.asked import WITH_CAMPAIGN, Asked
from service.web.shown.campaign_lines.order import Line, ordered
from service.web.shown.campaign_lines.stand_out import StandOut, stand_out
from service.web.shown.campaign_lines.totals import totals
from service.web.shown.campaign_lines.unscored import as_known
from service.words import say

_IDLE: Final = ("leads", "won")
_IDLE_AMOUNTS: Final = ("spend", "won_revenue", "collected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """`lines` without the `idle` ones, of which nothing came and that cost nothing; `totals` are of them.

    `is_whole` where no filter of the page left a line out; `told` is what stands out among them; `sort` is
    what was asked, in an order that these lines can have.
    """

    answer: Mapping[str, Any]
    lines: Sequence[Line]
    sort: Asked
    idle: Sequence[Line]
    totals: Mapping[str, Any]
    is_whole: bool
    told: StandOut
    campaigns: Sequence[Line]


def compared(visit: Visit, asked: Asked) -> Compared:
    answer = visit.kept(campaigns.list_campaigns, query=asked.query())
    about = answer if asked.by not in ("ad_set", "ad") else _campaigns(visit, asked)
    known = {line["campaign"]: line for line in about["campaigns"]} if asked.by in WITH_CAMPAIGN else {}
    titled = [{**as_known(line), **title(line, known, visit.language)} for line in answer["campaigns"]]
    chosen = [line for line in titled if _is_chosen(line, asked)]
    moved = [line for line in chosen if not _is_idle(line)]
    sort = asked if any(line["scored"] for line in moved) else asked.without_scores()
    busy = ordered(moved, sort)
    is_whole = len(chosen) == len(titled)
    summed = totals(busy, visit.parts.company.currency)
    if is_whole:  # the interval is of all lines
        summed["expected_revenue"] = as_known(answer["totals"])["expected_revenue"]
    return Compared(
        answer=answer,
        lines=busy,
        sort=sort,
        idle=[line for line in chosen if _is_idle(line)],
        totals=summed,
        is_whole=is_whole,
        told=stand_out(busy, answer["totals"]),
        campaigns=about["campaigns"] if known else answer["campaigns"],
    )


def title(line: Line, known: Mapping[str | None, Line], language: Language) -> dict[str, Any]:
    """What a line is called, what it belongs to, and its campaign's channel and owner."""

    def word(key: str) -> str:
        return say("words", language, key)

    if "campaign" not in line:
        by = next(name for name in ("rep", "product", "channel") if name in line)
        named = word(f"channel_{line[by] or 'none'}") if by == "channel" else line[by] or word("unnamed")
        return {"title": named, "belongs": []}
    own = known.get(line["campaign"]) or {}
    campaign = own.get("name") or line["campaign"] or word("no_campaign")
    about = {"channel": own.get("channel"), "owner": own.get("owner")}
    unnamed = word("unnamed") if line["leads"] else say("campaigns_page", language, "spend_not_split")
    if "ad" in line:
        belongs = [campaign, *([line["ad_set"]] if line["ad_set"] else [])]
        return {"title": line["ad"] or unnamed, "belongs": belongs, **about}
    if "ad_set" in line:
        return {"title": line["ad_set"] or unnamed, "belongs": [campaign], **about}
    channel = [word(f"channel_{own['channel']}")] if own.get("channel") else []
    owner = [own["owner"]] if own.get("owner") else []
    return {"title": campaign, "belongs": [*channel, *owner], **about}


def _campaigns(visit: Visit, asked: Asked) -> Any:
    return visit.kept(campaigns.list_campaigns, query=asked.query(by="campaign"))


def _is_chosen(line: Line, asked: Asked) -> bool:
    wanted = {"channel": asked.channel, "owner": asked.owner}
    return all(not value or line.get(name) == value for name, value in wanted.items())


def _is_idle(line: Line) -> bool:
    moved = any(line[name] for name in _IDLE)
    return not moved and not any((line[name] or {}).get("amount") for name in _IDLE_AMOUNTS)
