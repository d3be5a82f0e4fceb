"""All campaigns side by side, one campaign, and what Marketing writes there."""

import csv
import io
import re
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

import pytest
import sqlalchemy as sa

from service.store.campaigns import campaigns
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.usecases.clock import utc_now

CHEAP, DEAR = "tet/2026", "ielts"
DEAL = 10_000_000
ROW = re.compile(r'<th scope="row">(?:<a [^>]*>)?([^<]+)')


@pytest.fixture
def company(crm, admin, parts):
    """Forty cheap leads that promise little, forty dear ones that promise much, two more, and three without a
    campaign; and forty of months ago that brought what they promised."""
    said = {
        CHEAP: ("Tết", "tiktok", "An"),
        DEAR: ("Luyện IELTS", "google", "Bình"),
        "=1+1": ("@sum", "zalo", "An"),
    }
    for key, (name, channel, owner) in said.items():
        admin.put(f"/v1/campaigns/{key}", {"name": name, "channel": channel, "owner": owner})
    days = {5: [(CHEAP, 40), (DEAR, 40), ("=1+1", 2), (None, 3)], 100: [(DEAR, 40)]}
    rows = [
        {"campaign": key, "submitted_at": ago(day), "contact": {"phone": f"09{day + place:03} {number:05}"}}
        for day, groups in days.items()
        for place, (key, count) in enumerate(groups)
        for number in range(count)
    ]
    kept = crm.post("/v1/leads/batch", {"leads": rows}).json["results"]
    assert {each["status"] for each in kept} == {201}
    for key, amount in ((CHEAP, 400_000), (DEAR, 8_000_000)):
        spent = {"day": ago(5)[:10], "amount": {"amount": amount, "currency": "VND"}}
        assert admin.post(f"/v1/campaigns/{key}/spend", {"days": [spent]}).status_code == 200
    with parts.database.write() as connection:
        score(connection, CHEAP, 0.0001)
        score(connection, DEAR, 0.5)
        old = [UUID(each["id"]) for each in kept[-40:]]
        for lead_ids, outcome in ((old[:20], "won"), (old[20:], "lost")):
            state = {"attempts": 1, "outcome": outcome, "closed_at": datetime.fromisoformat(ago(95))}
            brought = DEAL if outcome == "won" else 0
            own = lead_states.c.lead_id.in_(lead_ids)
            connection.execute(sa.update(lead_states).where(own).values(**state, won_revenue=brought))


def ago(days):
    return (utc_now() - timedelta(days=days)).isoformat()


def score(connection, key, probability):
    own = sa.select(campaigns.c.id).where(campaigns.c.key == key).scalar_subquery()
    worth = {"deal_value": DEAL, "expected_revenue": round(probability * DEAL), "score_origin": "submit"}
    of_campaign = sa.update(leads).where(leads.c.campaign_id == own)
    connection.execute(of_campaign.values(probability=probability, **worth))


def test_the_page_names_the_campaign_whose_leads_are_cheap_and_bring_little(company, signed_in_as):
    page = signed_in_as("marketer", language="en").get("/campaigns").text
    said = page[page.index("in-short") : page.index("<figure")]
    assert re.search(
        r'href="/campaigns/tet/2026"><strong>Tết</strong></a>: cheap leads that bring little', said
    )
    assert "10,000 VND" in said.replace("\xa0", " ")
    assert "the intervals are apart" in said
    assert '<tr class="cheap_low">' in page
    assert 'data-chart="cost_against_revenue"' in page
    assert ROW.findall(page) == ["Luyện IELTS", "Tết", "@sum", "No campaign", "Total (4 lines)"]


