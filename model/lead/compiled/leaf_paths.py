"""Which fields are tested on the way to each leaf."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Floats, Ints
from model.lead.compiled.forest import Forest, NotCompilable
from model.lead.compiled.leaf_kernel import MOST_FIELDS

NONE = -1


@dataclass(frozen=True, slots=True)
class LeafPaths:
    """The leaves whose path tests ``fields.shape[1]`` distinct fields; shape (leaves,) each."""

    tree: Ints
    bit: Ints
    value: Floats
    fields: Ints


def leaf_paths(forest: Forest, bits: Ints, field_of_column: Ints) -> list[LeafPaths]:
    """One group for each number of fields from 1 on. Raises NotCompilable for deeper trees than 6."""
    if len(bits) and forest.depth.max() > MOST_FIELDS:
        raise NotCompilable(f"a tree is {forest.depth.max()} deep; factors need max_depth of {MOST_FIELDS}")
    leaves = np.flatnonzero(forest.is_leaf)
    fields = _distinct(_fields_above(forest, field_of_column)[leaves])
    counts = (fields != NONE).sum(axis=1)
    return [
        LeafPaths(forest.tree[chosen], bits[chosen], forest.value[chosen], fields[counts == count, :count])
        for count in range(1, MOST_FIELDS + 1)
        if len(chosen := leaves[counts == count])
    ]


def _fields_above(forest: Forest, field_of_column: Ints) -> Ints:
    """The fields tested above each node, by depth; −1 beyond its own. Shape (nodes, 6)."""
    field = np.full(len(forest.tree), NONE, dtype=np.int64)
    for test in forest.tests:
        field[test.nodes] = field_of_column[test.column]
    above = np.full((len(forest.tree), MOST_FIELDS), NONE, dtype=np.int64)
    for depth in range(MOST_FIELDS):
        nodes = np.flatnonzero((forest.depth == depth) & ~forest.is_leaf)
        for children in (forest.left[nodes], forest.right[nodes]):
            above[children] = above[nodes]
            above[children, depth] = field[nodes]
    return above


def _distinct(fields: Ints) -> Ints:
    """Each row's fields once, in falling order, then −1.

    >>> _distinct(np.array([[2, 0, 2, -1], [1, 1, -1, -1]]))
    array([[ 2,  0, -1, -1],
           [ 1, -1, -1, -1]])
    """
    falling = -np.sort(-fields, axis=1)
    falling[:, 1:][falling[:, 1:] == falling[:, :-1]] = NONE
    return -np.sort(-falling, axis=1)
