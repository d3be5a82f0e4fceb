"""Two periods read at the same age: what counts in each, what is refused, and what adds up."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.bridge import sums
from model.campaign.bridge_cohort import Cohort
from model.campaign.bridge_terms import Terms
from model.lead.scorer import Score
from service.store import campaigns
from service.store.bridge_figures import AsOf, other_words
from service.store.call_samples import call_sample_leads, call_samples
from service.store.disputes import disputes
from service.store.events import dispositions
from service.store.ids import new_id
from service.usecases.bridge.bridge_sentences import bridge_sentences
from service.usecases.bridge.explain_revenue import explain_revenue
from service.usecases.problems import Refused

NOW = datetime(2026, 11, 11, 0, 0, tzinfo=UTC)
SEPTEMBER, OCTOBER = (date(2026, 9, 1), date(2026, 10, 1)), (date(2026, 10, 1), date(2026, 11, 1))
OLD, NEW = datetime(2026, 9, 10, tzinfo=UTC), datetime(2026, 10, 10, tzinfo=UTC)
DAY = timedelta(days=1)
CHANNELS = {"tet": "facebook", "he": "google"}
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SOLD = {"said": [(1, "qualified")], "won": [(5, 100)]}


@pytest.fixture
def explain(parts, put_leads):
    def over(past, before=SEPTEMBER, after=OCTOBER, now=NOW, **options):
        with parts.database.write() as connection:
            if past:
                put_leads(connection, past, CHANNELS)
            found = explain_revenue(connection, parts.company, Agreement(), now, before, after, **options)
            connection.rollback()
        return found

    return over


class Foresees:
    """A model that expects the same of every lead."""

    def __init__(self, quality):
        self.quality = quality

    def score(self, rows, factors):
        assert all(row["lead.campaign"] == "tet" and row["lead.submitted_at"] for row in rows)
        return [Score(0.1, 1.0, quality_probability=self.quality) for _ in rows]


def _leads(at, count, campaign="tet", **more):
    return [{"campaign": campaign, "submitted_at": at + timedelta(minutes=n), **more} for n in range(count)]


def test_the_earlier_period_is_read_as_it_stood_when_it_was_as_old(explain):
    """October ended ten days before; of September's leads only the first forty days count."""
    quick, slow = {**SOLD, "won": [(29, 100)]}, {**SOLD, "won": [(32, 100)]}
    late_word = {"said": [(1, "no_need"), (31.5, "qualified")]}
    timeless = {"said": [(None, "qualified")], "won": [(None, 7)]}
    past = [*_leads(OLD, 1, **quick), *_leads(OLD, 1, **slow), *_leads(OLD, 1, **late_word)]
    found = explain([*past, *_leads(OLD, 1, **timeless), *_leads(NEW, 2, **SOLD)])
    assert found.read_at == (datetime(2026, 10, 11, tzinfo=UTC), NOW)
    assert found.cohorts == (Cohort(4, 4, 3, 2, 107), Cohort(2, 2, 2, 2, 200))
    assert found.wins_without_time == 1


def test_who_does_not_count_is_left_out_and_a_win_counts_whatever_was_said(explain):
    out = [{"auto_spam": True}, {"existing_customer": True}, {"said": [(1, "duplicate")]}]
    past = [lead for more in out for lead in _leads(NEW, 1, **more)]
    past += _leads(NEW, 1, said=[(1, "already_customer")], won=[(2, None)])
    past += _leads(NEW, 1, said=[(1, "spam")])
    assert explain(past).cohorts == (Cohort(), Cohort(2, 2, 1, 1, 0))


@ON_SQLITE
def test_lines_sum_to_the_totals_and_timing_to_what_was_booked(explain):
    past = [*_leads(OLD, 9), *_leads(OLD, 3, "he", **SOLD), *_leads(NEW, 20), *_leads(NEW, 4, None, **SOLD)]
    late = _leads(OLD, 1, "he", said=[(1, "qualified")], won=[(25, 1000)])
    found = explain([*past, *late])
    assert {line.campaign for line in found.lines} == {"tet", "he", None}
    assert sums(found.lines) == found.cohorts
    assert found.totals.change == 400 - 1300
    assert found.booked == (300, 1400)
    assert found.timing == 1100 + 900


@ON_SQLITE
def test_a_running_period_is_held_against_the_same_part_of_the_one_before(explain):
    november = (date(2026, 11, 1), date(2026, 12, 1))
    early, late = datetime(2026, 10, 3, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)
    now = datetime(2026, 11, 5, tzinfo=UTC)
    past = [*_leads(early, 2), *_leads(late, 5), *_leads(now - timedelta(days=2), 3)]
    found = explain(past, OCTOBER, november, now)
    assert [cohort.countable for cohort in found.cohorts] == [2, 3]


@ON_SQLITE
def test_nothing_at_all_is_no_error(explain):
    found = explain([])
    assert (found.lines, found.totals, found.timing, found.doubts) == ([], Terms(), 0, [])
    assert bridge_sentences(found, "VND", "en") == ["Neither period has a lead that counts."]


@ON_SQLITE
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((date(2026, 10, 1), date(2026, 10, 1)), OCTOBER),
        (OCTOBER, (date(2026, 10, 15), date(2026, 11, 15))),
        ((date(2026, 7, 1), date(2026, 10, 1)), OCTOBER),
        (OCTOBER, (date(2027, 1, 1), date(2027, 2, 1))),
    ],
)
def test_periods_that_cannot_be_compared_are_refused(explain, before, after):
    with pytest.raises(Refused):
        explain([], before, after)


