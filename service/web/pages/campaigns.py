"""`/campaigns`: what each campaign brought and cost, read in five seconds; its file."""

from functools import partial
from typing import Any, Final

from flask import Blueprint, Response, url_for

from model.vocabulary import ADMIN, SALES_LEAD
from service.charts.campaign_points import Revenue
from service.charts.cost_against_revenue import cost_against_revenue
from service.http import campaigns
from service.http.problem import Problem
from service.http.schemas.campaigns import GROUPS
from service.usecases.problems import FieldProblem
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.shown.campaign_lines.asked import SPANS, WITH_CAMPAIGN, Asked
from service.web.shown.campaign_lines.chosen import chosen
from service.web.shown.campaign_lines.compared import Compared, compared
from service.web.shown.campaign_lines.file import written
from service.web.shown.campaign_lines.order import heads
from service.web.shown.campaign_lines.sentences import sentences
from service.web.shown.campaign_lines.stand_out import marked
from service.web.shown.campaign_lines.totals import totals
from service.words import say

routes = Blueprint("web_campaigns", __name__)
READERS: Final = "marketer sales_lead boss admin"
TOPIC: Final = "campaigns_page"
_MOST_SHOWN: Final = 100
_SEES_REPS: Final = (SALES_LEAD, ADMIN)


@routes.get("/campaigns")
@page(READERS)
def list_campaigns(visit: Visit) -> Any:
    asked = _asked(visit)
    if asked.holds_no_day:
        visit = visit.with_problems([FieldProblem("/until", "out_of_range", "a later day is needed")])
    found = compared(visit, asked)
    lines, rest = found.lines[:_MOST_SHOWN], found.lines[_MOST_SHOWN:]
    return visit.show(
        "campaigns.html",
        TOPIC,
        asked=asked,
        chosen=chosen(asked, visit.language),
        found=found,
        lines=marked(lines, found.told),
        rest=len(rest),
        rest_totals=totals(rest, visit.parts.company.currency),
        spans=SPANS,
        tabs_by=_tabs(visit, asked),
        name=say("words", visit.language, _COLUMN[asked.by]),
        heads=heads(found.sort, "web_campaigns.list_campaigns"),
        days=asked.link_days(),
        said=sentences(found.told, found.answer["totals"], visit.parts.company, visit.language),
        revenue=_revenue(found),
        spec=_picture(visit, asked, found),
        lt=partial(say, TOPIC, visit.language),
        **_choices(visit, asked, found),
    )


@routes.get("/campaigns.csv")
@page(READERS)
def download(visit: Visit) -> Response:
    """What the page shows, all lines of it, in its order."""
    asked = _asked(visit)
    found = compared(visit, asked)
    name = f"leadworth-{asked.by}-{visit.today}.csv"
    return Response(
        written(found.lines, asked.by, visit.language),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


_COLUMN: Final = {
    "campaign": "campaign",
    "ad_set": "ad_set",
    "ad": "ad",
    "channel": "channel",
    "rep": "rep",
    "product": "product_column",
}


def _tabs(visit: Visit, asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "href": url_for("web_campaigns.list_campaigns", **asked.link(by=by, sort=None, order=None)),
            "label": say("words", visit.language, _COLUMN[by]),
            "here": by == asked.by,
        }
        for by in _groups(visit)
    ]


def _asked(visit: Visit) -> Asked:
    """Raises Problem 403 for figures that are not for this role."""
    asked = Asked(visit.args)
    if asked.by not in _groups(visit):
        raise Problem(403, "what each rep's leads brought is for Sales")
    return asked


def _groups(visit: Visit) -> list[str]:
    """A rep's leads say more of which leads she was given than of her: `/reps` holds her against those."""
    return [by for by in GROUPS if by != "rep" or visit.user.role in _SEES_REPS]


def _picture(visit: Visit, asked: Asked, found: Compared) -> Any:
    """None where there is no cost to draw."""
    if not asked.has_spend or not any(line["leads"] and line["spend"]["amount"] for line in found.lines):
        return None
    return cost_against_revenue({**found.answer, "campaigns": found.lines}, visit.language, _revenue(found))


def _revenue(found: Compared) -> Revenue:
    """What a picture can hold costs against."""
    return "expected" if any(line["scored"] for line in found.lines) else "won"


def _choices(visit: Visit, asked: Asked, found: Compared) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer, where they can be held against these lines."""
    by_channel = asked.by in WITH_CAMPAIGN or asked.by == "channel"
    channels = sorted(
        {line["channel"] for line in found.campaigns if line.get("channel")} if by_channel else ()
    )
    owners = sorted({line["owner"] for line in found.campaigns if line.get("owner")})
    # The tab by product, of 90 days: what is kept for it is kept for this.
    days = {"since": "today-89", "until": "today+1"}
    query = {"by": "product", "clock": "arrival", "among": "all", **days}
    lines = visit.kept(campaigns.list_campaigns, query=query)["campaigns"] if asked.by != "product" else ()
    products = sorted({line["product"] for line in lines if line["product"]})
    return {
        "products": [(each, each) for each in products],
        "channels": [(each, say("words", visit.language, f"channel_{each}")) for each in channels],
        "owners": [(each, each) for each in owners],
    }
