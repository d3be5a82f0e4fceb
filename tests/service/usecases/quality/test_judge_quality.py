"""The lead quality rate of groups of leads: which leads count, in which group, and what is said of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from model.vocabulary import DISPOSITIONS
from service.parts import create_parts
from service.settings import load_settings
from service.store import campaigns, lead_states, leads, reps
from service.store.disputes import disputes
from service.store.events import dispositions
from service.store.ids import new_id
from service.usecases.quality.judge_quality import judge_campaign, judge_quality

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ORDINARY = {"days": 10.0, "campaign": "tet", "ad_set": "", "ad": "", "product": None, "rep": None}
AGREED = Agreement(version=1, quality_target=0.6, quality_targets={"he": 0.3})
LEAD = (
    "probability",
    "quality_probability",
    "score_origin",
    "duplicate_of",
    "auto_spam",
    "existing_customer",
)
STATE = ("disposition", "outcome", "unverified", "late_change")


class Book:
    """A store to put leads into, each as it stands now, and to ask of."""

    def __init__(self, parts):
        self._parts, self._campaigns, self._reps = parts, {}, {}

    def declare(self, key, channel=None):
        said = {"is_draft": False, "source": "x", "created_at": NOW, "updated_at": NOW}
        self._campaigns[key] = new_id()
        row = {"id": self._campaigns[key], "key": key, "channel": channel, **said}
        with self._parts.database.write() as connection:
            campaigns.insert_missing(connection, [row])

    def keep(self, count=1, **said):
        """So many leads like this; their ids."""
        lead = {**ORDINARY, **said}
        if lead["campaign"] and lead["campaign"] not in self._campaigns:
            self.declare(lead["campaign"])
        ids = [new_id() for _ in range(count)]
        with self._parts.database.write() as connection:
            owner = reps.ids(connection, [lead["rep"]], NOW).get(lead["rep"])
            leads.add(connection, [self._lead(one, lead) for one in ids])
            state = {**lead_states.EMPTY, **{name: lead[name] for name in STATE if name in lead}}
            lead_states.add(connection, [{**state, "lead_id": one, "owner_id": owner} for one in ids])
        return ids

    def _lead(self, lead_id, lead):
        at = lead.get("at") or (None if lead["days"] is None else NOW - timedelta(days=lead["days"]))
        empty = {"attributes": {}, "unknown_attributes": [], "tracking": {}}
        marks = {"duplicate_of": None, "auto_spam": False, "existing_customer": False}
        return {
            "id": lead_id,
            "source": "x",
            "received_at": NOW,
            "submitted_at": at,
            "campaign_id": self._campaigns.get(lead["campaign"]),
            **{name: lead[name] for name in ("ad_set", "ad", "product")},
            **empty,
            **marks,
            **{name: lead[name] for name in LEAD if name in lead},
        }

    def ask(self, agreement=AGREED, **asked):
        with self._parts.database.read() as connection:
            found = judge_quality(connection, self._parts.company, agreement, NOW, **asked)
        return {quality.key: quality for quality in found}

    def page(self, campaign):
        with self._parts.database.read() as connection:
            return judge_campaign(connection, self._parts.company, AGREED, NOW, campaign)


@pytest.fixture
def book(parts):
    return Book(parts)


class TestOnBothDatabases:
    """Each of the store's queries, on PostgreSQL too."""

    def test_counts_by_group(self, book):
        book.declare("he", "google")
        book.keep(
            8, disposition="qualified", ad_set="a", ad="1", product="IELTS", rep="sale-01", probability=0.4
        )
        book.keep(
            4, disposition="no_need", ad_set="b", ad="2", product="IELTS", rep="sale-02", unverified=True
        )
        book.keep(3, campaign="he", days=1.0, probability=0.2, quality_probability=0.5)
        keys = {
            "campaign": {("tet",): 12, ("he",): 3},
            "ad_set": {("tet", "a"): 8, ("tet", "b"): 4, ("he", ""): 3},
            "ad": {("tet", "a", "1"): 8, ("tet", "b", "2"): 4, ("he", "", ""): 3},
            "channel": {(None,): 12, ("google",): 3},
            "rep": {("sale-01",): 8, ("sale-02",): 4, (None,): 3},
            "product": {("IELTS",): 12, (None,): 3},
            "week": {("2026-W46",): 12, ("2026-W47",): 3},
        }
        for by, countable in keys.items():
            assert {key: each.countable for key, each in book.ask(by=by).items()} == countable, by
        tet, he = book.ask()[("tet",)], book.ask()[("he",)]
        assert (tet.due, tet.due_judged, tet.judged, tet.qualified, tet.unverified) == (12, 12, 12, 8, 4)
        assert (tet.raw, dict(tet.reasons), tet.basis) == (8 / 12, {"no_need": 4}, "score_bands")
        assert (he.due, he.judged, he.raw, he.leading.n, he.leading.value) == (0, 0, None, 3, 0.5)

    def test_changes_and_disputes_are_counted(self, book, parts):
        first, _second = book.keep(2, disposition="no_need", late_change=True)
        said = {"source": "x", "recorded_at": NOW, "occurred_at": NOW}
        disposition, dispute = (
            new_id(),
            {"opened_at": NOW, "opened_by": "m", "reason": "r", "said": "no_need"},
        )
        with parts.database.write() as connection:
            connection.execute(
                sa.insert(dispositions).values(id=disposition, lead_id=first, disposition="no_need", **said)
            )
            connection.execute(
                sa.insert(disputes).values(
                    id=new_id(), lead_id=first, disposition_id=disposition, verdict="overturned", **dispute
                )
            )
        found = book.ask()[("tet",)]
        assert (found.late_changes, found.overturned) == (2, 1)