def test_the_file_holds_what_the_page_shows_and_nothing_that_a_sheet_would_run(company, signed_in_as):
    marketer = signed_in_as("marketer", language="en")
    asked = {"sort": "leads", "order": "up", "owner": "An"}
    shown = ROW.findall(marketer.get("/campaigns", **asked).text)
    answer = marketer.get("/campaigns.csv", **asked)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Campaign key"] for row in rows] == ["'=1+1", CHEAP]
    assert [row["Campaign name"] for row in rows] == ["'@sum", "Tết"]
    assert shown == ["@sum", "Tết", "Total (2 lines)"]
    assert (rows[1]["Leads"], rows[1]["Spend"], rows[1]["Cost per lead"]) == ("40", "400000", "10000")
    assert rows[1]["Expected revenue"] == "40000"


def test_a_filter_leaves_the_total_of_what_is_shown(company, signed_in_as):
    page = signed_in_as("boss", language="en").get("/campaigns", channel="tiktok", by="ad_set").text
    total = page[page.index("<tfoot>") :].replace("\xa0", " ")
    assert re.findall(r"<td[^>]*>(\d+)</td>", total)[0] == "40"
    assert "400,000 VND" in total
    assert "8.0M VND" not in total
    assert '<option value="tiktok" selected>' in page


def test_every_tab_opens(company, signed_in_as):
    lead = signed_in_as("sales_lead")
    filters = ({"clock": "closing", "among": "in_time", "days": "90"}, {"product": "x"})
    for by, more in zip(("ad_set", "ad", "channel", "rep", "product"), cycle(filters), strict=False):
        assert lead.get("/campaigns", by=by).status_code == 200, by
        assert lead.get("/campaigns.csv", by=by, **more).status_code == 200, (by, more)


def test_what_cannot_be_read_is_taken_as_not_asked(company, signed_in_as):
    marketer = signed_in_as("marketer")
    odd = {"by": "x", "sort": "y", "order": "z", "days": "4", "clock": "?", "since": "hôm qua"}
    assert ROW.findall(marketer.get("/campaigns", **odd).text) == ROW.findall(marketer.get("/campaigns").text)
    upside_down = marketer.get("/campaigns", since="2026-11-20", until="2026-11-20")
    assert 'role="alert"' in upside_down.text


def test_a_company_without_leads_is_told_what_comes(signed_in_as):
    page = signed_in_as("marketer").get("/campaigns")
    assert page.status_code == 200
    assert 'class="empty"' in page.text


@pytest.mark.parametrize("address", ["/campaigns", "/campaigns.csv", "/campaigns/ielts", "/samples"])
def test_reps_have_pages_of_their_own(signed_in_as, app, address):
    assert signed_in_as("rep", rep="sale-01").get(address).status_code == 403
    assert app.test_client().get(address).status_code == 303


def test_a_campaigns_page_says_where_its_figures_come_from(company, signed_in_as):
    page = signed_in_as("marketer", language="en").get(f"/campaigns/{CHEAP}").text.replace("\xa0", " ")
    assert "Cost per lead = 400,000 VND ÷ 40 leads = 10,000 VND" in page
    assert "Rank 1 by leads, rank 2 by expected revenue" in page
    assert 'data-chart="quality_over_time"' in page
    assert page.count('class="why"') >= 5
    assert signed_in_as("marketer").get("/campaigns/none").status_code == 404


