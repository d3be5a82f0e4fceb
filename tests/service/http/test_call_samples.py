"""Call samples: random leads lent for 48 hours to one key, blind to what Sales said."""

from datetime import timedelta

import pytest

from service.store import call_samples
from service.usecases.clock import utc_now
from service.usecases.fair_play import lend_call_sample

ROUTE = "/v1/campaigns/tet/call-sample"
LENT = {"lent_to": "Hoa"}


@pytest.fixture
def leads(crm):
    """30 leads of one campaign, each of a person of its own."""
    sent = [{"campaign": "tet", "contact": {"phone": f"0901 000 {place:03}"}} for place in range(30)]
    results = crm.post("/v1/leads/batch", {"leads": sent}).json["results"]
    return [each["id"] for each in results]


@pytest.fixture
def call(client_for):
    return client_for("call")


@pytest.fixture
def sample(call, leads):
    answer = call.post(ROUTE, LENT)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_sample_is_drawn_from_the_campaign_and_lent_for_two_days(sample, call, leads):
    assert (sample["leads"], sample["recorded"], sample["is_out"]) == (25, 0, True)
    page = call.get(f"/v1/call-samples/{sample['id']}").json
    drawn = [each["lead_id"] for each in page["drawn"]]
    assert len(set(drawn)) == 25
    assert set(drawn) <= set(leads)
    assert drawn != sorted(drawn)
    assert page["drawn"][0]["contact"]["phones"]


def test_every_look_at_a_contact_is_audited(sample, call, rows):
    before = rows()["audit_entries"]
    call.get(f"/v1/call-samples/{sample['id']}")
    assert rows()["audit_entries"] == before + 25


def test_nothing_of_what_sales_said_is_shown(leads, crm, call):
    for lead in leads[:8]:
        crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "spam", "note": "SALES-WORD", "rep": "s"})
    sample = call.post(ROUTE, LENT).json
    text = call.get(f"/v1/call-samples/{sample['id']}").text
    assert "SALES-WORD" not in text
    assert "spam" not in text


def test_another_key_sees_no_contact_and_records_nothing(sample, client_for, problem, leads):
    other = client_for("call")
    page = other.get(f"/v1/call-samples/{sample['id']}").json
    assert all(each["contact"] is None for each in page["drawn"])
    lead = page["drawn"][0]["lead_id"]
    problem(other.put(f"/v1/call-samples/{sample['id']}/leads/{lead}", {"attempts": 1}), 404)


def test_uncalled_leads_are_reserved_until_it_is_back(sample, call, parts, crm, leads):
    with parts.database.read() as connection:
        assert len(call_samples.reserved(connection, utc_now())) == 25
        assert call_samples.reserved(connection, utc_now() + timedelta(hours=48)) == set()
    assert call.post(f"/v1/call-samples/{sample['id']}/return").status_code == 204
    with parts.database.read() as connection:
        assert call_samples.reserved(connection, utc_now()) == set()
    assert call.get(f"/v1/call-samples/{sample['id']}").json["drawn"][0]["contact"] is None


def test_leads_that_are_lent_are_not_lent_again(sample, call, problem):
    assert call.post(ROUTE, LENT).json["leads"] == 5
    problem(call.post(ROUTE, LENT), 422, "/since")


def test_a_finding_is_kept_and_changes_no_disposition(sample, call, crm):
    lead = call.get(f"/v1/call-samples/{sample['id']}").json["drawn"][0]["lead_id"]
    finding = {"attempts": 2, "disposition": "no_need", "sub_reason": "just_asking", "note": "n"}
    assert call.put(f"/v1/call-samples/{sample['id']}/leads/{lead}", finding).status_code == 204
    page = call.get(f"/v1/call-samples/{sample['id']}").json
    assert page["recorded"] == 1
    assert page["drawn"][0]["sub_reason"] == "just_asking"
    assert crm.get(f"/v1/leads/{lead}").json["disposition"] is None


@pytest.mark.parametrize(
    ("finding", "field"),
    [
        ({"attempts": 0, "disposition": "qualified"}, "/attempts"),
        ({"attempts": 1, "disposition": "spam", "sub_reason": "just_asking"}, "/sub_reason"),
        ({"attempts": -1}, "/attempts"),
        ({"disposition": "qualified"}, "/attempts"),
        ({"attempts": 1, "disposition": "good"}, "/disposition"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(sample, call, problem, finding, field):
    lead = call.get(f"/v1/call-samples/{sample['id']}").json["drawn"][0]["lead_id"]
    problem(call.put(f"/v1/call-samples/{sample['id']}/leads/{lead}", finding), 422, field)


def test_a_lead_outside_of_the_sample_has_no_finding(sample, call, keep, problem):
    outside = keep(campaign="other", contact={"phone": "0902 000 000"})
    problem(call.put(f"/v1/call-samples/{sample['id']}/leads/{outside}", {"attempts": 1}), 404)


def test_who_may_not_be_called_is_neither_drawn_nor_shown(sample, call, crm, leads):
    lead = call.get(f"/v1/call-samples/{sample['id']}").json["drawn"][0]["lead_id"]
    crm.post(f"/v1/leads/{lead}/do-not-contact")
    page = call.get(f"/v1/call-samples/{sample['id']}").json
    assert page["drawn"][0]["contact"] is None
    assert call.put(f"/v1/call-samples/{sample['id']}/leads/{lead}", {"attempts": 1}).status_code == 422


def test_agreement_is_pooled_and_says_how_many_more(sample, call, crm):
    drawn = call.get(f"/v1/call-samples/{sample['id']}").json["drawn"]
    words = ("qualified", "no_need", "qualified")
    for lead, said, found in zip(drawn, words, ("qualified", "no_need", "no_need"), strict=False):
        crm.post(f"/v1/leads/{lead['lead_id']}/disposition", {"disposition": said, "rep": "s"})
        call.put(
            f"/v1/call-samples/{sample['id']}/leads/{lead['lead_id']}",
            {"attempts": 1, "disposition": found},
        )
    agreement = call.get("/v1/call-samples").json["agreement"]
    assert (agreement["pairs"], agreement["same"], agreement["only_sales_qualified"]) == (3, 2, 1)
    assert (agreement["kappa"], agreement["more_needed"]) == (None, 97)


@pytest.mark.parametrize("body", [{}, {"lent_to": ""}, {**LENT, "size": 31}, {**LENT, "size": 19}])
def test_a_sample_that_cannot_be_lent_is_refused(call, leads, body):
    assert call.post(ROUTE, body).status_code == 422


def test_a_campaign_that_is_not_there(call, problem):
    problem(call.post("/v1/campaigns/none/call-sample", LENT), 404)


def test_the_same_seed_draws_the_same_leads(parts, leads, keep):
    def draw(seed):
        with parts.database.write() as connection:
            campaign = call_samples.campaigns
            row = connection.execute(campaign.select().where(campaign.c.key == "tet")).one()
            source = lend_call_sample.Source("x", "call")
            since, now = utc_now() - timedelta(days=1), utc_now()
            sample = lend_call_sample.lend(connection, source, row, "Hoa", 20, since, now, seed)
            found = [each.lead_id for each in call_samples.drawn(connection, sample)]
            connection.rollback()
            return found

    assert draw(5) == draw(5) != draw(6)
