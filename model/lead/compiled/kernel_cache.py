"""Machine code once compiled and kept: beside the module, else where numba finds a place, else in memory.

Each kernel has one signature, so processes that start together write the same bytes, each file by a rename.
"""

import logging
from collections.abc import Callable
from typing import Any

import numba

REORDERED = {"reassoc", "nsz", "contract"}  # sums in any order, by several at once

log = logging.getLogger(__name__)


def kernel(signature: str) -> Callable[[Callable[..., Any]], Any]:
    """Compile at import for that signature, without the lock that lets one thread run at a time."""

    def compiled(function: Callable[..., Any]) -> Any:
        try:
            return numba.njit(signature, cache=True, nogil=True, fastmath=REORDERED)(function)
        except (RuntimeError, OSError) as error:  # no place may be written, or the disk is full
            log.info("%s is compiled in memory: %s", function.__name__, error)
            return numba.njit(signature, nogil=True, fastmath=REORDERED)(function)

    return compiled
