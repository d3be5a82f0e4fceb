"""`POST /v1/leads/{id}/disposition`."""

from model.vocabulary import DISPOSITIONS


def test_every_disposition_is_recorded_and_the_newest_counts(crm, keep, ago):
    lead = keep(submitted_at=ago(days=30))
    for age, word in enumerate(reversed(DISPOSITIONS), start=1):
        body = {"disposition": word, "occurred_at": ago(days=age)}
        assert crm.post(f"/v1/leads/{lead}/disposition", body).status_code == 201
    page = crm.get(f"/v1/leads/{lead}").json
    assert page["disposition"] == DISPOSITIONS[-1]
    assert [each["disposition"] for each in page["history"]["dispositions"]] == list(reversed(DISPOSITIONS))


def test_a_sub_reason_belongs_to_its_disposition(crm, keep, problem, rows):
    path = f"/v1/leads/{keep()}/disposition"
    kept = rows()
    for wrong in ({"disposition": "spam"}, {"disposition": "qualified"}):
        problem(crm.post(path, wrong | {"sub_reason": "just_asking"}), 422, "/sub_reason")
    problem(crm.post(path, {"disposition": "no_need", "sub_reason": "other"}), 422, "/sub_reason")
    assert rows() == kept
    for word, sub_reason in (("no_need", "just_asking"), ("unreachable", "switched_off")):
        assert crm.post(path, {"disposition": word, "sub_reason": sub_reason}).status_code == 201


def test_a_newer_disposition_takes_the_older_ones_sub_reason_away(crm, keep):
    lead = keep()
    crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "no_need", "sub_reason": "just_asking"})
    assert crm.get(f"/v1/leads/{lead}").json["sub_reason"] == "just_asking"
    crm.post(f"/v1/leads/{lead}/disposition", {"disposition": "qualified", "note": "gọi lại, có nhu cầu"})
    assert crm.get(f"/v1/leads/{lead}").json["sub_reason"] is None
