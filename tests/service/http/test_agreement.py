"""`/v1/agreement`: proposed by anybody, in force once both sides signed."""

import pytest

TERMS = {"by": "A", "terms": {"quality_target": 0.4}}


@pytest.fixture
def proposed(marketing):
    answer = marketing.post("/v1/agreement", TERMS)
    assert answer.status_code == 201, answer.text
    return answer.json["version"]


def signature(side, by):
    return {"side": side, "by": by}


def test_before_anybody_signed_the_defaults_are_shown(crm):
    answer = crm.get("/v1/agreement").json
    assert (answer["version"], answer["is_signed"], answer["versions"]) == (0, False, [])
    assert answer["terms"]["checklist"][0] == "reached"


def test_a_version_counts_once_both_sides_have_signed(marketing, crm, proposed):
    route = f"/v1/agreement/{proposed}/signature"
    assert marketing.post(route, signature("marketing", "A")).json["in_force"] is False
    assert crm.get("/v1/agreement").json["version"] == 0
    assert crm.post(route, signature("sales", "B")).json["in_force"] is True
    answer = crm.get("/v1/agreement").json
    assert (answer["version"], answer["terms"]["quality_target"]) == (proposed, 0.4)
    assert answer["versions"][0]["sales"]["by"] == "B"


def test_what_a_new_version_leaves_out_stays_as_it_is_in_force(marketing, crm, proposed):
    marketing.post(f"/v1/agreement/{proposed}/signature", signature("marketing", "A"))
    crm.post(f"/v1/agreement/{proposed}/signature", signature("sales", "B"))
    later = crm.post("/v1/agreement", {"by": "B", "terms": {"first_attempt_minutes": 30}}).json
    assert (later["version"], later["terms"]["quality_target"]) == (proposed + 1, 0.4)


def test_one_side_cannot_sign_for_the_other_nor_one_person_for_both(marketing, admin, proposed, problem):
    route = f"/v1/agreement/{proposed}/signature"
    problem(marketing.post(route, signature("sales", "B")), 403)
    assert admin.post(route, signature("sales", "B")).status_code == 200
    for spelling in ("B", " b "):
        problem(admin.post(route, signature("marketing", spelling)), 422, "/by")


def test_a_first_signature_stays(admin, proposed):
    route = f"/v1/agreement/{proposed}/signature"
    admin.post(route, signature("sales", "B"))
    assert admin.post(route, signature("sales", "C")).json["sales"]["by"] == "B"


def test_an_older_version_cannot_be_signed_once_a_newer_counts(admin, proposed, problem):
    newer = admin.post("/v1/agreement", TERMS).json["version"]
    for side, by in (("marketing", "A"), ("sales", "B")):
        admin.post(f"/v1/agreement/{newer}/signature", signature(side, by))
    problem(admin.post(f"/v1/agreement/{proposed}/signature", signature("sales", "B")), 422, "/version")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"quality_target": 1.5}, "/terms/quality_target"),
        ({"quality_target": "0.4"}, "/terms/quality_target"),
        ({"shifts": {"mon": [["12:00", "08:00"]]}}, "/shifts"),
        ({"shifts": {}}, "/shifts"),
        ({"shifts": {"monday": []}}, "/terms/shifts/monday/key"),
        ({"checklist": ["reached", "reached"]}, "/terms/checklist"),
        ({"unreachable_attempts": 2, "unreachable_days": 3}, "/unreachable_days"),
        ({"leads_per_day": [9, 3]}, "/leads_per_day"),
        ({"target": 0.4}, "/terms/target"),
    ],
)
def test_terms_that_cannot_be_are_refused_by_their_field(crm, problem, terms, field):
    problem(crm.post("/v1/agreement", {"by": "A", "terms": terms}), 422, field)


def test_a_version_that_is_not_there(admin, problem):
    for version in ("9", "9" * 30):
        problem(admin.post(f"/v1/agreement/{version}/signature", signature("sales", "B")), 404)
