"""`GET /v1/campaigns`: what is counted where, by which clock, and that it adds up."""

import pytest


def vnd(amount):
    return {"amount": amount, "currency": "VND"}


@pytest.fixture
def won(crm):
    def record(lead, amount, when, **more):
        body = {"outcome": "won", "revenue": vnd(amount), "occurred_at": when, **more}
        assert crm.post(f"/v1/leads/{lead}/outcome", body).status_code == 201

    return record


def counts(line, *names):
    return tuple(line[name] for name in names)


def test_who_counts_as_what(crm, keep, figures, ago):
    person = {"phone": "0901 234 567"}
    dispositions = ("qualified", "no_need", "spam", "duplicate", "already_customer", None)
    for word in dispositions:
        lead = keep(campaign="tet", submitted_at=ago(days=10))
        if word:
            crm.post(f"/v1/leads/{lead}/disposition", {"disposition": word})
    keep(campaign="tet", contact=person, submitted_at=ago(days=1))
    keep(campaign="tet", contact=person)
    line = figures()["tet"]
    assert counts(line, "leads", "duplicates", "countable") == (8, 2, 5)
    assert counts(line, "judged", "qualified", "due", "matured") == (3, 1, 4, 0)
    assert line["quality_rate"]["raw"] == pytest.approx(1 / 3)


def test_a_win_counts_as_judged_and_qualified_whatever_sales_said_before(crm, keep, figures, ago):
    for word in ("no_need", "duplicate", "already_customer"):
        lead = keep(campaign="tet", submitted_at=ago(days=5))
        crm.post(f"/v1/leads/{lead}/disposition", {"disposition": word})
        crm.post(f"/v1/leads/{lead}/outcome", {"outcome": "won"})
    line = figures()["tet"]
    assert counts(line, "countable", "judged", "qualified", "won", "duplicates") == (3, 3, 3, 3, 0)


def test_leads_are_due_and_matured_by_their_age(keep, figures, ago, parts):
    horizon, due = parts.horizon_days, parts.company.due_days
    for days in (0, due - 0.01, due + 0.01, horizon - 0.01, horizon + 0.01):
        keep(campaign="tet", submitted_at=ago(days=days))
    assert counts(figures()["tet"], "leads", "due", "matured") == (5, 3, 1)


def test_a_period_is_days_of_the_companys_time_zone(keep, figures):
    late, early = "2026-11-10T23:30:00+07:00", "2026-11-11T00:30:00+07:00"
    keep(campaign="late", submitted_at=late)
    keep(campaign="early", submitted_at=early)

    def counted(**period):
        lines = figures(**period)
        return lines["late"]["leads"], lines["early"]["leads"]

    assert counted(since="2026-11-10", until="2026-11-11") == (1, 0)
    assert counted(since="2026-11-11", until="2026-11-12") == (0, 1)
    assert counted(since="2026-11-10", until="2026-11-12") == (1, 1)
    assert counted(until="2026-11-10") == counted(since="2026-11-12") == (0, 0)


@pytest.mark.parametrize("period", [("2026-11-11", "2026-11-11"), ("2026-11-12", "2026-11-11")])
def test_a_period_that_holds_no_day_is_refused(marketing, problem, period):
    problem(marketing.get("/v1/campaigns", since=period[0], until=period[1]), 422, "/until")


def test_by_arrival_wins_are_of_the_leads_that_came_then_and_by_closing_of_the_deals_that_closed_then(
    keep, figures, won
):
    lead = keep(campaign="tet", submitted_at="2026-10-30T10:00:00+07:00")
    won(lead, 70, "2026-11-02T00:30:00+07:00")
    won(lead, 30, "2026-11-03T00:30:00+07:00", deal_id="second")
    names = ("leads", "won", "won_revenue")
    october = {"since": "2026-10-01", "until": "2026-11-01"}
    second = {"since": "2026-11-02", "until": "2026-11-03"}
    assert counts(figures(**october)["tet"], *names) == (1, 1, vnd(100))
    assert counts(figures(**october, clock="closing")["tet"], *names) == (1, 0, vnd(0))
    assert counts(figures(**second)["tet"], *names) == (0, 0, vnd(0))
    assert counts(figures(**second, clock="closing")["tet"], *names) == (0, 1, vnd(70))
    assert counts(figures(clock="closing")["tet"], *names) == (1, 1, vnd(100))


def test_collected_follows_the_clock_too(crm, keep, figures):
    lead = keep(campaign="tet", submitted_at="2026-10-30T10:00:00+07:00")
    for day, kind, amount in ((2, "deposit", 50), (3, "instalment", 70), (3, "refund", 30)):
        at = f"2026-11-0{day}T10:00:00+07:00"
        body = {"kind": kind, "amount": vnd(amount), "occurred_at": at}
        crm.post(f"/v1/leads/{lead}/payments", body)
    third = {"since": "2026-11-03", "until": "2026-11-04"}
    assert figures(since="2026-10-30", until="2026-10-31")["tet"]["collected"] == vnd(90)
    assert figures(**third)["tet"]["collected"] == vnd(0)
    assert figures(**third, clock="closing")["tet"]["collected"] == vnd(40)


