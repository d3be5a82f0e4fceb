"""What people of that company wrote and agreed beside its leads, so that no page is empty."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from model.agreement import WEEKDAYS
from service.store import call_samples
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.clock import utc_now
from service.usecases.fair_play.lend_call_sample import lend
from service.usecases.fair_play.record_call_sample import Finding, give_back, record_finding
from service.usecases.source import Source
from tests.browser.pages.company import CAMPAIGNS, CHEAP, DEAR, TEAM

Api = Callable[..., Any]


def declare(api: Api) -> None:
    """The campaigns, and a team that is always at work: what is new stays so at any hour."""
    for each in CAMPAIGNS:
        body = {"name": each.name, "channel": each.channel, "owner": each.owner}
        api("PUT", f"/v1/campaigns/{each.key}", {**body, "message": "Giảm 20% học phí"})
    for rep in TEAM:
        api("PUT", f"/v1/team/{rep}", {"shifts": {day: [["00:00", "24:00"]] for day in WEEKDAYS}})


def write_words(api: Api, new: list[UUID]) -> None:
    """`api(method, path, body, scope)` answers JSON. `new` are leads that nobody has called."""
    today = utc_now().date()
    api("POST", f"/v1/campaigns/{CHEAP}/changes", {"kind": "content", "note": "Đổi hình"}, "marketing")
    announced = {"by": "Ms marketer", "text": "Chạy từ thứ Hai: giảm 20% học phí"}
    api("POST", f"/v1/campaigns/{DEAR}/announcements", announced, "marketing")
    review = {"campaign": DEAR, "ad": "video-1", "text": "Học thử miễn phí", "by": "Ms marketer"}
    api("POST", "/v1/ad-reviews", review, "marketing")
    for kind in ("asks", "objection"):
        heard = {"kind": kind, "text": f"Khách hỏi về học phí ({kind})", "by": TEAM[0], "rep": TEAM[0]}
        api("POST", "/v1/feedback", {**heard, "campaign": DEAR})
    due = {"who": "Ms marketer", "due": str(today + timedelta(days=7)), "by": "Ms boss", "side": "marketing"}
    api("POST", "/v1/actions", {"what": "Thêm câu hỏi ngân sách vào biểu mẫu", **due}, "marketing")
    judged = {"disposition": "no_need", "rep": TEAM[1]}
    api("POST", f"/v1/leads/{new[-1]}/contact-attempts", {"result": "reached", "rep": TEAM[1]})
    api("POST", f"/v1/leads/{new[-1]}/disposition", judged)
    reason = {"by": "Ms marketer", "reason": "Khách nhắn lại Zalo, nói có nhu cầu"}
    dispute = api("POST", f"/v1/leads/{new[-1]}/dispute", reason, "marketing")
    api("POST", f"/v1/disputes/{dispute['id']}/assign", {"to": TEAM[0]})
    first = (today - timedelta(days=today.day)).replace(day=1)
    api("POST", f"/v1/periods/{first:%Y-%m}/close", {"by": "Ms boss"}, "marketing")


def doubt(connection: sa.Connection, source: Source) -> None:
    """She calls leads of the dear campaign and finds a need in each, whatever Sales said."""
    now = utc_now()
    campaign, since = find_campaign(connection, DEAR), now - timedelta(days=30)
    sample_id = lend(connection, source, campaign, "Ms marketer", 20, since, now)
    for each in call_samples.drawn(connection, sample_id):
        found = Finding(attempts=1, disposition="qualified")
        record_finding(connection, source, sample_id, each.lead_id, found, now)
    give_back(connection, source, sample_id, now)
