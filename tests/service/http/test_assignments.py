"""`POST /v1/leads/{id}/assignment`."""


def test_a_leads_owner_is_the_rep_it_was_last_given_to(crm, keep, rows):
    lead = keep()
    for rep in ("Hoa", "Minh", "Hoa"):
        assert crm.post(f"/v1/leads/{lead}/assignment", {"rep": rep}).status_code == 201
    assert crm.get(f"/v1/leads/{lead}").json["owner"] == "Hoa"
    assert rows()["reps"] == 2


def test_a_lead_that_is_taken_back_is_owned_by_nobody(crm, keep):
    lead = keep()
    crm.post(f"/v1/leads/{lead}/assignment", {"rep": "Hoa"})
    assert crm.post(f"/v1/leads/{lead}/assignment", {"rep": None}).status_code == 201
    page = crm.get(f"/v1/leads/{lead}").json
    assert page["owner"] is None
    assert [each["rep"] for each in page["history"]["assignments"]] == [None, "Hoa"]


def test_an_assignment_says_to_whom(crm, keep, problem):
    path = f"/v1/leads/{keep()}/assignment"
    for body in ({}, {"rep": ""}, {"rep": "  "}, {"rep": 5}):
        problem(crm.post(path, body), 422, "/rep")


def test_a_rep_is_one_rep_however_her_name_is_typed(crm, keep, rows):
    for rep in ("Hòa", " Ho\u0300a ", "Hòa"):
        crm.post(f"/v1/leads/{keep()}/assignment", {"rep": rep})
    assert rows()["reps"] == 1
