"""`GET /v1/service-levels`, on both databases; how they are counted: `tests/service/usecases/`."""

from datetime import timedelta

import pytest

from service.usecases.clock import utc_now

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def team(crm):
    for rep in ("sale-03", "sale-07"):
        assert crm.put(f"/v1/team/{rep}", {"shifts": ALWAYS, "absences": ["2026-01-01"]}).status_code == 200


def test_service_levels_of_both_sides_are_shown(crm, marketing, keep, ago, team, agreed):
    version = agreed(shifts=ALWAYS, leads_per_day=[1, 9])
    crm.put("/v1/campaigns/tet-2026", {})
    told = marketing.post("/v1/campaigns/tet-2026/announcements", {"by": "marketing-01", "text": "Bắt đầu"})
    crm.post(f"/v1/announcements/{told.json['id']}/read", {"rep": "sale-03"})
    assert marketing.get("/v1/announcements", campaign="tet-2026").json["announcements"][0]["unread_by"]
    lead = keep(campaign="tet-2026", submitted_at=ago(hours=5))
    keep(submitted_at=ago(hours=5))
    crm.post(f"/v1/leads/{lead}/assignment", {"rep": "sale-03", "occurred_at": ago(hours=4)})
    attempt = {"result": "no_answer", "rep": "sale-03", "occurred_at": ago(hours=3.9)}
    crm.post(f"/v1/leads/{lead}/contact-attempts", attempt)
    shown = marketing.get("/v1/service-levels", since=(utc_now() - timedelta(days=3)).date().isoformat()).json
    assert (shown["version"], shown["agreed"], shown["undated"]) == (version, True, 0)
    sales = shown["sales"]
    assert (sales["total"]["late"], sales["unassigned"]["late"]) == (2, 1)
    assert [(each["rep"], each["in_time"]) for each in sales["reps"]] == [("sale-03", 1)]
    assert [each["campaign"] for each in sales["campaigns"]] == [None, "tet-2026"]
    ours = shown["marketing"]
    assert [(each["in_time"], each["read_by"], each["team"]) for each in ours["campaigns"]] == [(False, 1, 2)]
    assert len(shown["sentences"]["sales"]) == 2


def test_a_period_without_a_day_is_refused(marketing, problem):
    for until in ("2026-11-01", "2026-11-02"):
        problem(marketing.get("/v1/service-levels", since="2026-11-02", until=until), 422, "/until")
    shown = marketing.get("/v1/service-levels", since="2026-11-02", until="2026-11-03").json
    assert shown["sales"]["total"]["first_attempt"]["value"] is None
