"""A company whose leads, calls and spend say that somebody should look."""

from datetime import UTC, date, datetime, timedelta

from model.agreement import Agreement
from model.campaign.alerts.kinds import (
    BURST_AT_DAY_END,
    FIRST_CALLS_LATE,
    JUDGED_IN_SECONDS,
    KINDS,
    NEVER_JUDGED,
    NOT_ANNOUNCED,
    QUALITY_BELOW_TARGET,
    RATE_AT_TARGET,
    REVENUE_UP_QUALITY_DOWN,
    SPEND_WITHOUT_LEADS,
)
from service.store import alerts
from service.usecases.alerts.alert_sentences import alert_sentence, closed_sentence
from service.usecases.alerts.watch_for_alerts import is_due, watch_for_alerts
from service.words import keys

# A Sunday: the whole weeks before the one that runs end on Monday, 16 November.
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SIGNED = Agreement(version=1, quality_target=0.5)


def test_an_empty_company_has_no_alert_and_one_look_a_day(known):
    assert is_due(known.connection, known.company, NOW)
    assert known.look() == set()
    assert not is_due(known.connection, known.company, NOW)
    assert is_due(known.connection, known.company, NOW + timedelta(days=1))


def test_quality_below_target_opens_once_is_seen_again_and_closes_by_itself(known):
    for campaign in ("tết", "hè"):
        known.leads(1, 100, campaign=campaign)
    for days_ago in (11, 18, 25, 32):
        known.leads(35, days_ago, qualified=11)
        known.leads(35, days_ago, campaign="hè", qualified=17)
    assert known.look() == known.look() == {(QUALITY_BELOW_TARGET, "tết")}
    (row,) = alerts.newest_first(known.connection, "all", 10)
    assert row.figures["judged"] == 140
    assert "44/140" in alert_sentence(known.company, row, "vi")
    assert alert_sentence(known.company, row, "en").startswith("Campaign tết: 44 of 140 leads qualified (31")
    later = NOW + timedelta(weeks=4)
    for days_ago in (-16, -9, -2, 4):
        known.leads(35, days_ago, qualified=18)
    assert known.look(later) == set()
    (row,) = alerts.newest_first(known.connection, "closed", 10)
    assert "20/12/2026" in closed_sentence(known.company, row, "vi")
    again = watch_for_alerts(known.connection, known.company, SIGNED, later)
    assert (again.opened, again.still_open, again.closed) == (0, 0, 0)


def test_without_a_target_or_with_too_few_judged_there_is_no_verdict_to_alert_of(known):
    known.leads(100, 11, qualified=5)
    assert known.look(agreement=Agreement()) == set()
    known.leads(100, 12, campaign="hè", judged=False)
    known.leads(60, 12, campaign="hè", qualified=0)
    found = known.look()
    assert (NEVER_JUDGED, "hè") in found
    assert (QUALITY_BELOW_TARGET, "hè") not in found


def test_spend_with_no_lead_is_told_by_what_a_lead_usually_costs(known):
    week = date(2026, 11, 9)
    for days_ago in (20, 27):
        known.leads(10, days_ago)
        known.spent((NOW - timedelta(days=days_ago)).date(), 1_000_000)
    known.spent(week, 700_000)
    assert (SPEND_WITHOUT_LEADS, "tết") not in known.look()
    known.spent(week + timedelta(days=1), 200_000)
    assert (SPEND_WITHOUT_LEADS, "tết") in known.look()
    row = alerts.open_ones(known.connection)[SPEND_WITHOUT_LEADS, "tết"]
    assert "900.000" in alert_sentence(known.company, row, "vi")


def test_revenue_that_rises_while_quality_falls_is_priced(known):
    fallen(known)
    assert (REVENUE_UP_QUALITY_DOWN, "") in known.look()
    (row,) = [each for each in alerts.newest_first(known.connection, "open", 10) if not each.subject]
    figures = row.figures
    assert figures["change"] == figures["quality"] + figures["rest"] == 4 * (21 * 8 - 24 * 5) * 1_000_000
    assert figures["quality"] < 0
    assert "60,0\u00a0%" in alert_sentence(known.company, row, "vi")


def fallen(known) -> None:
    """40 leads a week: 24 qualified and won at 5 M, then 70 a week with 21 at 8 M."""
    for week in range(4):
        known.leads(40, 39 + 7 * week, qualified=24, revenue=5_000_000)
        known.leads(70, 11 + 7 * week, qualified=21, revenue=8_000_000)


def test_dispositions_that_look_as_if_nobody_had_looked(known):
    """Four evenings on which ten words were recorded after 17:00, of calls in the morning of 5 seconds."""
    gamed(known)
    found = known.look()
    assert {(BURST_AT_DAY_END, "sale-03"), (JUDGED_IN_SECONDS, "sale-03")} <= found
    assert "sale-04" not in {subject for _, subject in found}


def gamed(known) -> None:
    rep, other = known.rep("sale-03"), known.rep("sale-04")
    for day in (2, 3, 4, 5):
        morning = datetime(2026, 11, day, 2, 0, tzinfo=UTC)
        for lead in known.leads(10, (NOW - morning).total_seconds() / 86400, judged=False):
            known.called(lead, morning, rep, "no_need", 8.2 * 60, 5)
        for lead in known.leads(10, (NOW - morning).total_seconds() / 86400, judged=False):
            known.called(lead, morning, other, "no_need", 3, 90)


def test_a_rate_that_sits_exactly_at_its_target(known):
    rep = known.rep("sale-03")
    for week in range(9):
        known.leads(20, 8 + 7 * week, qualified=10, judged_by_id=rep)
    assert (RATE_AT_TARGET, "sale-03") in known.look()


def test_service_levels_are_held_against_what_was_signed_only(known):
    known.rep("sale-03")
    known.leads(30, 9, judged=False)
    assert known.look(agreement=Agreement(quality_target=0.5)) == set()
    assert {(FIRST_CALLS_LATE, ""), (NOT_ANNOUNCED, "tết")} <= known.look()
    rows = alerts.newest_first(known.connection, "open", 10)
    assert {row.side for row in rows} == {"sales", "marketing"}


def test_postgresql_finds_the_same(known_to_postgresql):
    known = known_to_postgresql
    gamed(known)
    fallen(known)
    known.spent(date(2026, 11, 9), 9_000_000, campaign="hè")
    known.spent(date(2026, 11, 1), 1_000_000)
    rep = known.rep("sale-05")
    for week in range(9):
        known.leads(20, 8 + 7 * week, campaign="thu", qualified=10, judged_by_id=rep)
    found = {kind for kind, _ in known.look()}
    assert found >= {
        BURST_AT_DAY_END,
        JUDGED_IN_SECONDS,
        QUALITY_BELOW_TARGET,
        RATE_AT_TARGET,
        SPEND_WITHOUT_LEADS,
    }


def test_every_kind_has_a_sentence_in_both_languages(known):
    for language in ("vi", "en"):
        assert set(KINDS) <= set(keys("alerts", language))
