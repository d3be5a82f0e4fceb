"""`/v1/campaigns/{key}/announcements` and `/v1/announcements`."""

import pytest

SAID = {"by": "marketing-01", "text": "Giảm 20% học phí đến hết tháng"}


@pytest.fixture
def database_url(sqlite_url):
    """The queries run on both databases in `test_both_teams.py`."""
    return sqlite_url


@pytest.fixture
def announced(crm, marketing):
    for rep in ("sale-03", "sale-07"):
        crm.put(f"/v1/team/{rep}", {})
    crm.put("/v1/team/sale-09", {"is_active": False})
    crm.put("/v1/campaigns/tet-2026", {})
    answer = marketing.post("/v1/campaigns/tet-2026/announcements", SAID)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_every_active_rep_is_to_read_it(crm, announced):
    assert (announced["read_by"], announced["unread_by"]) == ([], ["sale-03", "sale-07"])
    answer = crm.post(f"/v1/announcements/{announced['id']}/read", {"rep": "Sale-07"})
    assert answer.json["unread_by"] == ["sale-03"]
    (read,) = answer.json["read_by"]
    assert read["rep"] == "sale-07"
    again = crm.post(f"/v1/announcements/{announced['id']}/read", {"rep": "sale-07"})
    assert again.json["read_by"] == [read]


def test_who_is_no_rep_reads_nothing_and_becomes_none(crm, announced, problem):
    problem(crm.post(f"/v1/announcements/{announced['id']}/read", {"rep": "ghost-01"}), 422, "/rep")
    assert "ghost-01" not in {each["rep"] for each in crm.get("/v1/team").json["team"]}


def test_the_newest_of_a_campaign_comes_first(crm, marketing, announced):
    marketing.post("/v1/campaigns/tet-2026/announcements", SAID | {"text": "Giá mới"})
    crm.put("/v1/campaigns/other", {})
    marketing.post("/v1/campaigns/other/announcements", SAID)
    listed = crm.get("/v1/announcements", campaign="tet-2026").json["announcements"]
    assert [each["text"] for each in listed] == ["Giá mới", SAID["text"]]
    assert len(crm.get("/v1/announcements").json["announcements"]) == 3
    assert crm.get("/v1/announcements", campaign="none").json["announcements"] == []


def test_what_is_not_there_is_404(crm, marketing, announced, problem):
    problem(marketing.post("/v1/campaigns/none/announcements", SAID), 404)
    nowhere = "01a200f7-81ac-7108-a312-066d4dee67fb"
    problem(crm.post(f"/v1/announcements/{nowhere}/read", {"rep": "sale-03"}), 404)


def test_an_announcement_says_something(marketing, announced, problem):
    for body in ({"by": "a"}, {"by": "a", "text": " "}, {"by": "", "text": "a"}):
        problem(marketing.post("/v1/campaigns/tet-2026/announcements", body), 422)