def test_what_marketing_writes_stands_there_at_once(company, crm, signed_in_as):
    crm.post("/v1/feedback", {"kind": "asks", "text": "Học phí?", "by": "Hoa", "campaign": DEAR})
    marketer = signed_in_as("marketer", name="Lan")
    own = f"/campaigns/{DEAR}"
    before = marketer.get(own).text
    feedback = re.search(r'name="feedback" value="([^"]+)"', before)[1]
    sent = {
        "announcements": {"text": "Từ thứ Hai: học thử"},
        "message": {"message": "Học thử một buổi"},
        "changes": {"kind": "audience", "note": "sinh viên", "occurred_at": "2026-11-01T09:30"},
        "answers": {
            "feedback": feedback,
            "answer": "Mười hai triệu",
            "file_url": "https://example.com/gia.pdf",
        },
        "ad-reviews": {"ad": "Video 5", "promise": "Cam kết đầu ra"},
    }
    for deed, form in sent.items():
        answer = marketer.post(f"{own}/{deed}", form, page=own)
        assert (answer.status_code, answer.location.split("?")[0]) == (303, own), deed
    page = marketer.get(own).text
    for form in sent.values():
        for text in set(form.values()) - {"audience", "2026-11-01T09:30", feedback}:
            assert text in page
            assert text not in before
    assert "09:30\xa001/11/2026" in page
    read_only = signed_in_as("boss").get(own).text
    assert "Cam kết đầu ra" in read_only
    assert 'name="promise"' not in read_only
    assert signed_in_as("boss").post(f"{own}/changes", {"kind": "bid"}, page=own).status_code == 403


def test_a_refused_form_keeps_what_was_written_and_says_why_beside_it(company, crm, signed_in_as):
    crm.post("/v1/feedback", {"kind": "asks", "text": "Học phí?", "by": "Hoa", "campaign": DEAR})
    marketer, own = signed_in_as("marketer"), f"/campaigns/{DEAR}"
    feedback = re.search(r'name="feedback" value="([^"]+)"', marketer.get(own).text)[1]
    answer = marketer.post(f"{own}/changes", {"kind": "weather", "note": "mưa"}, page=own)
    assert answer.status_code == 422
    form = re.search(
        rf'<details class="fold" open>.*?action="{own}/changes".*?</form>', answer.text, re.DOTALL
    )
    assert 'value="mưa"' in form[0]
    assert 'class="problem"' in form[0]
    late = {"kind": "", "note": "mưa to", "occurred_at": "2999-01-01T10:00"}
    long = "dài " * 3000
    for deed, sent in {
        "announcements": {"text": long},
        "message": {"message": long},
        "changes": late,
        "ad-reviews": {"ad": "Video 5", "promise": long},
        "answers": {"feedback": feedback, "answer": long},
    }.items():
        answer = marketer.post(f"{own}/{deed}", sent, page=own)
        assert answer.status_code == 422
        assert all(text.strip() in answer.text for text in sent.values()), deed
        assert answer.text.count('<details class="fold" open>') == 1
    gone = marketer.post(f"{own}/answers", {"feedback": "x", "answer": "y"}, page=own)
    assert gone.status_code == 422
    assert marketer.post("/campaigns/none/changes", {"kind": "bid"}, page=own).status_code == 404


def test_filters_are_folded_away_and_say_what_was_chosen(company, signed_in_as):
    visitor = signed_in_as("marketer")
    summary = re.compile(r'<details class="fold"( open)?>\s*<summary>(Bộ lọc[^<]*)</summary>')
    assert summary.findall(visitor.get("/campaigns").text) == [("", "Bộ lọc")]
    narrowed = {
        "since": "2026-11-01",
        "channel": "tiktok",
        "owner": "An",
        "among": "in_time",
        "clock": "closing",
    }
    assert summary.findall(visitor.get("/campaigns", **narrowed).text) == [
        ("", "Bộ lọc: Từ ngày 01/11/2026 · TikTok · An · theo ngày chốt · Lead được gọi đúng cam kết")
    ]
    unknown = visitor.get("/campaigns", channel="<x>", clock="x").text
    assert summary.findall(unknown) == [("", "Bộ lọc: &lt;x&gt;")]
    refused = visitor.get("/campaigns", since="2026-11-02", until="2026-11-01").text
    assert [state for state, _ in summary.findall(refused)] == [" open"]


def test_figures_by_rep_are_for_sales(signed_in_as):
    assert signed_in_as("marketer").get("/campaigns", by="rep").status_code == 403
    assert signed_in_as("boss").get("/campaigns.csv", by="rep").status_code == 403
    assert signed_in_as("sales_lead").get("/campaigns", by="rep").status_code == 200
