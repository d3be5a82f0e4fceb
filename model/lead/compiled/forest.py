"""The fitted trees as flat arrays: the one place that reads scikit-learn's private parts.

Every feature is a function of one code column, so a test in a tree is a table of booleans over that column's
codes. It is built as `TreePredictor.predict` decides: NaN by `missing_go_to_left`, a category by the bits of
its node, a number by `num_threshold`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from model.lead.arrays import Bools, Column, Floats, Ints
from model.lead.tree_features import TreeFeatures
from model.lead.trees import BaggedTrees

NODE_PARTS = (
    "value",
    "feature_idx",
    "num_threshold",
    "missing_go_to_left",
    "left",
    "right",
    "depth",
    "is_leaf",
    "is_categorical",
    "bitset_idx",
)
CATEGORIES = 256


class NotCompilable(Exception):
    """A model that cannot become tables, with the reason."""


@dataclass(frozen=True, slots=True)
class Tests:
    """The tests of some nodes on one code column; ``goes_left`` has shape (codes of the column, nodes)."""

    column: int
    nodes: Ints
    goes_left: Bools


@dataclass(frozen=True, slots=True)
class Forest:
    """All nodes one after the other, those of a tree together; ``left`` and ``right`` are places in it.

    ``value`` is in log-odds of the mean over boosters; ``baseline`` is what stands beside the trees.
    """

    tree: Ints
    left: Ints
    right: Ints
    depth: Ints
    is_leaf: Bools
    value: Floats
    tests: tuple[Tests, ...]
    baseline: float

    @property
    def trees(self) -> int:
        """How many."""
        return int(self.tree[-1]) + 1 if len(self.tree) else 0


def read_forest(trees: BaggedTrees, sizes: Ints) -> Forest:
    """``sizes`` is how many codes each column has. Raises NotCompilable where scikit-learn has changed."""
    tree, nodes, tests, first_tree, first_node = [], [], [], 0, 0
    try:
        for booster in trees.boosters_:
            own = [predictor.nodes for (predictor,) in booster._predictors]
            nodes.append(_checked(np.concatenate(own)))
            tree.append(first_tree + np.repeat(np.arange(len(own)), [len(part) for part in own]))
            tests += [
                Tests(made.column, first_node + made.nodes, made.goes_left)
                for made in _tests(booster, nodes[-1], trees.features_, sizes)
            ]
            first_tree, first_node = first_tree + len(own), first_node + len(nodes[-1])
        baselines = [booster._baseline_prediction.item() for booster in trees.boosters_]
    except (AttributeError, TypeError, ValueError, LookupError) as error:
        raise NotCompilable(f"scikit-learn's boosting is not as this code knows it: {error}") from error
    return _forest(np.concatenate(tree), np.concatenate(nodes), tuple(tests), baselines)


def _forest(tree: Ints, nodes: Column, tests: tuple[Tests, ...], baselines: list[float]) -> Forest:
    start = np.searchsorted(tree, tree)  # where the node's own tree begins
    return Forest(
        tree=tree,
        left=start + nodes["left"],
        right=start + nodes["right"],
        depth=nodes["depth"].astype(np.int64),
        is_leaf=nodes["is_leaf"].astype(bool),
        value=nodes["value"] / len(baselines),
        tests=tests,
        baseline=float(np.mean(baselines)),
    )


def _checked(nodes: Column) -> Column:
    missing = set(NODE_PARTS) - set(nodes.dtype.names or ())
    if missing:
        raise AttributeError(f"nodes lack {sorted(missing)}")
    return nodes


def _tests(
    booster: HistGradientBoostingClassifier, nodes: Column, features: TreeFeatures, sizes: Ints
) -> Iterator[Tests]:
    """The tests by feature. A booster sees its features in an order of its own: categories first."""
    values = booster._preprocess_X(_values_by_code(features, sizes), reset=False)
    bits = _category_bits(booster)
    known, known_row = booster._bin_mapper.make_known_categories_bitsets()
    known = _unpacked(known)
    for place, feature in enumerate(np.argsort(~features.categorical_, kind="stable")):
        chosen = np.flatnonzero((nodes["is_leaf"] == 0) & (nodes["feature_idx"] == place))
        if not len(chosen):
            continue
        column = int(features.column_of_feature_[feature])
        by_code, tested = values[: sizes[column], place], nodes[chosen]
        if tested["is_categorical"].any():
            left = _category_goes_left(by_code, tested, bits[chosen], known[known_row[place]])
        else:
            left = _number_goes_left(by_code, tested)
        yield Tests(column, chosen, left)


def _values_by_code(features: TreeFeatures, sizes: Ints) -> Floats:
    """Shape (most codes of a column, features): row v holds what each feature makes of code v."""
    values = np.full((int(sizes.max()), len(features.values_)), np.nan)
    for place, by_code in enumerate(features.values_):
        values[: len(by_code), place] = by_code
    return values


def _number_goes_left(by_code: Floats, nodes: Column) -> Bools:
    """Shape (codes, nodes)."""
    missing = np.isnan(by_code)[:, np.newaxis]
    below: Bools = by_code[:, np.newaxis] <= nodes["num_threshold"]
    return np.where(missing, nodes["missing_go_to_left"] == 1, below)


def _category_goes_left(by_code: Floats, nodes: Column, bits: Bools, known: Bools) -> Bools:
    """Shape (codes, nodes). A category that the booster has not seen goes the way of a missing one."""
    category = np.where(by_code >= 0, by_code, 0).astype(np.uint8)
    left = bits[:, category].T
    other = ~(by_code >= 0)[:, np.newaxis] | ~(left | known[category][:, np.newaxis])
    return np.where(other, nodes["missing_go_to_left"] == 1, left)


def _category_bits(booster: HistGradientBoostingClassifier) -> Bools:
    """For each node the categories that go left, shape (nodes, 256); nothing where it tests a number."""
    found = [predictor.raw_left_cat_bitsets for (predictor,) in booster._predictors]
    lengths = [len(predictor.nodes) for (predictor,) in booster._predictors]
    begins = np.repeat(np.cumsum([0, *map(len, found)])[:-1], lengths)
    nodes = np.concatenate([predictor.nodes for (predictor,) in booster._predictors])
    bits = np.zeros((len(nodes), CATEGORIES), dtype=bool)
    is_category = (nodes["is_categorical"] == 1) & (nodes["is_leaf"] == 0)
    bits[is_category] = _unpacked(np.concatenate(found))[(begins + nodes["bitset_idx"])[is_category]]
    return bits


def _unpacked(bitsets: Column) -> Bools:
    """Eight 32-bit words a row to 256 booleans."""
    words = np.ascontiguousarray(bitsets).astype("<u4")
    return np.unpackbits(words.view(np.uint8), axis=1, bitorder="little").astype(bool)