@pytest.fixture
def small(sqlite_url):
    """A book on SQLite only: the queries are the same."""
    parts = create_parts(replace(load_settings(), database_url=sqlite_url))
    yield Book(parts)
    parts.database.close()


def test_only_countable_leads_are_judged(small):
    for said, won in product((None, *DISPOSITIONS), (None, "won")):
        small.keep(disposition=said, outcome=won)
    first = small.keep(disposition="qualified")[0]
    small.keep(disposition="no_need", duplicate_of=first)
    small.keep(disposition="no_need", auto_spam=True)
    small.keep(disposition="no_need", existing_customer=True)
    found = small.ask()[("tet",)]
    # Of 11 words and none: "duplicate" and "already_customer" count only where the lead is won.
    assert (found.countable, found.judged, found.qualified) == (21, 20, 13)
    bad = ["wrong_number", "no_need", "not_target", "no_budget", "spam", "unreachable", "bad_timing"]
    assert found.reasons == dict.fromkeys(bad, 1)


def test_ten_leads_everywhere_are_too_few_with_an_interval(small):
    for campaign in ("a", "b", "c", None):
        small.keep(4, campaign=campaign, disposition="qualified")
        small.keep(6, campaign=campaign, disposition="no_need")
    for quality in small.ask().values():
        assert quality.verdict == "too_few"
        assert 0 < quality.low < quality.value < quality.high < 1
        assert quality.high - quality.low > 0.2
        assert (quality.basis, quality.raw, quality.target) == ("raw", 0.4, 0.6)
        assert quality.more_needed > 10
        assert quality.more_days == pytest.approx(quality.more_needed * 7 / 10)  # all of them 7 due days ago
        assert 0.5 < quality.lean < 1


def test_a_store_without_leads_has_no_group_and_a_declared_campaign_an_interval(small):
    for by in ("campaign", "ad_set", "week", "rep"):
        assert small.ask(by=by) == {}
    small.declare("tet")
    found = small.ask()[("tet",)]
    assert (found.countable, found.raw, found.verdict, found.leading) == (0, None, "too_few", None)
    assert found.low < 0.1
    assert found.high > 0.9


def test_large_campaigns_are_told_from_their_target_and_small_ones_are_not(small):
    small.keep(250, disposition="qualified")
    small.keep(250, disposition="not_target")
    small.keep(200, campaign="he", disposition="qualified")
    small.keep(300, campaign="he", disposition="no_need")
    small.keep(3, campaign="thu", disposition="no_need")
    found = {key[0]: each.verdict for key, each in small.ask().items()}
    assert found == {"tet": "below_target", "he": "above_target", "thu": "too_few"}
    assert {each.verdict for each in small.ask(Agreement()).values()} == {"no_target"}