def test_expected_quality_is_read_where_one_model_scored_the_leads(explain):
    scored = {"quality_probability": 0.5, "model_version": "m1"}
    past = [
        *_leads(OLD, 4, **SOLD, **scored),
        *_leads(NEW, 4, **SOLD, **scored | {"quality_probability": 0.25}),
    ]
    found = explain(past, basis="expected")
    assert [cohort.quality for cohort in found.cohorts] == [1, 1]
    assert found.lines[0].before.quality == 0.5
    assert (found.totals.quality, found.totals.handling) == (-300, 300)
    other = [*past, *_leads(NEW, 1, **scored | {"model_version": "m2"})]
    assert explain(other, basis="expected").unavailable == "several_versions"
    assert explain(other, basis="expected", scorer=Foresees(None)).unavailable == "several_versions"
    anew = explain(other, basis="expected", scorer=Foresees(0.2))
    assert {line.before.expected_quality for line in anew.lines} == {0.2}
    assert (anew.unavailable, anew.totals.quality) == (None, 0)
    some = explain([*past, *_leads(NEW, 1)], basis="expected")
    assert (some.unavailable, some.lines) == ("not_scored", [])
    assert len(bridge_sentences(some, "VND", "vi")) == 1


@ON_SQLITE
def test_other_judging_is_said_and_then_no_sentence_splits_conversion(explain):
    bad = [{"said": [(1, word)]} for word in ("no_need", "wrong_number")]
    past = [*_leads(OLD, 60, **SOLD), *_leads(OLD, 60, **bad[1]), *_leads(NEW, 60, **SOLD)]
    found = explain([*past, *_leads(NEW, 90, **bad[0])])
    assert [doubt.kind for doubt in found.doubts] == ["reasons"]
    text = " ".join(bridge_sentences(found, "VND", "en"))
    assert "lead quality and handling together" in text
    assert "lower lead quality" not in text
    plain = " ".join(bridge_sentences(explain([*past, *_leads(NEW, 90, **bad[1])]), "VND", "en"))
    assert "lead quality −" in plain


def test_another_person_who_finds_otherwise_is_a_doubt(parts, put_leads):
    with parts.database.write() as connection:
        past = [*_leads(OLD, 30, said=[(1, "no_need")]), *_leads(NEW, 30, said=[(1, "qualified")])]
        put_leads(connection, past, CHANNELS)
        said = connection.execute(sa.select(dispositions).order_by(dispositions.c.occurred_at)).all()
        _disputed(connection, said[:12], "qualified")
        _sampled(connection, said[30:40], "no_need")
        _sampled(connection, said[40:50], "qualified")
        asked = AsOf(datetime(2026, 9, 1, tzinfo=UTC), NOW, NOW)
        assert other_words(connection, asked) == {"disputes": (12, 0, 12), "call_sample": (0, 10, 20)}
        found = explain_revenue(connection, parts.company, Agreement(), NOW, SEPTEMBER, OCTOBER)
        connection.rollback()
    assert {doubt.kind: doubt.move for doubt in found.doubts} == {"disputes": 1.0, "call_sample": 0.5}


def _disputed(connection, said, found):
    opened = {"opened_at": NOW - DAY, "opened_by": "mkt-01", "reason": "đã gọi lại", "decided_at": NOW - DAY}
    rows = [
        {
            **{"id": new_id(), "lead_id": each.lead_id, "disposition_id": each.id, "said": each.disposition},
            **opened,
            **{"decided_by": "sale-02", "found": found, "verdict": "overturned"},
        }
        for each in said
    ]
    connection.execute(sa.insert(disputes), rows)


def _sampled(connection, said, found):
    campaign = campaigns.find(connection, "tet").id
    lent = {"lent_to": "mkt-01", "source": "x", "lent_at": NOW - DAY, "until": NOW + DAY, "seed": 1}
    sample = new_id()
    connection.execute(sa.insert(call_samples).values(id=sample, campaign_id=campaign, **lent))
    called = {
        "sample_id": sample,
        "was_called": True,
        "attempts": 1,
        "disposition": found,
        "recorded_at": NOW,
    }
    rows = [{**called, "lead_id": each.lead_id, "place": place} for place, each in enumerate(said)]
    connection.execute(sa.insert(call_sample_leads), rows)


@ON_SQLITE
def test_words_in_both_languages_say_what_a_rise_hides(explain):
    bad = {"said": [(1, "no_need")]}
    past = [*_leads(OLD, 60, **SOLD), *_leads(OLD, 40, **bad), *_leads(NEW, 65, **SOLD)]
    past = [*past, *_leads(NEW, 85, **bad)]
    found = explain(past)
    english, vietnamese = (bridge_sentences(found, "VND", language) for language in ("en", "vi"))
    assert english[0].startswith("Leads of this period brought 6,500\xa0VND")
    assert any(sentence.startswith("Revenue rose while lower lead quality cost") for sentence in english)
    assert any(sentence.startswith("Doanh số tăng, nhưng chất lượng số thấp hơn") for sentence in vietnamese)
    assert len(english) == len(vietnamese)
