"""The tables say what the fitted scikit-learn objects say, whatever a lead's values are."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.odd_leads import ODD, TEXTS
from model.lead.table import LeadTable

NAMES = ("course", "budget", "returning", "lead.submitted_at", "lead.campaign")
VALUES = st.one_of(
    st.sampled_from(ODD), st.sampled_from(TEXTS), st.text(), st.floats(), st.integers(), st.datetimes()
)


def of_pipeline(model, rows):
    table = LeadTable.from_rows(rows, model.columns)
    return (model.probability.log_odds(table), *model.predict(table))


def assert_equal(model, compiled, rows):
    leads = compiled.read(rows)
    found = (compiled.log_odds(leads)[0], *compiled.predict(leads))
    for ours, theirs in zip(found, of_pipeline(model, rows), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-9)


def test_on_the_leads_that_taught(model, compiled, rows):
    assert_equal(model, compiled, rows)


def test_on_leads_with_missing_unknown_and_odd_values(model, compiled, odd):
    assert_equal(model, compiled, odd)


@given(rows=st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES), min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_on_any_values(model, compiled, rows):
    assert_equal(model, compiled, rows)


def test_at_the_edges_of_every_bin(model, compiled, rows):
    book = compiled.book
    edges = next(reader for name, reader in book.numbers if name == "budget").edges
    near = np.concatenate([np.nextafter(edges, -np.inf), edges, np.nextafter(edges, np.inf)])
    assert_equal(model, compiled, [{**rows[0], "budget": value} for value in near.tolist()])


def test_a_table_is_read_as_its_rows_are(model, compiled, odd):
    by_row, by_table = compiled.read(odd), compiled.read_table(LeadTable.from_rows(odd, model.columns))
    np.testing.assert_array_equal(by_row.codes, by_table.codes)
    np.testing.assert_allclose(by_row.scaled, by_table.scaled, rtol=1e-12, atol=1e-12)


def test_texts_of_strangers_cannot_fill_the_memory(compiled, rows):
    from model.lead.compiled.readers import MOST_KEPT

    (reader,) = [reader for name, reader in compiled.book.categories if name == "course"]
    rare = reader.read("never seen")
    assert {reader.read(f"stranger {number}") for number in range(MOST_KEPT + 500)} == {rare}
    assert len(reader._kept) <= MOST_KEPT
    assert reader.read(rows[0]["course"]) == compiled.read(rows[:1]).codes[0, 0]
