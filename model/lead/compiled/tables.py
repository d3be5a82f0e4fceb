"""The arrays that the kernels read, laid out as they want them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.lead.arrays import Floats, Ints
from model.lead.compiled.code_book import NONE, CodeBook
from model.lead.compiled.forest import NotCompilable
from model.lead.compiled.leaf_kernel import MOST_FIELDS
from model.lead.compiled.leaf_paths import LeafPaths
from model.lead.compiled.masks import Masks, MaskTable

Places = NDArray[np.int32]
MOST_OF_A_BYTE = 256


@dataclass(frozen=True, slots=True)
class ScoreTables:
    """What `kernels.predict` reads beside codes and numbers, in its order; its sums begin at ``bases``.

    Those are log-odds, weighted columns of the deal value, and the log-odds of both further heads.
    """

    row_of_code: Places
    masks: Masks
    leaf_values: Floats
    weights: Floats
    slopes: Floats
    bases: Floats


@dataclass(frozen=True, slots=True)
class FactorTables:
    """What `leaf_kernel.pay` reads, in its order."""

    begins: NDArray[np.uint64]
    bit: NDArray[np.uint8]
    where: NDArray[np.uint32]
    field: NDArray[np.uint8]
    table: Floats


def rows_of(book: CodeBook, masks: MaskTable) -> Places:
    """The masks' row of each of the book's codes, −1 where no tree asks for its column."""
    rows = [
        np.full(len(column.codes), NONE)
        if column.coder_column == NONE
        else masks.row_of_code[column.coder_column][column.codes]
        for column in book.columns
    ]
    return np.concatenate([*rows, np.zeros(0)]).astype(np.int32)


def weights_of(book: CodeBook, by_column: Floats) -> tuple[Floats, Floats]:
    """From weights of the encoder's columns, shape (columns, k), to those of codes and of scaled numbers."""
    with_none = np.vstack([by_column, np.zeros(by_column.shape[1])])  # its last row is that of −1
    sets = np.concatenate([*(column.sets for column in book.columns), np.zeros(0)]).astype(np.int64)
    scaled = np.array([column for _, column in book.scaled], dtype=np.int64)
    return with_none[sets], with_none[scaled]


def where_of(group: LeafPaths, trees: int) -> Ints:
    """Places of each leaf's fields in a row of (fields × trees) sets, shape (leaves, d)."""
    return group.fields * trees + group.tree[:, np.newaxis]


def factor_tables(groups: list[LeafPaths], tables: list[Floats], trees: int) -> FactorTables:
    """The groups one after the other, by how many fields their leaves have."""
    if any(group.fields.max() >= MOST_OF_A_BYTE for group in groups):
        raise NotCompilable(f"factors are computed for at most {MOST_OF_A_BYTE} fields")
    sizes = np.zeros((MOST_FIELDS + 1, 3), dtype=np.uint64)
    for group, table in zip(groups, tables, strict=True):
        sizes[group.fields.shape[1]] = len(group.bit), group.fields.size, table.size
    none = np.zeros(0)
    return FactorTables(
        np.cumsum(sizes, axis=0, dtype=np.uint64),
        np.concatenate([none, *(group.bit for group in groups)]).astype(np.uint8),
        np.concatenate([none, *(where_of(group, trees).ravel() for group in groups)]).astype(np.uint32),
        np.concatenate([none, *(group.fields.ravel() for group in groups)]).astype(np.uint8),
        np.concatenate([none, *(table.ravel() for table in tables)]),
    )
