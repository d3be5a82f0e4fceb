"""`POST /v1/leads/{id}/outcome`."""

import pytest


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def told(crm, keep, ago):
    """Record outcomes of a lead, days ago each; how the lead stands then."""

    def tell(*outcomes, lead=None):
        lead = lead or keep(submitted_at=ago(days=60))
        for days, body in outcomes:
            answer = crm.post(f"/v1/leads/{lead}/outcome", {**body, "occurred_at": ago(days=days)})
            assert answer.status_code == 201, answer.text
        return crm.get(f"/v1/leads/{lead}").json

    return tell


def test_a_lead_is_won_if_any_deal_is_and_its_revenue_is_that_of_all_won_deals(told):
    page = told(
        (9, {"outcome": "won", "deal_id": "a", "revenue": vnd(10)}),
        (8, {"outcome": "lost", "deal_id": "b", "lost_reason": "price"}),
        (7, {"outcome": "won", "deal_id": "c", "revenue": vnd(5)}),
        (6, {"outcome": "open", "deal_id": "d"}),
    )
    assert (page["outcome"], page["won_revenue"]) == ("won", vnd(15))


def test_a_lead_is_open_while_a_deal_is_and_lost_when_all_are(told):
    lost = {"outcome": "lost", "deal_id": "a", "lost_reason": "competitor", "competitor": "Khác"}
    assert told((9, lost), (8, {"outcome": "open", "deal_id": "b"}))["outcome"] == "open"
    assert told((9, lost), (8, {"outcome": "lost", "deal_id": "b"}))["outcome"] == "lost"


def test_won_with_unknown_revenue_counts_as_won_adds_nothing_and_is_reported(crm, told, keep, ago, figures):
    lead = keep(campaign="tet", submitted_at=ago(days=60))
    page = told(
        (9, {"outcome": "won", "deal_id": "a"}),
        (8, {"outcome": "won", "deal_id": "b", "revenue": None}),
        (7, {"outcome": "won", "deal_id": "c", "revenue": vnd(7)}),
        lead=lead,
    )
    assert (page["outcome"], page["won_revenue"]) == ("won", vnd(7))
    assert [each["revenue"] for each in page["history"]["outcomes"]] == [vnd(7), None, None]
    line = figures()["tet"]
    assert (line["won"], line["won_revenue"], line["won_without_revenue"]) == (1, vnd(7), 2)


def test_a_newer_event_corrects_an_older_one_and_none_is_erased(told):
    page = told((9, {"outcome": "won", "revenue": vnd(10)}), (8, {"outcome": "won", "revenue": vnd(4)}))
    assert page["won_revenue"] == vnd(4)
    page = told((7, {"outcome": "lost", "lost_reason": "family"}), lead=page["id"])
    assert (page["outcome"], page["won_revenue"]) == ("lost", vnd(0))
    assert len(page["history"]["outcomes"]) == 3


def test_the_newest_is_by_when_it_happened_then_by_when_it_was_recorded(told, crm, keep):
    late = told((2, {"outcome": "won", "revenue": vnd(10)}), (5, {"outcome": "lost"}))
    assert late["outcome"] == "won"
    lead, instant = keep(submitted_at="2026-10-01T00:00:00Z"), "2026-10-05T00:00:00Z"
    for amount in (1, 2, 3):
        body = {"outcome": "won", "revenue": vnd(amount), "occurred_at": instant}
        crm.post(f"/v1/leads/{lead}/outcome", body)
    assert crm.get(f"/v1/leads/{lead}").json["won_revenue"] == vnd(3)


def test_revenue_of_what_is_not_won_and_reasons_of_what_is_not_lost_are_refused(crm, keep, problem):
    path = f"/v1/leads/{keep()}/outcome"
    problem(crm.post(path, {"outcome": "lost", "revenue": vnd(1)}), 422, "/revenue")
    problem(crm.post(path, {"outcome": "open", "revenue": vnd(1)}), 422, "/revenue")
    problem(crm.post(path, {"outcome": "won", "lost_reason": "price"}), 422, "/lost_reason")
    problem(crm.post(path, {"outcome": "open", "competitor": "Khác"}), 422, "/competitor")
