"""Who is countable, judged and qualified; the figures that divide."""

from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from model.campaign.counts import is_countable, is_judged, is_qualified, raw_quality_rate, submitted_before
from model.vocabulary import DISPOSITIONS, UNCOUNTED_REASONS

NEW = {"duplicate": False, "auto_spam": False, "existing_customer": False}
said = st.none() | st.sampled_from(DISPOSITIONS)


@pytest.mark.parametrize("mark", NEW)
@pytest.mark.parametrize("won", [True, False])
def test_what_was_marked_at_submit_is_never_countable(mark, won):
    assert not is_countable(**NEW | {mark: True}, disposition=None, won=won)


@pytest.mark.parametrize("word", DISPOSITIONS)
def test_sales_may_find_duplicates_and_customers_but_not_spam(word):
    assert is_countable(**NEW, disposition=word, won=False) is (word not in UNCOUNTED_REASONS)
    assert is_countable(**NEW, disposition=word, won=True)


@given(disposition=said, won=st.booleans())
def test_whoever_is_qualified_is_judged(disposition, won):
    assert is_judged(disposition=disposition, won=won) >= is_qualified(disposition=disposition, won=won)


@given(judged=st.integers(0, 10**9), share=st.floats(0, 1))
def test_the_raw_rate_lies_between_0_and_1_and_is_unknown_of_nobody(judged, share):
    rate = raw_quality_rate(int(judged * share), judged)
    assert rate is None if judged == 0 else 0 <= rate <= 1


def test_an_age_is_counted_back_to_the_instant():
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert submitted_before(noon, 1.5) == noon - timedelta(hours=36)