def test_where_sales_has_not_judged_what_is_due_nothing_is_said_of_quality(small):
    small.keep(60, disposition="no_need")
    small.keep(40)
    small.keep(60, campaign="he", disposition="no_need")
    small.keep(40, campaign="he", days=1.0)
    found = small.ask()
    assert (found[("tet",)].due_judged, found[("tet",)].verdict) == (60, "not_judged_enough")
    assert (found[("he",)].due, found[("he",)].verdict) == (60, "below_target")  # what is young is not due


def test_high_scores_called_first_do_not_lift_the_rate(small):
    for place in range(10):
        probability, qualified = 0.05 + 0.09 * place, 1 + place
        small.keep(qualified, probability=probability, disposition="qualified")
        small.keep(10 - qualified, probability=probability, disposition="no_need")
        small.keep(10 * (9 - place), probability=probability)
    found = small.ask()[("tet",)]
    rate = sum((100 - 10 * place) * (1 + place) / 10 for place in range(10)) / 550
    assert found.raw == 0.55
    assert rate == 0.4
    assert found.value == pytest.approx(rate, abs=0.03)
    assert found.low < rate < found.high


def test_scores_that_learnt_from_the_outcome_are_not_held_against_it(small):
    small.keep(10, disposition="qualified", quality_probability=0.7, score_origin="submit")
    small.keep(10, disposition="no_need", quality_probability=0.5, score_origin="held_out")
    small.keep(10, disposition="no_need", quality_probability=0.0, score_origin="later")
    later = small.ask()[("tet",)].scored_later
    assert (later.n, later.real, later.predicted) == (20, 0.5, pytest.approx(0.6))


def test_weeks_begin_on_monday_at_the_companys_midnight(small):
    sunday = datetime(2026, 11, 15, 16, 59, tzinfo=UTC)  # 23:59 in Ho Chi Minh City
    small.keep(at=sunday, disposition="qualified")
    small.keep(2, at=sunday + timedelta(minutes=1), disposition="qualified")
    small.keep(4, campaign="he", at=sunday - timedelta(days=14))
    small.keep(5, days=None)
    assert {key: each.countable for key, each in small.ask(by="week").items()} == {
        ("2026-W44",): 4,
        ("2026-W46",): 1,
        ("2026-W47",): 2,
    }
    assert set(small.ask(by="week", campaign="tet")) == {("2026-W46",), ("2026-W47",)}


def test_one_campaigns_parts_are_as_they_are_beside_the_others(small):
    for campaign, ad_set in product(("tet", "he"), ("a", "b")):
        small.keep(20, campaign=campaign, ad_set=ad_set, disposition="qualified")
        small.keep(5 + 5 * (ad_set == "a"), campaign=campaign, ad_set=ad_set, disposition="spam")
    every, own = small.ask(by="ad_set"), small.ask(by="ad_set", campaign="he")
    assert own == {key: each for key, each in every.items() if key[0] == "he"}
    assert own[("he", "a")].target == 0.3


def test_one_campaigns_page_says_what_each_list_says(small):
    for number, (campaign, ad) in enumerate(product(("tet", "he", None), ("1", "2", "3"))):
        said = {"campaign": campaign, "ad_set": f"of {ad}"[:4], "ad": ad, "probability": number / 20}
        small.keep(5 + number, disposition="qualified", days=number * 3.0, **said)
        small.keep(4, disposition="spam", quality_probability=0.25, score_origin="submit", **said)
        small.keep(2, quality_probability=0.5, **said)
    page = small.page("he")
    for by, groups in page.items():
        assert {quality.key: quality for quality in groups} == small.ask(by=by, campaign="he"), by
    assert [len(page[by]) for by in ("campaign", "ad_set", "ad")] == [1, 3, 3]


def test_a_period_leaves_out_what_is_older_and_what_has_no_time(small):
    small.keep(3, days=100.0, disposition="qualified")
    small.keep(2, days=None, disposition="qualified")
    small.keep(1, disposition="qualified")
    assert small.ask()[("tet",)].countable == 6
    assert small.ask(since=date(2026, 11, 1))[("tet",)].countable == 1
    assert small.ask(until=date(2026, 11, 1))[("tet",)].countable == 3
