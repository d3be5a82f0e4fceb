"""Leads lent to a person of Marketing: she calls without knowing what Sales said."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.store.audit import audit_entries
from service.usecases.clock import utc_now


@pytest.fixture
def lent(crm, admin, signed_in_as):
    """Who borrowed them, and the address of her sample."""
    admin.put("/v1/campaigns/tet", {"name": "Tết"})
    at = (utc_now() - timedelta(days=2)).isoformat()
    rows = [
        {
            "campaign": "tet",
            "submitted_at": at,
            "contact": {"name": f"Khách {n}", "phone": f"0901 000 {n:03}"},
        }
        for n in range(25)
    ]
    kept = crm.post("/v1/leads/batch", {"leads": rows}).json["results"]
    called = {"occurred_at": utc_now().isoformat(), "rep": "sale-01", "disposition": "no_budget"}
    assert crm.post(f"/v1/leads/{kept[0]['id']}/disposition", called).status_code in (200, 201)
    marketer = signed_in_as("marketer", name="Lan")
    answer = marketer.post("/campaigns/tet/call-sample", {"size": "20"}, page="/campaigns/tet")
    assert answer.status_code == 303, answer.text
    return marketer, answer.location.split("?")[0]


def forms(page):
    return re.findall(r'action="([^"]*/leads/[^"]*)"', page)


def test_the_borrower_sees_whom_to_call_and_not_what_sales_said(lent, parts):
    marketer, address = lent
    page = marketer.get(address).text
    assert len(re.findall(r'href="tel:\+84901000\d{3}"', page)) == 20
    assert len(forms(page)) == 20
    badges = re.findall(r'class="badge[^"]*">.*?</svg>([^<]*)', page)
    assert badges == ["Đang mượn"]
    with parts.database.read() as connection:
        shown = sa.select(sa.func.count()).where(audit_entries.c.action == "view_contact_in_sample")
        assert connection.scalar(shown) == 20


def test_what_she_found_is_kept_and_counted(lent):
    marketer, address = lent
    first = forms(marketer.get(address).text)[0]
    found = {"attempts": "2", "disposition": "no_need", "sub_reason": "just_asking", "note": "để Tết"}
    answer = marketer.post(first, found, page=address)
    assert answer.status_code == 303
    assert answer.location.endswith(f"#lead-{first.rsplit('/', 1)[1]}")
    page = marketer.get(address).text
    assert "1/20 lead" in page
    assert "để Tết" in page
    listed = marketer.get("/samples").text
    assert address in listed
    assert "1/20 lead" in listed


def test_a_word_without_an_attempt_is_refused_beside_its_own_lead(lent):
    marketer, address = lent
    second = forms(marketer.get(address).text)[1]
    answer = marketer.post(second, {"attempts": "0", "disposition": "qualified"}, page=address)
    assert answer.status_code == 422
    opened = re.findall(r'<details class="fold" open>.*?action="([^"]*)"', answer.text, re.DOTALL)
    assert opened == [second]
    assert answer.text.count('class="problem"') == 1


def test_nobody_else_sees_the_contacts_or_records(lent, signed_in_as):
    marketer, address = lent
    other = signed_in_as("marketer", name="Hoa")
    page = other.get(address).text
    assert "tel:" not in page
    assert forms(page) == []
    first = forms(marketer.get(address).text)[0]
    assert other.post(first, {"attempts": "1"}).status_code == 404
    for role in ("sales_lead", "boss", "rep"):
        assert signed_in_as(role, rep="sale-01").get(address).status_code == 403


def test_a_sample_that_is_back_shows_no_contact(lent):
    marketer, address = lent
    assert marketer.post(f"{address}/return", page=address).status_code == 303
    page = marketer.get(address).text
    assert "tel:" not in page
    assert "Khách 1" not in page
    assert forms(page) == []


def test_what_her_call_found_otherwise_can_be_disputed_once_the_sample_is_back(lent, crm, signed_in_as):
    marketer, address = lent
    drawn = (
        (form, crm.get(f"/v1/leads/{form.rsplit('/', 1)[1]}")) for form in forms(marketer.get(address).text)
    )
    untold = [form for form, lead in drawn if lead.json["disposition"] is None]
    otherwise, alike, unreached, qualified, not_judged = untold[:5]
    said = {otherwise: "no_need", alike: "no_need", unreached: "no_need", qualified: "qualified"}
    found = {otherwise: "qualified", alike: "no_budget", unreached: "unreachable", qualified: "spam"}
    for form, word in said.items():
        body = {"disposition": word, "rep": "sale-01"}
        assert crm.post(f"/v1/leads/{form.rsplit('/', 1)[1]}/disposition", body).status_code == 201
    for form, word in {**found, not_judged: "qualified"}.items():
        marketer.post(form, {"attempts": "1", "disposition": word}, page=address)
    assert "/disputes/new" not in marketer.get(address).text  # she could still change what she found
    marketer.post(f"{address}/return", page=address)
    lead = otherwise.rsplit("/", 1)[1]
    links = re.findall(r'href="(/disputes/new[^"]*)"', marketer.get(address).text)
    assert links == [f"/disputes/new?lead={lead}"]
    assert "/disputes/new" not in signed_in_as("marketer").get(address).text
    assert marketer.post("/disputes/new", {"lead": lead, "reason": "Có nhu cầu"}).status_code == 303
    assert "/disputes/new" not in marketer.get(address).text


def test_who_borrowed_nothing_is_told_where_to_begin(signed_in_as):
    page = signed_in_as("marketer").get("/samples").text
    assert 'class="empty"' in page
    assert 'href="/campaigns"' in page
