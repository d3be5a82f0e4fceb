"""`DELETE /v1/leads/{id}/personal-data` and `POST …/do-not-contact`."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from service.store.contacts import contact_hashes, contacts, erased_people

LAN = {"name": "Lan", "phone": "0901 234 567", "email": "lan@example.com"}


@pytest.fixture
def silent(crm):
    """Whether a lead is marked as not to be contacted."""
    return lambda lead: crm.get(f"/v1/leads/{lead}").json["do_not_contact"]


def test_the_contact_is_gone_from_every_lead_of_that_person_and_from_no_other(crm, keep):
    hers = [keep(contact=LAN), keep(contact={"phone": "+84901234567"}), keep(contact={"email": LAN["email"]})]
    other = keep(contact={"name": "Minh", "phone": "0912 345 678"})
    answer = crm.delete(f"/v1/leads/{hers[0]}/personal-data")
    assert (answer.status_code, answer.data) == (204, b"")
    assert [crm.get(f"/v1/leads/{lead}").json["contact"] for lead in hers] == [None] * 3
    assert crm.get(f"/v1/leads/{other}").json["contact"]["name"] == "Minh"


def test_the_figures_stay(crm, keep, figures):
    lead = keep(contact=LAN, campaign="tet")
    money = {"amount": 5, "currency": "VND"}
    crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won", "revenue": money})
    before = figures()
    crm.delete(f"/v1/leads/{lead}/personal-data")
    assert figures() == before
    page = crm.get(f"/v1/leads/{lead}").json
    assert (page["outcome"], page["won_revenue"], page["do_not_contact"]) == ("won", money, True)


def test_a_tombstone_of_every_phone_and_email_stays(crm, keep, parts):
    lead = keep(contact={"phone": LAN["phone"]})
    keep(contact=LAN)
    crm.delete(f"/v1/leads/{lead}/personal-data")
    vault = parts.company.vault
    known = {vault.name_hash("phone", "+84901234567"), vault.name_hash("email", LAN["email"])}
    with parts.database.read() as connection:
        assert set(connection.scalars(sa.select(erased_people.c.hash))) == known
        assert connection.scalars(sa.select(contacts.c.lead_id)).all() == []
        assert connection.scalars(sa.select(contact_hashes.c.lead_id)).all() == []


def test_forgetting_again_is_no_error(crm, keep):
    path = f"/v1/leads/{keep(contact=LAN)}/personal-data"
    assert [crm.delete(path).status_code for _ in range(2)] == [204, 204]


def test_a_lead_without_a_contact_can_be_forgotten_too(crm, keep):
    assert crm.delete(f"/v1/leads/{keep(contact=None)}/personal-data").status_code == 204


def test_who_comes_back_by_herself_is_a_new_lead(crm, keep):
    first = keep(contact=LAN)
    crm.delete(f"/v1/leads/{first}/personal-data")
    again = crm.post("/v1/leads", {"contact": LAN}).json
    assert again["duplicate_of"] is None
    assert crm.get(f"/v1/leads/{again['id']}").json["contact"]["name"] == "Lan"


def test_do_not_contact_marks_every_lead_of_the_person_and_every_later_one(crm, keep, silent):
    hers = [keep(contact={"phone": LAN["phone"]}), keep(contact=LAN)]
    other = keep(contact={"phone": "0912 345 678"})
    assert crm.post(f"/v1/leads/{hers[0]}/do-not-contact").status_code == 204
    later = [keep(contact={"phone": LAN["phone"]}), keep(contact={"email": "LAN@example.com"})]
    assert all(silent(lead) for lead in hers + later)
    assert not silent(other)
    assert not silent(keep(contact={"phone": "0912 345 678"}))


def test_do_not_contact_keeps_the_contact(crm, keep):
    lead = keep(contact=LAN)
    crm.post(f"/v1/leads/{lead}/do-not-contact")
    assert crm.get(f"/v1/leads/{lead}").json["contact"]["name"] == "Lan"


def test_a_lead_that_is_not_there_is_not_found(crm, problem, rows):
    before = rows()
    problem(crm.delete(f"/v1/leads/{uuid4()}/personal-data"), 404)
    problem(crm.post(f"/v1/leads/{uuid4()}/do-not-contact"), 404)
    assert rows() == before


@pytest.mark.parametrize("scope", ["ingest", "marketing", "call", "export", "admin"])
def test_only_a_crm_key_forgets_and_stops(client_for, keep, problem, scope):
    other, lead = client_for(scope), keep(contact=LAN)
    problem(other.delete(f"/v1/leads/{lead}/personal-data"), 403)
    problem(other.post(f"/v1/leads/{lead}/do-not-contact"), 403)
