"""Low-scored leads that are marked to be worked at random."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.app import create_app
from service.store.leads import leads

WORST = (0, 0, 0)  # cut-offs that no expected revenue misses: every lead is an A
BEST = (2**50, 2**50, 2**50)  # and those that none reaches: every lead is a D


@pytest.fixture
def settings(settings):
    return replace(settings, random_work_share=0.2, grade_cutoffs=BEST)


@pytest.fixture
def stored(parts):
    """`work_probability` of every lead, by id."""

    def by_id():
        with parts.database.read() as connection:
            rows = connection.execute(sa.select(leads.c.id, leads.c.work_probability))
            return {str(row.id): row.work_probability for row in rows}

    return by_id


@pytest.fixture
def batch(crm):
    """Keep so many leads at once; their ids."""

    def keep(count, **body):
        rows = [{"external_id": f"batch-{place}", **body} for place in range(count)]
        answer = crm.post("/v1/leads/batch", {"leads": rows})
        assert answer.status_code == 200, answer.text
        return [result["id"] for result in answer.json["results"]]

    return keep


def test_the_share_is_marked_and_its_chance_recorded(serving, batch, stored):
    batch(400)
    marked = [chance for chance in stored().values() if chance is not None]
    assert set(marked) == {0.2}
    assert 48 <= len(marked) <= 112  # 80 ± 4 deviations of 8


def test_who_works_leads_sees_it_everywhere_and_can_ask_for_it(serving, crm, batch, stored):
    batch(30)
    marked = {lead for lead, chance in stored().items() if chance is not None}
    assert marked
    listed = crm.get("/v1/leads", limit=100).json["leads"]
    assert {each["id"] for each in listed if each["work_at_random"]} == marked
    for wanted, found in (("true", marked), ("false", stored().keys() - marked)):
        only = crm.get("/v1/leads", limit=100, work_at_random=wanted).json["leads"]
        assert {each["id"] for each in only} == found
    assert crm.get(f"/v1/leads/{min(marked)}").json["work_at_random"] is True


def test_the_answer_to_a_new_lead_says_so(serving, crm, stored):
    answers = [crm.post("/v1/leads", {}).json for _ in range(30)]
    found = stored()
    assert {each["id"]: each["work_at_random"] for each in answers} == {
        lead: chance is not None for lead, chance in found.items()
    }
    assert any(each["work_at_random"] for each in answers)


def test_the_same_lead_sent_again_gets_the_same_answer(serving, crm, batch, stored):
    first = batch(40)
    before = stored()
    assert batch(40) == first
    assert stored() == before
    answer = crm.post("/v1/leads", {"external_id": "batch-0"})
    assert answer.status_code == 200
    assert answer.json["work_at_random"] == (before[first[0]] is not None)


def test_a_publishable_key_learns_nothing_of_it(serving, app, client_for, new_key, stored):
    ingest = client_for("ingest")
    for number in range(30):
        assert ingest.post("/v1/leads", {"external_id": str(number)}).json.keys() == {"id"}
    answer = app.test_client().post(f"/v1/forms/{new_key('ingest')}", data={"name": "Lan"})
    assert "random" not in answer.text
    assert any(chance is not None for chance in stored().values())


def test_the_form_door_marks_too(serving, app, new_key, stored):
    key = new_key("ingest")
    for number in range(40):
        answer = app.test_client().post(f"/v1/forms/{key}", data={"phone": f"0901 000 {number:03}"})
        assert answer.status_code == 201
    assert any(chance is not None for chance in stored().values())


@pytest.mark.parametrize(
    "body",
    [{"contact": {"phone": "0901 234 567"}}, {"contact": {"email": "lan@example.com"}}],
    ids=["phone", "email"],
)
def test_a_duplicate_is_never_marked(serving, crm, batch, stored, body):
    batch(41, **body)
    found = stored()
    with_original = {
        each["id"] for each in crm.get("/v1/leads", limit=100).json["leads"] if each["duplicate_of"]
    }
    assert len(with_original) == 40
    assert {found[lead] for lead in with_original} == {None}


def test_spam_is_never_marked(serving, app, crm, new_key, stored):
    key = new_key("ingest")
    for _ in range(40):
        app.test_client().post(f"/v1/forms/{key}", data={"name": "x", "_website": "http://spam.example"})
    listed = crm.get("/v1/leads", limit=100).json["leads"]
    spam = {each["id"] for each in listed if each["spam"]}
    assert len(spam) == 40
    assert {stored()[lead] for lead in spam} == {None}


def test_an_old_customer_is_never_marked(serving, crm, stored, ago):
    person = {"contact": {"phone": "0901 234 567"}}
    first = crm.post("/v1/leads", person | {"submitted_at": ago(days=100)}).json["id"]
    crm.post(f"/v1/leads/{first}/outcome", {"outcome": "won", "occurred_at": ago(days=90)})
    for number in range(20):
        crm.post("/v1/leads", person | {"attributes": {"course": f"course {number}"}})
    customers = {
        each["id"] for each in crm.get("/v1/leads", limit=100).json["leads"] if each["existing_customer"]
    }
    assert len(customers) == 20
    assert {stored()[lead] for lead in customers} == {None}


def test_only_the_lowest_grade_is_marked(settings, artefact_folder, request):
    app = create_app(replace(settings, grade_cutoffs=WORST))
    parts = app.extensions["leadworth"]
    request.getfixturevalue("serving")
    parts.serving.look()
    client = app.test_client()
    headers = {"Authorization": f"Bearer {request.getfixturevalue('new_key')('crm')}"}
    body = {"leads": [{"external_id": str(number)} for number in range(60)]}
    assert client.post("/v1/leads/batch", json=body, headers=headers).status_code == 200
    with parts.database.read() as connection:
        assert set(connection.scalars(sa.select(leads.c.grade))) == {"A"}
        assert set(connection.scalars(sa.select(leads.c.work_probability))) == {None}
    parts.database.close()


def test_without_a_model_none_is_marked(batch, stored):
    batch(40)
    assert set(stored().values()) == {None}


@pytest.mark.parametrize("value", ["yes", "1", "True", ""])
def test_a_filter_that_cannot_be_read_is_refused(crm, problem, value):
    problem(crm.get("/v1/leads", work_at_random=value), 422, "/work_at_random")
