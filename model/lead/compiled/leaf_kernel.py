"""The kernel of factors, compiled once for each number of fields behind a leaf, so that loops are unrolled.

Numba sees a change of this file, not of what it imports: what is compiled in must stand here.
"""

from typing import Any

import numba
import numpy as np

from model.lead.compiled.kernel_cache import kernel

MOST_FIELDS = 6
ONE = np.uint64(1)


def _payer(count: int) -> Any:
    """For the leaves behind that many fields; `pay`, which is kept on disk, compiles it in."""
    fields = np.uint64(count)  # unsigned throughout: an index that could be negative costs a test

    @numba.njit(boundscheck=False)
    def group(
        begin: Any, end: Any, met: Any, bit: Any, where: Any, field: Any, table: Any, moved: Any
    ) -> None:
        path, row = begin[1], begin[2]
        for leaf in range(begin[0], end[0]):
            for lead in range(len(met)):  # inside, so that a leaf's rows are fetched once for all leads
                pattern = np.uint64(0)
                for place in range(fields):
                    allowed = np.uint64(met[lead, where[path + place]]) >> np.uint64(bit[leaf])
                    pattern = (pattern << ONE) | (allowed & ONE)
                for place in range(fields):
                    moved[lead, field[path + place]] += table[row + pattern * fields + place]
            path += fields
            row += fields << fields

    return group


_pay_1, _pay_2, _pay_3, _pay_4, _pay_5, _pay_6 = (_payer(count) for count in range(1, MOST_FIELDS + 1))


@kernel("void(u2[:,::1], u8[:,::1], u1[::1], u4[::1], u1[::1], f8[::1], f8[:,::1])")
def pay(met: Any, begins: Any, bit: Any, where: Any, field: Any, table: Any, moved: Any) -> None:
    """Add to ``moved`` (L, fields) what each leaf pays for the pattern that a lead satisfies.

    The leaves lie by their number d of fields; row d − 1 of ``begins`` says where those of d fields begin in
    ``bit``, in ``where`` and ``field`` (d a leaf), and in ``table`` (2^d rows of d a leaf).
    """
    _pay_1(begins[0], begins[1], met, bit, where, field, table, moved)
    _pay_2(begins[1], begins[2], met, bit, where, field, table, moved)
    _pay_3(begins[2], begins[3], met, bit, where, field, table, moved)
    _pay_4(begins[3], begins[4], met, bit, where, field, table, moved)
    _pay_5(begins[4], begins[5], met, bit, where, field, table, moved)
    _pay_6(begins[5], begins[6], met, bit, where, field, table, moved)
