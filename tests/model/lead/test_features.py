from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from model.lead.category_columns import CategoryColumns
from model.lead.date_columns import DateColumns
from model.lead.features import LeadEncoder
from model.lead.field import Field
from model.lead.number_columns import NumberColumns
from model.lead.table import LeadTable


def objects(*values: object) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def set_columns(columns, value: object) -> list[str]:
    return [columns.names[place[0]] for place, worth in columns.slots(objects(value)) if worth[0]]


def test_levels_seen_five_times_have_a_column_of_their_own():
    columns = CategoryColumns().fit(objects(*["a"] * 5, *["b"] * 4, None))
    assert columns.names == ["missing", "rare or unseen", "a"]
    assert [set_columns(columns, value) for value in (" A ", "b", "never", None, "n/a")] == [
        ["a"],
        ["rare or unseen"],
        ["rare or unseen"],
        ["missing"],
        ["missing"],
    ]


def test_levels_are_the_same_in_any_order():
    values = np.array([*"aaaaabbbbbbccccc"], dtype=object)
    assert CategoryColumns().fit(values).names == CategoryColumns().fit(values[::-1]).names


def test_one_and_true_are_two_levels():
    columns = CategoryColumns().fit(objects(*[1] * 5, *[True] * 5))
    assert columns.names[2:] == ["1", "true"]


def test_numbers_are_scaled_by_their_quartiles_and_binned():
    columns = NumberColumns().fit(np.arange(101.0))
    (_, scaled), (bins, _) = columns.slots(np.array([50.0, 0.0, 1e9, np.nan]))
    np.testing.assert_allclose(scaled, [0.0, -1.35, 1.35, 0.0])
    assert [columns.names[place] for place in bins] == ["bin 5", "bin 0", "bin 9", "missing"]


def test_one_wild_amount_does_not_flatten_the_others():
    amounts = np.append(np.random.default_rng(0).lognormal(15, 1, 500), 1e15)
    (_, scaled), _ = NumberColumns().fit(amounts).slots(amounts[:500])
    assert 0.7 < scaled.std() < 1.5


@pytest.mark.parametrize("values", [[], [None], [7.0] * 10, ["x", "y"], [np.nan] * 3])
def test_numbers_that_say_nothing_are_no_error(values):
    columns = NumberColumns().fit(objects(*values))
    for _, worth in columns.slots(objects(1.0, None)):
        assert np.isfinite(worth).all()


def test_months_teach_only_after_a_full_year():
    days = [datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(days=day) for day in range(400)]
    assert "month 1" not in DateColumns().fit(objects(*days[:300])).names
    year = DateColumns().fit(objects(*days))
    assert set_columns(year, "2026-11-22") == ["weekday 7", "month 11"]


def test_hours_teach_where_leads_differ_in_them():
    hours = [datetime(2024, 1, 1, hour, tzinfo=UTC) for hour in range(24)]
    columns = DateColumns("Asia/Ho_Chi_Minh").fit(objects(*hours))
    assert set_columns(columns, "2024-01-01T20:00:00Z") == ["weekday 2", "hour 3"]
    assert "hour 3" not in DateColumns().fit(objects(*["2024-01-01"] * 9)).names


def test_each_column_knows_its_field():
    fields = (Field("course", "category"), Field("budget", "number"))
    table = LeadTable.from_rows([{"course": "a", "budget": 1}] * 6, ["course", "budget"])
    encoder = LeadEncoder(fields).fit(table)
    names = encoder.get_feature_names_out()
    assert len(names) == encoder.width_ == encoder.transform(table).shape[1]
    for name, field in zip(names, encoder.field_of_column_, strict=True):
        assert name.startswith(fields[field].name)


def test_the_matrix_does_not_depend_on_what_is_encoded_beside_it():
    fields = (Field("course", "category"), Field("budget", "number"), Field("day", "date"))
    names = [field.name for field in fields]
    rows = [
        {"course": "abc"[place % 3], "budget": place, "day": f"2026-01-{place + 1:02}"} for place in range(30)
    ]
    encoder = LeadEncoder(fields).fit(LeadTable.from_rows(rows, names))
    together = encoder.transform(LeadTable.from_rows(rows, names)).toarray()
    alone = [encoder.transform(LeadTable.from_rows([row], names)).toarray()[0] for row in rows]
    np.testing.assert_array_equal(together, np.array(alone))
