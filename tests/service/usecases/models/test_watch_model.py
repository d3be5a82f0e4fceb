"""Watching a model: who is counted, when the alert opens and closes, what moved."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import sqlalchemy as sa

from model.lead.schema import LeadSchema
from service.store import models, watches
from service.store.ids import new_id
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import Contact, NewLead
from service.usecases.models import watched_drift
from service.usecases.models.watch_model import calibration_alert_open, is_due, look
from service.usecases.source import IMPORT, Source

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # a Sunday, as in the company's zone
HORIZON = 30.0
CRM = Source("key", "crm")
SCHEMA = LeadSchema(fields=())
PROFILE = {
    "leads": 1000,
    "fields": {
        "city": {
            "type": "category",
            "levels": ["huế", "vinh"],
            "counts": [0, 0, 500, 500],
            "known": "",
            "usual": 0.01,
        },
        "lead.campaign": {"type": "category", "levels": [], "counts": [1000, 0], "known": None, "usual": 0.0},
    },
    "score": {"type": "number", "decimal": None, "edges": [0.3], "counts": [0, 500, 500]},
}


@pytest.fixture
def version(parts):
    """A version that serves; its artefact is not opened here."""

    def serve(name="v-1", profile=PROFILE, at=NOW, **manifest):
        about = {"horizon_days": HORIZON, "data": {"trained": 100_000, "won": 20_000}, "profile": profile}
        with parts.database.write() as connection:
            models.add(
                connection,
                version=name,
                sha256=name,
                manifest=about | manifest,
                artefact=b"",
                added_at=NOW,
            )
            models.decide(
                connection,
                id=new_id(),
                version=name,
                action="promote",
                decided_at=at,
                decided_by="a test",
            )
        return name

    return serve


@pytest.fixture
def keep(parts):
    """Keep leads of one day with these scores; the first `won` of them are won, all are worked."""

    def kept(count, *, days, probability=0.2, won=0, worked=True, version="v-1", source=CRM, **values):
        new = [
            NewLead(
                submitted_at=NOW - timedelta(days=days),
                contact=Contact(),
                checked=SCHEMA.check({"city": "Huế" if place % 2 else "Vinh"}),
            )
            for place in range(count)
        ]
        score = {"score_origin": "submit", "model_version": version, "probability": probability} | values
        with parts.database.write() as connection:
            ids = [each.lead_id for each in ingest(connection, parts.company, SCHEMA, None, source, new, NOW)]
            for chosen, state in ((ids, {"attempts": int(worked)}), (ids[:won], _won(days))):
                connection.execute(
                    sa.update(lead_states).where(lead_states.c.lead_id.in_(chosen)).values(**state)
                )
            connection.execute(sa.update(leads).where(leads.c.id.in_(ids)).values(**score))
        return ids

    return kept


def _won(days, after=10):
    return {"outcome": "won", "closed_at": NOW - timedelta(days=days - after)}


@pytest.fixture
def watch(parts):
    """Look and keep; the row of this version."""

    def looked(version="v-1", now=NOW):
        with parts.database.read() as connection:
            rows = look(connection, parts.company, 60.0, now)
        with parts.database.write() as connection:
            watches.put(connection, rows)
        return {row["version"]: row for row in rows}.get(version)

    return looked


@pytest.fixture
def alert_open(parts):
    def asked():
        with parts.database.read() as connection:
            return calibration_alert_open(connection)

    return asked


def test_without_a_model_there_is_nothing_to_watch(parts, watch, alert_open):
    assert watch() is None
    assert not alert_open()
    with parts.database.read() as connection:
        assert not is_due(connection, parts.company, NOW)


def test_it_is_due_once_a_day_of_the_companys(parts, version, watch):
    version()

    def due(now):
        with parts.database.read() as connection:
            return is_due(connection, parts.company, now)

    assert due(NOW)
    watch()
    assert not due(NOW + timedelta(hours=13))  # 23:00 in the company's zone
    assert due(NOW + timedelta(hours=14))


def test_matured_and_worked_leads_are_held_against_their_own_scores(version, keep, watch):
    version()
    keep(100, days=40, won=20)
    figures = watch()["figures"]
    found = figures["calibration"]
    assert (found["leads"], found["observed"], found["verdict"]) == (100, 20, "as_expected")
    assert found["expected"] == pytest.approx(20.0)
    assert found["low"] == pytest.approx(20 - 1.96 * 4, abs=0.5)
    assert [(week["week"], week["leads"]) for week in figures["weeks"]] == [("2026-10-12", 100)]


NOT_COUNTED = {
    "it is not matured": {"days": 29},
    "its week is not over": {"days": 32},
    "nobody worked it": {"days": 40, "worked": False},
    "it was scored later": {"days": 40, "score_origin": "later"},
    "it is spam": {"days": 40, "auto_spam": True},
    "it is of an old customer": {"days": 40, "existing_customer": True},
    "another version scored it": {"days": 40, "version": "v-0"},
    "it is older than 26 weeks": {"days": 300},
}


@pytest.mark.parametrize("reason", NOT_COUNTED)
def test_a_lead_does_not_count_where(version, keep, watch, reason):
    version()
    keep(3, **NOT_COUNTED[reason])
    figures = watch()["figures"]
    assert figures["weeks"] == []
    assert figures["calibration"]["leads"] == 0
    assert figures["calibration"]["verdict"] == "too_few"


def test_a_win_after_the_horizon_is_none_and_one_without_a_time_is(parts, version, keep, watch):
    version()
    late, undated = keep(1, days=80), keep(1, days=80)
    with parts.database.write() as connection:
        for ids, state in ((late, _won(80, after=31)), (undated, {"outcome": "won", "closed_at": None})):
            connection.execute(sa.update(lead_states).where(lead_states.c.lead_id.in_(ids)).values(**state))
    assert watch()["figures"]["calibration"]["observed"] == 1


@pytest.mark.parametrize(("won", "verdict"), [(20, "fewer"), (40, "as_expected"), (65, "more")])
def test_the_alert_opens_where_wins_are_beyond_chance(version, keep, watch, alert_open, won, verdict):
    version()
    keep(200, days=40, won=won)
    assert watch()["figures"]["calibration"]["verdict"] == verdict
    assert alert_open() == (verdict != "as_expected")


def test_few_wins_raise_no_alarm(version, keep, watch, alert_open):
    version()
    keep(40, days=40, won=0)
    assert watch()["figures"]["calibration"]["verdict"] == "too_few"
    assert not alert_open()


def test_the_alert_keeps_its_day_and_closes_by_itself(version, keep, watch, alert_open):
    version()
    keep(200, days=40, won=15)
    opened = watch()["alert_since"]
    assert opened == NOW
    assert watch(now=NOW + timedelta(days=1))["alert_since"] == opened
    keep(300, days=40, won=75)  # 90 of 500, where 100 ± 9 were expected
    assert watch(now=NOW + timedelta(days=2))["alert_since"] is None
    assert not alert_open()


def test_the_alert_is_that_of_the_version_that_serves(version, keep, watch, alert_open):
    version("v-1", at=NOW - timedelta(days=1))
    keep(200, days=40, won=10)
    watch()
    assert alert_open()
    version("v-2")
    assert not alert_open()
    assert watch("v-1")["alert_since"] == NOW
    assert watch("v-2")["figures"]["calibration"]["verdict"] == "too_few"
    assert not alert_open()


def test_a_version_that_serves_no_more_is_watched_while_its_leads_mature(version, keep, watch):
    version("v-1", at=NOW - timedelta(days=1))
    version("v-2")
    assert watch("v-1") is None
    keep(5, days=40)
    row = watch("v-1")
    assert row["figures"]["calibration"]["leads"] == 5
    assert row["figures"]["drift"] is None
    assert row["figures"]["unworked"] is None


def test_each_version_by_its_own_horizon_and_one_without_by_the_default(version, keep, watch):
    version("v-1", at=NOW - timedelta(days=1), horizon_days=None)
    version("v-2")
    keep(4, days=40)
    keep(5, days=40, version="v-2")
    keep(6, days=75)
    assert watch("v-1")["figures"]["calibration"]["leads"] == 6
    assert watch("v-2")["figures"]["calibration"]["leads"] == 5
    assert watch("v-1")["figures"]["horizon_days"] == 60.0


def test_a_line_is_drawn_through_enough_wins(version, keep, watch):
    version()
    keep(200, days=40, probability=0.1, won=40)
    keep(200, days=45, probability=0.4, won=60)
    line = watch()["figures"]["calibration"]["line"]
    assert line["low"] < line["slope"] < 0.6  # from 0.2 to 0.3, where the scores say 0.1 to 0.4
    assert line["high"] < 1


def test_leads_that_look_as_before_are_steady(version, keep, watch):
    version()
    keep(200, days=3, probability=0.2)
    keep(200, days=3, probability=0.5)
    drift = watch()["figures"]["drift"]
    assert drift["leads"] == 400
    assert {each["field"]: each["verdict"] for each in drift["fields"]} == {
        "city": "steady",
        "campaign": "steady",
    }
    assert drift["score"]["verdict"] == "steady"


def test_what_moved_is_named(version, keep, watch):
    profile = PROFILE | {
        "fields": {"city": PROFILE["fields"]["city"] | {"levels": ["huế", "đà lạt"], "known": "AAAA"}}
    }
    version(profile=profile)
    keep(200, days=3, probability=0.5)
    drift = watch()["figures"]["drift"]
    (city,) = drift["fields"]
    assert city["verdict"] == "shifted"
    assert (city["unknown_share"], city["usual_unknown_share"]) == (1.0, 0.01)
    assert drift["score"]["verdict"] == "shifted"


def test_scores_of_other_versions_and_later_ones_are_no_drift(version, keep, watch):
    version()
    keep(200, days=3, probability=0.9, version="v-0")
    keep(200, days=3, probability=0.9, score_origin="later")
    keep(200, days=33, probability=0.9)
    assert watch()["figures"]["drift"]["score"]["verdict"] == "too_few"


def test_a_model_without_a_profile_has_no_drift(version, keep, watch):
    version(profile=None)
    keep(5, days=3)
    assert watch()["figures"]["drift"] is None


def test_of_many_leads_a_sample_is_looked_at_the_same_each_time(version, keep, watch, monkeypatch):
    version()
    keep(100, days=3)
    monkeypatch.setattr(watched_drift, "MOST_IN_SAMPLE", 30)
    seen = [watch()["figures"]["drift"] for _ in range(2)]
    assert seen[0] == seen[1]
    assert seen[0]["leads"] == 25  # every fourth


def test_leads_that_nobody_worked_are_counted(parts, version, keep, watch):
    version()
    keep(3, days=40)
    keep(1, days=40, worked=False)
    keep(9, days=10, worked=False)
    assert watch()["figures"]["unworked"] == {"leads": 4, "unworked": 1, "share": 0.25}
    keep(4, days=40, worked=False, source=IMPORT)  # an import that tells outcomes only
    assert watch()["figures"]["unworked"]["leads"] == 4


def test_a_stable_store_seldom_alarms(version, keep, watch, alert_open, parts):
    """Scores that are exact, over 8 weeks."""
    version()
    rng = np.random.default_rng(5)
    for week in range(8):
        for probability in (0.05, 0.15, 0.4):
            keep(40, days=37 + 7 * week, probability=probability, won=int(rng.binomial(40, probability)))
    found = watch()["figures"]
    assert found["calibration"]["leads"] == 960
    assert len(found["weeks"]) == 8
    assert abs(found["calibration"]["z"]) < 3.09
    assert not alert_open()


def test_looking_again_on_a_day_replaces_the_row(parts, version, keep, watch):
    version()
    watch()
    keep(100, days=40, won=20)
    watch()
    with parts.database.read() as connection:
        rows = watches.days(connection, "v-1", NOW.date() - timedelta(days=9))
    assert [row.figures["calibration"]["leads"] for row in rows] == [100]
