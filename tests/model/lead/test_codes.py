import numpy as np
import pytest

from model.lead.codes import MOST_EDGES, CodeEncoder
from model.lead.field import Field
from model.lead.table import LeadTable


def objects(*values: object) -> np.ndarray:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def fitted(kind: str, *values: object) -> CodeEncoder:
    return CodeEncoder((Field("asked", kind),)).fit(LeadTable({"asked": objects(*values)}, len(values)))


def codes(coder: CodeEncoder, *values: object) -> list[list[int]]:
    return coder.codes(LeadTable({"asked": objects(*values)}, len(values))).tolist()


def test_few_numbers_have_a_code_each_and_missing_is_zero():
    coder = fitted("number", 1.0, 5.0, 5.0, "7", None)
    assert codes(coder, None, -3, 1, 5, "7", 1e9, "x") == [[0], [1], [1], [2], [3], [3], [0]]


def test_many_numbers_share_codes_of_equal_counts():
    coder = fitted("number", *np.random.default_rng(0).lognormal(0, 3, 20_000))
    column = coder.columns_[0]
    assert column.size <= MOST_EDGES + 2
    counts = np.bincount(column.codes(np.random.default_rng(1).lognormal(0, 3, 20_000)))[1:]
    assert counts.max() < 200


def test_levels_are_counted_from_the_commonest_and_rare_ones_share_a_code():
    coder = fitted("category", *["b"] * 3, *["a"] * 2, "once", None)
    assert codes(coder, None, "once", "never", " B", "a") == [[0], [1], [1], [2], [3]]


def test_dates_become_weekday_hour_and_month():
    days = [f"2025-{month:02}-03T{hour:02}:00:00" for month in range(1, 13) for hour in range(0, 24, 4)]
    coder = fitted("date", "2024-01-01T05:00:00", *days)
    assert coder.sizes_.tolist() == [8, 25, 13]
    assert codes(coder, "2026-11-22T10:30:00", None) == [[7, 11, 11], [0, 0, 0]]


@pytest.mark.parametrize("kind", ["number", "category", "boolean", "date"])
def test_an_empty_column_is_no_error(kind):
    coder = fitted(kind, None, None)
    assert not np.any(codes(coder, None))
    assert len(codes(coder, "anything", 3)) == 2
