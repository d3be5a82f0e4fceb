"""`POST /v1/leads/{id}/payments`."""

import pytest


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def pay(crm):
    return lambda lead, kind, amount, **more: crm.post(
        f"/v1/leads/{lead}/payments", {"kind": kind, "amount": vnd(amount), **more}
    )


def test_collected_is_what_came_in_less_what_went_back(crm, keep, pay):
    lead = keep()
    pay(lead, "deposit", 500)
    pay(lead, "instalment", 300, deal_id="second")
    assert pay(lead, "refund", 200).status_code == 201
    page = crm.get(f"/v1/leads/{lead}").json
    assert page["collected"] == vnd(600)
    assert {each["deal"] for each in page["history"]["payments"]} == {"1", "second"}


def test_more_may_go_back_than_came_in(crm, keep, pay):
    lead = keep()
    pay(lead, "refund", 200)
    assert crm.get(f"/v1/leads/{lead}").json["collected"] == vnd(-200)


def test_a_payment_alone_makes_no_win(crm, keep, pay, figures):
    pay(keep(campaign="tet"), "deposit", 500)
    line = figures()["tet"]
    assert (line["won"], line["won_revenue"], line["collected"]) == (0, vnd(0), vnd(500))


def test_the_same_payment_id_again_is_the_stored_payment(crm, keep, pay, rows):
    lead = keep()
    first = pay(lead, "deposit", 500, payment_id="p1")
    again = pay(lead, "deposit", 500, payment_id="p1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert rows()["payments"] == 1
    assert crm.get(f"/v1/leads/{lead}").json["collected"] == vnd(500)


def test_the_same_payment_id_with_another_amount_conflicts(keep, pay, problem, rows):
    lead = keep()
    pay(lead, "deposit", 500, payment_id="p1")
    assert problem(pay(lead, "deposit", 501, payment_id="p1"), 409)["lead_id"] == lead
    problem(pay(lead, "refund", 500, payment_id="p1"), 409)
    assert rows()["payments"] == 1


def test_payment_ids_belong_to_their_lead_and_deal(keep, pay):
    one, two = keep(), keep()
    answers = [pay(one, "deposit", 5, payment_id="p"), pay(two, "deposit", 5, payment_id="p")]
    answers.append(pay(one, "deposit", 5, payment_id="p", deal_id="b"))
    assert [each.status_code for each in answers] == [201] * 3


def test_payments_without_an_id_are_each_recorded(keep, pay, rows):
    lead = keep()
    pay(lead, "deposit", 5), pay(lead, "deposit", 5)
    assert rows()["payments"] == 2
