"""Consistency masks: for each code the leaves of each tree that a lead with it can still reach.

A tree has at most 16 leaves, so a set of them is 16 bits. A code is consistent with a leaf when every test
of its column on the leaf's path goes the leaf's way; the sets of a lead's columns have one leaf in common,
the one that it falls into. Source: the bit vectors of QuickScorer (Lucchese et al., SIGIR 2015), taken by
column instead of by test.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.lead.arrays import Floats, Ints
from model.lead.compiled.forest import Forest, NotCompilable
from model.lead.compiled.kernels import DE_BRUIJN

MOST_LEAVES = 16
Masks = NDArray[np.uint16]
PLACE_OF_LEAF = np.array([((DE_BRUIJN << leaf) & 0xFFFF) >> 12 for leaf in range(MOST_LEAVES)])


@dataclass(frozen=True, slots=True)
class MaskTable:
    """``masks`` has shape (distinct rows, trees); ``row_of_code[column][code]`` is a place in it."""

    masks: Masks
    row_of_code: tuple[Ints, ...]


def leaf_bits(forest: Forest) -> Ints:
    """For each node the bit that stands for it if it is a leaf, else −1. Raises NotCompilable past 16."""
    first = np.searchsorted(forest.tree, forest.tree)
    before = np.concatenate([[0], np.cumsum(forest.is_leaf)])
    bits = np.where(forest.is_leaf, before[:-1] - before[first], -1)
    if len(bits) and bits.max() >= MOST_LEAVES:
        raise NotCompilable(f"a tree has {bits.max() + 1} leaves; at most {MOST_LEAVES} fit the tables")
    return bits


def leaf_values(forest: Forest, bits: Ints, scale: float) -> Floats:
    """Log-odds × scale of each leaf at its De Bruijn place, shape (trees × 16,)."""
    values = np.zeros((forest.trees, MOST_LEAVES))
    leaf = forest.is_leaf
    values[forest.tree[leaf], PLACE_OF_LEAF[bits[leaf]]] = scale * forest.value[leaf]
    return values.ravel()


def mask_table(forest: Forest, bits: Ints, sizes: Ints) -> MaskTable:
    """``sizes`` is how many codes each column has; columns that no tree tests share one row."""
    below = _leaves_below(forest, bits)
    roots = np.searchsorted(forest.tree, np.arange(forest.trees))
    by_column = [np.tile(below[roots], (size, 1)) for size in sizes]
    for test in forest.tests:
        rest = np.where(test.goes_left, ~below[forest.right[test.nodes]], ~below[forest.left[test.nodes]])
        trees, starts = np.unique(forest.tree[test.nodes], return_index=True)
        by_column[test.column][:, trees] &= np.bitwise_and.reduceat(rest, starts, axis=1)
    return _shared(by_column)


def _leaves_below(forest: Forest, bits: Ints) -> Masks:
    """For each node the leaves under it, itself if it is one; the deepest first."""
    below = np.where(forest.is_leaf, 1 << np.maximum(bits, 0), 0).astype(np.uint16)
    for depth in range(int(forest.depth.max()) if len(bits) else 0, -1, -1):
        nodes = np.flatnonzero((forest.depth == depth) & ~forest.is_leaf)
        below[nodes] = below[forest.left[nodes]] | below[forest.right[nodes]]
    return below


def _shared(by_column: list[Masks]) -> MaskTable:
    """Equal rows are kept once: most codes of a column take the same ways."""
    places: dict[bytes, int] = {}
    rows: list[Masks] = []
    row_of_code = []
    for masks in by_column:
        found = np.empty(len(masks), dtype=np.int64)
        for code, row in enumerate(masks):
            place = places.setdefault(row.tobytes(), len(rows))
            if place == len(rows):
                rows.append(row)
            found[code] = place
        row_of_code.append(found)
    return MaskTable(np.array(rows, dtype=np.uint16), tuple(row_of_code))