@pytest.fixture
def company(crm, keep, won, serving):
    """Leads of every kind in several campaigns, ad sets, products and hands."""
    crm.put("/v1/campaigns/tet", {"channel": "facebook", "name": "Tết", "owner": "Hoa"})
    crm.put("/v1/campaigns/he", {"channel": "google"})
    money = {"day": "2026-11-01", "amount": vnd(900), "ad_set": "nữ"}
    crm.post("/v1/campaigns/tet/spend", {"days": [money, money | {"day": "2026-11-02"}]})
    for number in range(12):
        lead = keep(
            campaign=("tet", "he", None)[number % 3],
            submitted_at=f"2026-11-{number + 1:02}T12:00:00+07:00",
            tracking={"ad_set": ("nữ", None)[number % 2], "ad": ("a", "b", None)[number % 3]},
            attributes={"course": ("IELTS", "TOEIC")[number % 2]},
        )
        crm.post(f"/v1/leads/{lead}/assignment", {"rep": ("Hoa", "Minh", None)[number % 3]})
        if number % 4 == 0:
            won(lead, 1000 + number, "2026-11-15T12:00:00+07:00")
            body = {"kind": "deposit", "amount": vnd(500), "occurred_at": "2026-11-15T12:00:00+07:00"}
            crm.post(f"/v1/leads/{lead}/payments", body)


SUMMED = "leads duplicates spam countable due judged qualified matured scored won won_without_revenue".split()
SUMMED_AMOUNTS = ("expected_revenue", "won_revenue", "collected")


@pytest.mark.usefixtures("company")
def test_lines_add_up_to_the_totals_and_every_grouping_has_the_same_totals(marketing):
    for clock in ("arrival", "closing"):
        for period in ({}, {"since": "2026-11-04", "until": "2026-11-16"}):
            totals = []
            for by in ("campaign", "ad_set", "ad", "channel", "rep", "product"):
                answer = marketing.get("/v1/campaigns", by=by, clock=clock, **period).json
                lines, total = answer["campaigns"], answer["totals"]
                assert (answer["by"], answer["clock"]) == (by, clock)
                for name in SUMMED:
                    assert sum(line[name] for line in lines) == total[name]
                for name in SUMMED_AMOUNTS:
                    assert sum(line[name]["amount"] for line in lines) == total[name]["amount"]
                totals.append([total[name] for name in (*SUMMED, *SUMMED_AMOUNTS)])
            assert all(each == totals[0] for each in totals)
            assert totals[0][0] > 0


@pytest.mark.usefixtures("company")
def test_each_grouping_names_its_groups(figures):
    assert set(figures()) == {"tet", "he", None}
    assert set(figures(by="channel")) == {"facebook", "google", None}
    assert set(figures(by="rep")) == {"Hoa", "Minh", None}
    assert set(figures(by="product")) == {"IELTS", "TOEIC"}
    assert set(figures(by="ad_set")) == {"nữ", ""}
    assert set(figures(by="ad")) == {"a", "b", ""}
    line = figures()["tet"]
    assert counts(line, "name", "channel", "owner") == ("Tết", "facebook", "Hoa")


@pytest.mark.usefixtures("company")
def test_figures_for_each_are_their_sums_divided(figures):
    line = figures()["tet"]
    assert counts(line, "leads", "spend") == (4, vnd(1800))
    assert line["cost_per_lead"] == vnd(450)
    assert line["won_revenue_per_spend"] == pytest.approx(line["won_revenue"]["amount"] / 1800)
    assert line["expected_revenue_per_lead"]["amount"] == pytest.approx(
        line["expected_revenue"]["amount"] / 4, abs=0.5
    )


@pytest.mark.usefixtures("company")
def test_expected_revenue_is_that_of_the_scores_at_submit(crm, figures):
    leads = crm.get("/v1/leads", campaign="tet").json["leads"]
    assert figures()["tet"]["expected_revenue"]["amount"] == sum(
        lead["score"]["expected_revenue"]["amount"] for lead in leads
    )


@pytest.mark.usefixtures("company")
def test_lines_are_sorted_as_asked_and_ranked_by_leads_and_by_worth(marketing, crm):
    crm.post("/v1/leads", {"campaign": "tet"})

    def lines(sort):
        return marketing.get("/v1/campaigns", sort=sort).json["campaigns"]

    worth = [line["expected_revenue"]["amount"] for line in lines("expected_revenue")]
    assert worth == sorted(worth, reverse=True)
    assert [line["rank_by_expected_revenue"] for line in lines("expected_revenue")] == [1, 2, 3]
    assert [(line["campaign"], line["rank_by_leads"]) for line in lines("leads")] == [
        ("tet", 1),
        (None, 2),
        ("he", 2),
    ]
    assert [line["campaign"] for line in lines("name")] == [None, "he", "tet"]
    assert lines("won_revenue_per_spend")[0]["campaign"] == "tet"


def test_ties_share_the_better_rank(keep, figures):
    for campaign, count in (("a", 2), ("b", 2), ("c", 1)):
        for _ in range(count):
            keep(campaign=campaign)
    assert {key: line["rank_by_leads"] for key, line in figures().items()} == {"a": 1, "b": 1, "c": 3}


def test_an_empty_company_has_empty_figures(marketing):
    answer = marketing.get("/v1/campaigns").json
    assert (answer["campaigns"], answer["totals"]["leads"], answer["undated"]) == ([], 0, 0)
    assert answer["totals"]["cost_per_lead"] is None
    assert answer["totals"]["quality_rate"]["raw"] is None


def test_one_campaigns_page_has_the_figures_of_its_line(keep, marketing, figures):
    keep(campaign="tet"), keep(campaign="he")
    page, line = marketing.get("/v1/campaigns/tet").json, figures()["tet"]
    assert {name: page[name] for name in line} == line


@pytest.mark.parametrize(
    ("name", "value"), [("by", "moon"), ("clock", "noon"), ("sort", "x"), ("since", "today"), ("x", "1")]
)
def test_a_wrong_question_is_named(marketing, problem, name, value):
    problem(marketing.get("/v1/campaigns", **{name: value}), 422, f"/{name}")


def test_only_aggregates_are_for_marketing(marketing, keep, problem):
    problem(marketing.get("/v1/leads"), 403)
    problem(marketing.get(f"/v1/leads/{keep()}"), 403)
