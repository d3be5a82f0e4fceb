"""Figures by group: undated leads, and the figures that divide."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import hypothesis.strategies as st
import pytest
from hypothesis import given

from service.usecases.campaigns.compare_campaigns import compare, start_of
from service.usecases.campaigns.figures import per
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.source import IMPORT

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def compared(parts):
    """Two dated leads and three undated ones; the comparison of a period."""
    times = [None, None, None, NOW - timedelta(days=1), NOW - timedelta(days=100)]
    new = [NewLead(campaign="tet", submitted_at=at, checked=NO_SCHEMA.check({})) for at in times]
    with parts.database.write() as connection:
        ingest(connection, parts.company, NO_SCHEMA, None, IMPORT, new, NOW)

    def over(**period):
        with parts.database.read() as connection:
            return compare(connection, parts.company, 60.0, NOW, **period)

    return over


def test_undated_leads_count_where_no_period_is_given(compared):
    everything = compared()
    assert (everything.totals.leads, everything.undated) == (5, 0)
    assert (everything.totals.due, everything.totals.matured) == (4, 4)


@pytest.mark.parametrize("clock", ["arrival", "closing"])
def test_elsewhere_they_are_reported_as_undated(compared, clock):
    for period in ({"since": date(2026, 11, 1)}, {"until": date(2030, 1, 1)}):
        found = compared(clock=clock, **period)
        assert found.totals.leads in (1, 2)
        assert found.undated == 3


def test_a_day_begins_at_its_midnight_in_the_companys_zone(parts):
    assert start_of(parts.company, date(2026, 11, 10)) == datetime(2026, 11, 9, 17, 0, tzinfo=UTC)
    assert start_of(parts.company, None) is None


@given(st.integers(-(2**60), 2**60), st.integers(1, 10**7))
def test_an_amount_for_each_is_rounded_half_even_and_exactly(amount, count):
    assert per(amount, count) == round(Fraction(amount, count))
