"""Values that one field does not take: 422, the field named by a JSON pointer, the value never echoed."""

import json

import pytest

LONG = "secret " * 1500
MONEY = {"amount": 5, "currency": "VND"}
TIMES = {
    "naive": ("2026-11-01T10:00:00", "no_time_zone"),
    "a day only": ("2026-11-01", "wrong_type"),
    "words": ("secret yesterday", "wrong_type"),
    "a number": (1_793_000_000, "wrong_type"),
    "no such day": ("2026-02-30T10:00:00Z", "wrong_type"),
    "no such zone": ("2026-11-01T10:00:00+99:99", "wrong_type"),
    "a leap second": ("2026-11-01T23:59:60Z", "wrong_type"),
    "year 1": ("0001-01-01T00:00:00+14:00", "out_of_range"),
    "year 9999": ("9999-12-31T23:59:59-14:00", "out_of_range"),
    "10,000 letters": (LONG, "wrong_type"),
    "digits of another script": ("２０２６-11-01T10:00:00Z", "wrong_type"),
}
AMOUNTS = {
    "negative": ({"amount": -1, "currency": "VND"}, "/amount"),
    "a part": ({"amount": 1.5, "currency": "VND"}, "/amount"),
    "whole but written as a part": ({"amount": 1.0, "currency": "VND"}, "/amount"),
    "a text": ({"amount": "1000", "currency": "VND"}, "/amount"),
    "true": ({"amount": True, "currency": "VND"}, "/amount"),
    "null": ({"amount": None, "currency": "VND"}, "/amount"),
    "beyond 2^53": ({"amount": 2**53, "currency": "VND"}, "/amount"),
    "beyond 2^64": ({"amount": 10**400, "currency": "VND"}, "/amount"),
    "no amount": ({"currency": "VND"}, "/amount"),
    "no currency": ({"amount": 5}, "/currency"),
    "another company's currency": ({"amount": 5, "currency": "USD"}, "/currency"),
    "no currency of this world": ({"amount": 5, "currency": "XXZ"}, "/currency"),
    "small letters": ({"amount": 5, "currency": "vnd"}, "/currency"),
    "a number alone": (5, ""),
    "more than money": ({"amount": 5, "currency": "VND", "secret": 1}, "/secret"),
}


@pytest.fixture
def refuses(crm, keep, rows, problem):
    """Send a body; it must be refused for this field, echo nothing, and leave nothing behind."""
    lead = keep(submitted_at="2026-10-01T00:00:00Z", campaign="tet")

    def check(path, body, field, code=None, method="post"):
        before = rows()
        answer = getattr(crm, method)(path.format(lead=lead), body)
        errors = problem(answer, 422, field)["errors"]
        assert "secret" not in json.dumps([error["message"] for error in errors])
        assert code in (None, *(error["code"] for error in errors if error["field"] == field))
        assert rows() == before

    return check


EVENTS = {
    "contact-attempts": {"result": "reached"},
    "disposition": {"disposition": "qualified"},
    "assignment": {"rep": "Hoa"},
    "outcome": {"outcome": "won"},
    "payments": {"kind": "deposit", "amount": MONEY},
}


def test_times_that_no_lead_and_no_event_can_have(refuses):
    places = [
        ("/v1/leads", {}, "submitted_at"),
        ("/v1/campaigns/tet/changes", {"kind": "bid"}, "occurred_at"),
    ]
    places += [(f"/v1/leads/{{lead}}/{name}", body, "occurred_at") for name, body in EVENTS.items()]
    places += [("/v1/leads/{lead}/contact-attempts", {"result": "callback"}, "callback_at")]
    for path, body, field in places:
        for wrong, code in TIMES.values():
            refuses(path, body | {field: wrong}, f"/{field}", code)


def test_nothing_happens_in_the_future(refuses, ago):
    future = ago(minutes=-15)
    refuses("/v1/leads", {"submitted_at": future}, "/submitted_at", "in_the_future")
    refuses("/v1/campaigns/tet/changes", {"kind": "bid", "occurred_at": future}, "/occurred_at")
    for name, body in EVENTS.items():
        refuses(f"/v1/leads/{{lead}}/{name}", body | {"occurred_at": future}, "/occurred_at", "in_the_future")
    day = {"day": ago(days=-2)[:10], "amount": MONEY}
    refuses("/v1/campaigns/tet/spend", {"days": [day]}, "/days/0/day", "in_the_future")


def test_clocks_that_differ_by_minutes_are_no_future(crm, keep, ago):
    lead = keep(submitted_at=ago(minutes=-5))
    body = {"result": "reached", "occurred_at": ago(minutes=-5)}
    assert crm.post(f"/v1/leads/{lead}/contact-attempts", body).status_code == 201


def test_amounts_that_are_no_money(refuses):
    for wrong, field in AMOUNTS.values():
        refuses("/v1/leads/{lead}/outcome", {"outcome": "won", "revenue": wrong}, f"/revenue{field}")
        refuses("/v1/leads/{lead}/payments", {"kind": "deposit", "amount": wrong}, f"/amount{field}")
        day = {"day": "2026-11-01", "amount": wrong}
        refuses("/v1/campaigns/tet/spend", {"days": [day]}, f"/days/0/amount{field}")


