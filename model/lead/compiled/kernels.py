"""What runs for each lead, as machine code. Shapes: L leads, C columns, N numbers, R rows of masks, T trees.

``codes`` are places in ``row_of_code`` (−1 where no tree asks) and in ``weights``, whose columns add to the
log-odds, to the log of the deal value and to each further head, as do ``slopes`` times ``numbers``.

Numba sees a change of this file, not of what it imports: what is compiled in must stand here.
"""

from typing import Any

import numpy as np

from model.lead.compiled.kernel_cache import kernel

ALL_LEAVES = 0xFFFF
# 2**k times this holds k in bits 12 to 15, for k of 0 to 15: it places a leaf without counting zeros.
DE_BRUIJN = 0x09AF
BLOCK = 256  # trees at a time, so that in a batch their masks stay in the nearest caches


@kernel("void(i4[:,::1], f8[:,::1], i4[::1], u2[:,::1], f8[::1], f8[:,::1], f8[:,::1], f8[:,::1])")
def predict(
    codes: Any,
    numbers: Any,
    row_of_code: Any,
    masks: Any,
    leaf_values: Any,
    weights: Any,
    slopes: Any,
    sums: Any,
) -> None:
    """Add to ``sums``, of as many columns as ``weights``; the first has the trees' log-odds too."""
    for lead in range(len(codes)):
        for column in range(codes.shape[1]):
            for head in range(sums.shape[1]):
                sums[lead, head] += weights[codes[lead, column], head]
        for number in range(numbers.shape[1]):
            for head in range(sums.shape[1]):
                sums[lead, head] += slopes[number, head] * numbers[lead, number]
    met = np.empty(BLOCK, dtype=np.uint16)
    for begin in range(0, masks.shape[1], BLOCK):
        size = min(BLOCK, masks.shape[1] - begin)
        values = leaf_values[begin * 16 :]
        for lead in range(len(codes)):
            met[:] = ALL_LEAVES
            for column in range(codes.shape[1]):
                row = row_of_code[codes[lead, column]]
                if row >= 0:
                    allowed = masks[row, begin : begin + size]  # a slice: such loops become vector ones
                    for tree in range(size):
                        met[tree] &= allowed[tree]
            total = 0.0
            for tree in range(size):  # one bit is left, and the product's top four bits say which
                product = (np.uint32(met[tree]) * np.uint32(DE_BRUIJN)) & np.uint32(ALL_LEAVES)
                total += values[np.uint64(tree) * np.uint64(16) + np.uint64(product >> np.uint32(12))]
            sums[lead, 0] += total


@kernel("void(i4[:,::1], f8[:,::1], i4[::1], i4[::1], f8[:,::1], f8[:,::1], f8[:,::1])")
def add_weights(
    codes: Any,
    numbers: Any,
    field_of_column: Any,
    field_of_number: Any,
    weights: Any,
    slopes: Any,
    moved: Any,
) -> None:
    """Add to ``moved`` (L, fields) what each field adds to the log-odds outside the trees."""
    for lead in range(len(codes)):
        for column in range(codes.shape[1]):
            moved[lead, field_of_column[column]] += weights[codes[lead, column], 0]
        for number in range(numbers.shape[1]):
            moved[lead, field_of_number[number]] += slopes[number, 0] * numbers[lead, number]


@kernel("void(i4[:,::1], i4[::1], i4[::1], u2[:,::1], u2[:,:,::1])")
def meet(codes: Any, row_of_code: Any, field_of_column: Any, masks: Any, met: Any) -> None:
    """The leaves that the columns of each field together allow: fills ``met`` (L, fields, T)."""
    met[:] = ALL_LEAVES
    for lead in range(len(codes)):
        for column in range(codes.shape[1]):
            row = row_of_code[codes[lead, column]]
            if row >= 0:
                own = met[lead, field_of_column[column]]
                for tree in range(masks.shape[1]):
                    own[tree] &= masks[row, tree]


@kernel("void(u2[:,::1], u1[::1], u4[:,::1], f8[:,::1])")
def count_patterns(met: Any, bit: Any, where: Any, counts: Any) -> None:
    """How many leads satisfy each pattern of a leaf's fields, added to ``counts`` (leaves, 2^d).

    ``met`` is (L, fields × T), and ``where`` (leaves, d) holds places in its rows.
    """
    for lead in range(len(met)):
        for leaf in range(len(bit)):
            pattern = np.uint64(0)
            for place in range(where.shape[1]):
                allowed = np.uint64(met[lead, where[leaf, place]]) >> np.uint64(bit[leaf])
                pattern = (pattern << np.uint64(1)) | (allowed & np.uint64(1))
            counts[leaf, pattern] += 1.0
