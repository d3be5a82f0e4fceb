"""Leads that reach every part of a code book: known and unknown levels, numbers about the edges, nothing."""

from datetime import datetime, timedelta

import numpy as np

from model.lead.compiled.code_book import CodeBook
from model.lead.compiled.readers import CategoryReader, NumberReader

FIRST_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 - a clock on the wall
HOURS_OF_TWO_YEARS = 2 * 365 * 24
MISSING_EVERY = 8


def made_up_rows(book: CodeBook, count: int, seed: int = 0) -> list[dict[str, object]]:
    """Drawn field by field; the same under the same seed."""
    rng = np.random.default_rng(seed)
    return [_row(book, rng) for _ in range(count)]


def _row(book: CodeBook, rng: np.random.Generator) -> dict[str, object]:
    row: dict[str, object] = {name: _category(reader, rng) for name, reader in book.categories}
    row |= {name: _number(reader, rng) for name, reader in book.numbers}
    row |= {
        name: FIRST_DAY + timedelta(hours=int(rng.integers(HOURS_OF_TWO_YEARS))) for name, _ in book.dates
    }
    return {name: value for name, value in row.items() if rng.integers(MISSING_EVERY)}


def _category(reader: CategoryReader, rng: np.random.Generator) -> str:
    levels = (*reader.levels, "no level at all")
    return levels[rng.integers(len(levels))]


def _number(reader: NumberReader, rng: np.random.Generator) -> float:
    """An edge, or a number a little or far away from one."""
    edge = reader.edges[rng.integers(len(reader.edges))] if reader.edges else 0.0
    return float(edge + (0.0, 1e-6, -1e-6, 1.0, -1.0, 1e3, -1e12)[rng.integers(7)])