def test_a_days_spend_of_wrong_figures_is_refused(refuses):
    good = {"day": "2026-11-01", "amount": {"amount": 5, "currency": "USD"}, "rate": 25_000}
    wrong = {
        "rate": [0, -1, "25000", True, 1e300, 10**400, [], {}],
        "impressions": [-1, 1.5, "7", True, 2**53],
        "clicks": [-1, 1.5, "7", True, 2**53],
        "day": ["2026-11-1", "01/11/2026", "2026-11-31", 20261101, None, "0001-01-01", LONG],
    }
    for field, values in wrong.items():
        for value in values:
            refuses("/v1/campaigns/tet/spend", {"days": [good, good | {field: value}]}, f"/days/1/{field}")


def test_texts_of_10_000_letters_are_too_long(refuses):
    lead, events = "/v1/leads", "/v1/leads/{lead}/"
    places = [
        (lead, {"campaign": LONG}, "/campaign"),
        (lead, {"external_id": LONG}, "/external_id"),
        (lead, {"contact": {"name": LONG}}, "/contact/name"),
        (lead, {"contact": {"phone": LONG}}, "/contact/phone"),
        (lead, {"contact": {"email": LONG}}, "/contact/email"),
        (lead, {"tracking": {"ad_set": LONG}}, "/tracking/ad_set"),
        (lead, {"tracking": {"fbclid": LONG}}, "/tracking/fbclid"),
        (lead, {"tracking": {"referrer": LONG}}, "/tracking/referrer"),
        (lead, {"consent": {"text_version": LONG}}, "/consent/text_version"),
        (lead, {"attributes": {"course": LONG}}, "/attributes/course"),
        (lead, {"attributes": {"nickname": LONG}}, "/attributes/nickname"),
        (lead, {"attributes": {"story": LONG}}, "/attributes/story"),
        (events + "contact-attempts", {"result": "reached", "rep": LONG}, "/rep"),
        (events + "contact-attempts", {"result": LONG}, "/result"),
        (events + "disposition", {"disposition": "qualified", "note": LONG}, "/note"),
        (events + "disposition", {"disposition": LONG}, "/disposition"),
        (events + "assignment", {"rep": LONG}, "/rep"),
        (events + "outcome", {"outcome": "lost", "competitor": LONG}, "/competitor"),
        (events + "outcome", {"outcome": "won", "deal_id": LONG}, "/deal_id"),
        (events + "payments", {"kind": "deposit", "amount": MONEY, "payment_id": LONG}, "/payment_id"),
        ("/v1/campaigns/tet/changes", {"kind": "bid", "note": LONG}, "/note"),
    ]
    for path, body, field in places:
        refuses(path, body, field)
    refuses("/v1/campaigns/tet", {"owner": LONG}, "/owner", method="put")
    refuses("/v1/campaigns/" + "x" * 201, {}, "/campaign", "too_long", method="put")


WRONG_ATTRIBUTES = [
    ({"budget": "12"}, "budget"),
    ({"budget": True}, "budget"),
    ({"budget": 10**400}, "budget"),
    ({"budget": [1]}, "budget"),
    ({"married": "yes"}, "married"),
    ({"married": 1}, "married"),
    ({"born": "secret"}, "born"),
    ({"born": 1990}, "born"),
    ({"course": {}}, "course"),
    ({"story": 5}, "story"),
    ({"x" * 101: 5}, "x" * 100),
]


def test_attributes_of_the_wrong_type_are_named(refuses):
    for attributes, field in WRONG_ATTRIBUTES:
        refuses("/v1/leads", {"attributes": attributes}, f"/attributes/{field}")


WRONG_LEADS = [
    ({"contact": {"phone": "secret"}}, "/contact/phone"),
    ({"contact": {"phone": "0901"}}, "/contact/phone"),
    ({"contact": {"phone": 901234567}}, "/contact/phone"),
    ({"contact": {"email": "secret"}}, "/contact/email"),
    ({"contact": {"fax": "secret"}}, "/contact/fax"),
    ({"contact": []}, "/contact"),
    ({"consent": {"ads": "secret"}}, "/consent/ads"),
    ({"consent": {"ads": 1}}, "/consent/ads"),
    ({"tracking": {"gclid": 5}}, "/tracking/gclid"),
    ({"tracking": {"secret": "5"}}, "/tracking/secret"),
    ({"attributes": []}, "/attributes"),
    ({"external_id": ""}, "/external_id"),
    ({"external_id": "   "}, "/external_id"),
    ({"external_id": 5}, "/external_id"),
    ({"campaign": ["a"]}, "/campaign"),
]


def test_a_leads_own_fields_are_named(refuses):
    for body, field in WRONG_LEADS:
        refuses("/v1/leads", body, field)


def test_every_wrong_field_is_named_at_once(crm, problem):
    body = {"contact": {"phone": 5, "email": []}, "campaign": 7, "submitted_at": "x"}
    problem(
        crm.post("/v1/leads", body), 422, "/contact/phone", "/contact/email", "/campaign", "/submitted_at"
    )
