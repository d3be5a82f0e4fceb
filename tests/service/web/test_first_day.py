"""A company that has just begun: nothing at all, then leads and spend that no model scored."""

import csv
import html
import io
import re

import pytest

from service.usecases.clock import utc_now
from service.usecases.review.iso_week import name_of, today

NO_MODEL = "Chưa có mô hình nào chấm điểm"


@pytest.fixture
def unscored(crm, parts):
    """Two campaigns with leads and spend of today; the second brought revenue."""
    day = today(parts.company, utc_now()).isoformat()
    for place, (campaign, leads) in enumerate((("tet", 3), ("he", 2))):
        ids = []
        for number in range(leads):
            contact = {"phone": f"090{place} 000 00{number}"}
            ids.append(crm.post("/v1/leads", {"campaign": campaign, "contact": contact}).json["id"])
        cost = {"day": day, "amount": vnd(600_000)}
        assert crm.post(f"/v1/campaigns/{campaign}/spend", {"days": [cost]}).status_code == 200
    assert (
        crm.post(f"/v1/leads/{ids[0]}/outcome", {"outcome": "won", "revenue": vnd(9_000_000)}).status_code
        == 201
    )


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


def cells(page):
    """Of each row of the table of lines, what is read in its cells."""
    table = page.text[page.text.index(">Chất lượng số và tiền, từng dòng<") :]
    rows = re.findall(r"<tr.*?</tr>", table[table.index("<tbody>") :], re.DOTALL)
    told = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[read(each) for each in row] for row in told]


def read(text):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def test_without_a_model_expected_revenue_is_a_dash_and_won_revenue_orders(unscored, signed_in_as, marketing):
    assert {line["scored"] for line in marketing.get("/v1/campaigns").json["campaigns"]} == {0}
    page = signed_in_as("boss").get("/campaigns")
    he, tet, total = cells(page)
    assert (he[0], tet[0]) == ("he", "tet")
    for row in (he, tet, total):
        assert (row[4], row[7]) == ("–", "–"), row
    assert (he[5], tet[5]) == ("2 → –", "1 → –")
    assert "doanh số chốt mỗi lead, vì chưa có doanh thu kỳ vọng" in page.text
    assert ('"won_per_lead"' in page.text, '"expected_per_lead"' in page.text) == (True, False)
    assert NO_MODEL in page.text
    assert "in-short" not in page.text.replace("in-short.css", "")


def test_without_a_model_the_file_has_empty_cells(unscored, signed_in_as):
    answer = signed_in_as("boss", language="en").get("/campaigns.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Campaign key"] for row in rows] == ["he", "tet"]
    names = ("Expected revenue", "Expected revenue per lead", "Still to come", "Rank by revenue")
    assert {row[name] for row in rows for name in names} == {""}
    assert rows[0]["Won revenue"] == "9000000"


def test_without_a_model_no_other_page_says_0_either(unscored, signed_in_as, parts):
    visitor = signed_in_as("boss")
    campaign = visitor.get("/campaigns/tet")
    assert NO_MODEL in campaign.text
    assert "Hạng 1 theo lượng lead, hạng – theo" in campaign.text
    week = name_of(today(parts.company, utc_now()))
    for address in (f"/reviews/{week}", f"/reviews/{week}.md"):
        row = next(line for line in rows_of(visitor.get(address)) if "Doanh thu kỳ vọng" in line)
        assert not re.search(r"\d", row.partition("Vì sao")[0]), row
    still = re.search(r'<div class="still_to_come">.*?</div>', visitor.get("/overview").text, re.DOTALL)
    assert still
    assert re.findall(r"<dd>(.*?)</dd>", still[0]) == ["–"]


def rows_of(answer):
    """Of a page or of Markdown."""
    return [read(row) for row in re.findall(r"<tr[\s\S]*?</tr>|^\|.*$", answer.text, re.MULTILINE)]


@pytest.mark.parametrize("address", ["/overview", "/bridge", "/alerts"])
def test_an_empty_company_is_told_what_to_do_next(signed_in_as, crm, address):
    begin = 'class="button" href="/setup"'
    assert begin in signed_in_as("marketer").get(address).text
    page = signed_in_as("boss").get(address).text
    assert "tải hai tệp lên ở trang Thiết lập" in page
    assert begin not in page
    crm.post("/v1/leads", {"campaign": "tet", "contact": {"phone": "0901 000 000"}})
    assert begin not in signed_in_as("marketer").get(address).text


def test_only_periods_with_something_in_them_are_offered_to_be_closed(signed_in_as, begun, crm, parts):
    visitor = signed_in_as("boss")
    assert 'action="/bridge/periods"' not in visitor.get("/bridge").text
    refused = visitor.post("/bridge/periods", {"period": "2026-01"}, page="/bridge")
    assert (refused.status_code, "không có lead hay chi phí nào để chốt" in refused.text) == (422, True)
    month = today(parts.company, utc_now()).replace(day=1)
    last = (
        month.replace(year=month.year - 1, month=12)
        if month.month == 1
        else month.replace(month=month.month - 1)
    )
    crm.post("/v1/campaigns/tet/spend", {"days": [{"day": last.isoformat(), "amount": vnd(1)}]})
    offered = re.findall(r'<option value="([-\d]+)">', visitor.get("/bridge").text)
    assert offered == [f"{last:%Y-%m}"]
