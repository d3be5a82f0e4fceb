"""`PUT` and `GET /v1/campaigns/{key}`, and its changes."""

from urllib.parse import quote

import pytest

from model.vocabulary import CHANGE_KINDS, CHANNELS


def test_a_campaign_is_declared_and_shown(crm, marketing):
    said = {"name": "Tết 2026", "channel": "facebook", "owner": "Hoa", "message": "Học bổng 50 %"}
    declared = crm.put("/v1/campaigns/tet-2026", said)
    assert declared.status_code == 201
    assert declared.json == {"campaign": "tet-2026", **said}
    page = marketing.get("/v1/campaigns/tet-2026").json
    assert said.items() <= page.items()
    assert (page["leads"], page["is_draft"], page["changes"]) == (0, False, [])


def test_what_is_not_said_again_stays(crm):
    crm.put("/v1/campaigns/tet", {"name": "Tết", "owner": "Hoa"})
    again = crm.put("/v1/campaigns/tet", {"owner": None, "channel": "google"})
    assert again.status_code == 200
    assert again.json == {
        "campaign": "tet",
        "name": "Tết",
        "owner": None,
        "channel": "google",
        "message": None,
    }


def test_a_campaign_that_a_lead_drafted_is_a_draft_until_somebody_declares_it(crm, keep, marketing):
    keep(campaign="hè")
    assert marketing.get("/v1/campaigns/hè").json["is_draft"] is True
    assert crm.put("/v1/campaigns/hè", {}).status_code == 200
    page = marketing.get("/v1/campaigns/hè").json
    assert (page["is_draft"], page["leads"]) == (False, 1)


@pytest.mark.parametrize("key", ["a b", "Tết/2026", "100%", "a//b", "#1?", "ố" * 200])
def test_a_key_may_be_any_text(crm, marketing, key):
    path = f"/v1/campaigns/{quote(key, safe='')}"
    assert crm.put(path, {"name": "x"}).json["campaign"] == key
    assert marketing.get(path).json["campaign"] == key


def test_a_key_in_a_path_is_composed_as_in_a_lead(crm, keep, marketing):
    keep(campaign="Tết")
    assert marketing.get("/v1/campaigns/ Te\u0302\u0301t ").json["leads"] == 1


def test_channels_are_words_of_a_list(crm, problem):
    for word in CHANNELS:
        assert crm.put(f"/v1/campaigns/{word}", {"channel": word}).status_code == 201
    problem(crm.put("/v1/campaigns/x", {"channel": "billboard"}), 422, "/channel")


def test_a_campaign_that_is_not_there_is_not_found(crm, marketing, problem):
    problem(marketing.get("/v1/campaigns/none"), 404)
    money = {"amount": 1, "currency": "VND"}
    problem(crm.post("/v1/campaigns/none/spend", {"days": [{"day": "2026-11-01", "amount": money}]}), 404)
    problem(crm.post("/v1/campaigns/none/changes", {"kind": "bid"}), 404)
    problem(marketing.get("/v1/campaigns/%20"), 404)


def test_changes_are_kept_and_shown_newest_first(crm, marketing, ago):
    crm.put("/v1/campaigns/tet", {})
    for number, kind in enumerate(CHANGE_KINDS):
        body = {"kind": kind, "note": f"lần {number}", "occurred_at": ago(days=20 - number)}
        answer = crm.post("/v1/campaigns/tet/changes", body)
        assert (answer.status_code, answer.json["kind"]) == (201, kind)
    shown = marketing.get("/v1/campaigns/tet").json["changes"]
    assert [each["kind"] for each in shown] == list(reversed(CHANGE_KINDS))


def test_a_marketing_key_reads_and_declares_nothing(marketing, problem):
    problem(marketing.put("/v1/campaigns/tet", {}), 403)
    money = {"amount": 1, "currency": "VND"}
    body = {"days": [{"day": "2026-11-01", "amount": money}]}
    problem(marketing.post("/v1/campaigns/tet/spend", body), 403)


def test_a_publishable_key_drafts_20_campaigns_a_day_and_loses_no_lead(client_for, crm, rows, marketing):
    ingest = client_for("ingest")
    for number in range(22):
        assert ingest.post("/v1/leads", {"campaign": f"Chiến dịch {number:02}"}).status_code == 201
    assert rows()["campaigns"] == 20
    assert rows()["leads"] == 22
    kept = [lead["campaign"] for lead in crm.get("/v1/leads").json["leads"]]
    assert kept[:2] == ["Chiến dịch 21", "Chiến dịch 20"]
    lines = {line["campaign"]: line for line in marketing.get("/v1/campaigns").json["campaigns"]}
    assert lines[None]["leads"] == 2
    assert "Chiến dịch 20" not in lines


def test_past_the_limit_known_campaigns_still_get_their_leads_and_other_keys_draft_on(
    client_for, crm, figures
):
    ingest = client_for("ingest")
    for number in range(21):
        ingest.post("/v1/leads", {"campaign": f"c{number}"})
    ingest.post("/v1/leads", {"campaign": "c0"})
    crm.post("/v1/leads", {"campaign": "c99"})
    client_for("ingest").post("/v1/leads", {"campaign": "c98"})
    lines = figures()
    assert (lines["c0"]["leads"], lines["c99"]["leads"], lines["c98"]["leads"]) == (2, 1, 1)
