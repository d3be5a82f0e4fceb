"""`/campaigns/<key>`: one campaign's quality and money, what changed, and what both teams say of it."""

from functools import partial
from typing import Any, Final

from model.vocabulary import CHANGE_KINDS
from service.charts.expected_against_won import expected_against_won
from service.charts.quality_over_time import quality_over_time
from service.http import ad_reviews, announcements, call_samples, campaigns, feedback, quality
from service.http.lead_answer import instant
from service.store import changes
from service.store.columns import Row
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.campaigns.name_campaign import campaign_key
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.pages.campaigns import READERS, routes
from service.web.pages.campaigns import TOPIC as LINES_TOPIC
from service.web.shown.campaign_lines.asked import SPANS, Asked
from service.web.shown.campaign_lines.compared import title
from service.web.shown.campaign_lines.order import COLUMNS, Line, ordered
from service.web.shown.campaign_lines.totals import totals
from service.web.shown.campaign_lines.unscored import as_known
from service.words import say

__all__ = ["routes"]
TOPIC: Final = "campaign_page"
WRITERS: Final = "marketer admin"
_CHART_DAYS: Final = 182
_CHANGES_SHOWN: Final = 50
_LINES_SHOWN: Final = 50
_FEEDBACK_SHOWN: Final = 30
_UNSORTED: Final = {column: {"href": None, "sorted": None} for column in COLUMNS}


@routes.get("/campaigns/<path:key>", endpoint="show")
@page(READERS)
def show_campaign(visit: Visit, key: str) -> Any:
    campaign = find_campaign(visit.connection, campaign_key(key) or "")
    asked = Asked(visit.args)
    query = {**asked.days(), "clock": asked.clock}
    figures = as_known(visit.kept(campaigns.show_campaign, key=campaign.key, query=query))
    judged = _quality(visit, by="campaign", **asked.days())["groups"]
    own = next(group for group in judged if group["campaign"] == campaign.key)
    changed = _changes(visit, campaign)
    ad_sets, ads = (_inside(visit, asked, campaign.key, by) for by in ("ad_set", "ad"))
    return visit.show(
        "campaign.html",
        TOPIC,
        asked=asked,
        spans=SPANS,
        campaign=campaign,
        figures=figures,
        quality=own,
        quality_spec=_over_time(visit, campaign, changed, own["target"]),
        won_spec=expected_against_won(figures, visit.language) if figures["leads"] else None,
        changes=changed,
        ad_sets=ad_sets,
        ads=ads,
        heads=_UNSORTED,
        lt=partial(say, LINES_TOPIC, visit.language),
        change_kinds=[(kind, say("words", visit.language, f"change_{kind}")) for kind in CHANGE_KINDS],
        may_write=visit.user.role in WRITERS.split(),
        **_said(visit, campaign.key),
    )


def _quality(visit: Visit, **asked: str) -> Any:
    return visit.kept(quality.list_quality, query={**asked, "lang": visit.language})


def _over_time(visit: Visit, campaign: Row, changed: list[dict[str, Any]], target: float | None) -> Any:
    """Of half a year, whatever days the figures are of: a trend needs more weeks."""
    days = {"since": f"today-{_CHART_DAYS - 1}", "until": "today+1"}
    weeks = _quality(visit, by="week", campaign=campaign.key, **days)["groups"]
    about = {"weeks": weeks, "target": target}
    return quality_over_time(about, changed, visit.language, visit.parts.company.timezone)


def _changes(visit: Visit, campaign: Row) -> list[dict[str, Any]]:
    """Not from a kept answer: what was noted a moment ago stands there."""
    rows = changes.of_campaign(visit.connection, campaign.id, _CHANGES_SHOWN)
    return [{"occurred_at": instant(row.occurred_at), "kind": row.kind, "note": row.note} for row in rows]


def _inside(visit: Visit, asked: Asked, key: str, by: str) -> dict[str, Any]:
    """The campaign's ad sets or ads, and what they come to."""
    # As the page of all campaigns asks: what is kept for it is kept for this one.
    query = {**asked.days(), "by": by, "clock": asked.clock, "among": "all"}
    answer = visit.kept(campaigns.list_campaigns, query=query)
    own = [_named(line, visit) for line in answer["campaigns"] if line["campaign"] == key]
    busy = ordered([line for line in own if line["leads"] or line["spend"]["amount"]], Asked({}))
    rest = busy[_LINES_SHOWN:]
    return {
        "lines": busy[:_LINES_SHOWN],
        "rest": len(rest),
        "rest_totals": totals(rest, visit.parts.company.currency),
        "totals": totals(busy, visit.parts.company.currency),
    }


def _named(line: Line, visit: Visit) -> Line:
    """Without the campaign, whose page this is."""
    named = title(line, {}, visit.language)
    return {**as_known(line), **named, "campaign": None, "belongs": named["belongs"][1:]}


def _said(visit: Visit, key: str) -> dict[str, Any]:
    """What Marketing and Sales told each other of the campaign."""
    told = visit.ask(announcements.list_announcements, query={"campaign": key})["announcements"]
    heard = visit.ask(feedback.list_feedback, query={"campaign": key})["feedback"]
    samples = visit.ask(call_samples.list_samples)["samples"]
    reviews = visit.ask(ad_reviews.list_ad_reviews)["reviews"]
    unanswered_first = sorted(heard, key=lambda each: each["answer"] is not None)
    return {
        "announcements": told,
        "feedback": unanswered_first[:_FEEDBACK_SHOWN],
        "samples": [each for each in samples if each["campaign"] == key],
        "reviews": [each for each in reviews if each["campaign"] == key],
    }
