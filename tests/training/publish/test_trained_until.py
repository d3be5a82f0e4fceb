"""Which leads a model cannot have seen, whatever clocks said."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from training.publish.trained_until import cut, judging, newest_submit, stale, trained_until

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAYS = np.datetime64("2026-01-01", "s") + np.arange(100) * np.timedelta64(86_400, "s")
NEVER = np.full(3, np.datetime64("NaT", "s"))


def manifest(until=None, made="2026-06-01T00:00:00+00:00"):
    return {"created_at": made, "data": {"trained_until": until}}


def test_what_the_manifest_says_counts():
    assert trained_until(manifest("2026-05-01T07:00:00+07:00")) == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("until", [None, "2031-01-01T00:00:00+00:00", "then", 5])
def test_no_lead_after_its_making_has_trained_it_where_it_does_not_say_or_names_a_later_time(until):
    assert trained_until(manifest(until)) == datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("told", [{}, {"data": None, "created_at": None}, {"data": {}, "created_at": "x"}])
def test_a_manifest_without_times_tells_nothing(told):
    assert trained_until(told) is None


def test_the_newest_of_the_rivals_is_the_cut():
    untils = [datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)]
    found = cut(untils, DAYS)
    assert found == np.datetime64("2026-03-20T00:00:00")
    assert judging(DAYS, found).sum() == (np.datetime64("2026-03-20") < DAYS).sum() > 0


def test_the_challenger_learns_from_no_fewer_than_it_is_judged_by():
    found = cut([datetime(2025, 1, 1, tzinfo=UTC)], DAYS)
    assert judging(DAYS, found).sum() == 50
    assert cut([], DAYS) == found


def test_undated_leads_never_judge():
    assert cut([NOW], NEVER) is None
    assert not judging(NEVER, None).any()
    mixed = np.concatenate([DAYS, NEVER])
    assert not judging(mixed, cut([], mixed))[-3:].any()


def test_the_newest_submit_is_what_a_model_has_trained_until():
    assert newest_submit(np.concatenate([NEVER, DAYS[::-1]])) == "2026-04-10T00:00:00+00:00"
    assert newest_submit(NEVER) is None


def test_a_model_is_stale_at_ninety_days_or_when_somebody_says_so():
    def made(**ago):
        return manifest(made=(NOW - timedelta(**ago)).isoformat())

    assert stale(made(days=89, hours=23), None, NOW) is None
    assert stale(made(days=90), None, NOW) == "it is 90 days old"
    assert stale(made(days=1), "its alert is open", NOW) == "its alert is open"


def test_a_model_without_an_age_is_stale():
    assert "does not say" in stale(manifest(made=None), None, NOW)
    assert "future" in stale(manifest(made=(NOW + timedelta(days=2)).isoformat()), None, NOW)
    assert stale(manifest(made=(NOW + timedelta(hours=2)).isoformat()), None, NOW) is None
