"""What stays of a lead whose person asked to be forgotten."""

from uuid import UUID

from service.store import leads


def test_only_what_names_nobody_stays(crm, parts, serving):
    created = crm.post(
        "/v1/leads",
        {
            "campaign": "tet",
            "contact": {"name": "Lan", "phone": "0901 234 567"},
            "tracking": {"utm_source": "facebook", "fbclid": "IwAR-her-click", "psid": "24601", "ad": "ad 7"},
            "attributes": {"course": "IELTS", "sdt_phu": "0912 345 678"},
        },
    )
    path = f"/v1/leads/{created.json['id']}"
    crm.post(f"{path}/disposition", {"disposition": "no_need", "note": "chị Lan bận"})
    assert crm.delete(f"{path}/personal-data").status_code == 204
    read = crm.get(path).json
    assert read["contact"] is None
    assert read["tracking"] == {"utm_source": "facebook", "ad": "ad 7"}
    assert read["attributes"] == {"course": "IELTS"}
    assert read["history"]["dispositions"][0]["note"] is None
    assert read["score"] == created.json["score"]


def test_spam_is_nobodys_original(client_for, crm):
    form = client_for("ingest")
    key = form.headers["Authorization"].removeprefix("Bearer ")
    spam = {"contact": {"phone": "0901 234 567"}, "_website": "https://spam.example"}
    assert form.post(f"/v1/forms/{key}", spam).status_code == 201
    real = crm.post("/v1/leads", {"contact": {"phone": "0901 234 567"}})
    assert real.json["duplicate_of"] is None
    totals = crm.get("/v1/campaigns").json["totals"]
    assert (totals["leads"], totals["spam"], totals["countable"], totals["duplicates"]) == (2, 1, 1, 0)


def test_one_campaigns_undated_are_its_own(crm, parts):
    for campaign in ("tet", "he"):
        lead = crm.post("/v1/leads", {"campaign": campaign, "contact": {}}).json["id"]
        with parts.database.write() as connection:
            connection.execute(
                leads.leads.update().where(leads.leads.c.id == UUID(lead)).values(submitted_at=None)
            )
    assert crm.get("/v1/campaigns", since="2026-01-01").json["undated"] == 2
    assert crm.get("/v1/campaigns/tet", since="2026-01-01").json["undated"] == 1


def test_a_doubled_slash_is_no_redirect_to_a_page(crm):
    answer = crm.get("/v1//campaigns")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_person_is_followed_from_phone_to_email_to_every_lead(crm):
    def lead(**contact):
        return crm.post("/v1/leads", {"contact": contact}).json["id"]

    first = lead(phone="0901 234 567")
    lead(phone="0901 234 567", email="lan@example.com")
    last = lead(name="Lan", email="lan@example.com")
    stranger = lead(phone="0912 345 678")
    assert crm.delete(f"/v1/leads/{first}/personal-data").status_code == 204
    assert crm.get(f"/v1/leads/{last}").json["contact"] is None
    assert crm.get(f"/v1/leads/{stranger}").json["contact"] is not None
