"""Which levels of a category the training leads held, small enough for a manifest: hashes, not words."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable

from model.lead.category_columns import MISSING

MOST_KNOWN = 5000
_BYTES = 4  # of 5,000 levels one in a million unknown ones is then taken as known


def known_levels(levels: Iterable[str]) -> dict[str, object]:
    """``known`` for ``is_known``, None with more than 5,000 levels, which mostly are ids; and ``usual``.

    ``usual`` is the share of unknown values to expect where nothing changes: that of the levels which one
    lead alone has (Good and Turing). Here one of four:

    >>> known_levels(["huế", "huế", "hà nội", "huế"])["usual"]
    0.25
    """
    counts = Counter(levels)
    del counts[MISSING]
    once, all_of_them = sum(count == 1 for count in counts.values()), sum(counts.values())
    packed = None
    if len(counts) <= MOST_KNOWN:
        packed = base64.b64encode(b"".join(sorted(map(_hash, counts)))).decode()
    return {"known": packed, "usual": once / all_of_them if all_of_them else 0.0}


class KnownLevels:
    """What ``known_levels`` kept, opened.

    >>> KnownLevels(known_levels(["huế"])["known"]).unknown_among(["huế", "đà lạt", "đà lạt", MISSING])
    2
    """

    def __init__(self, packed: object) -> None:
        text = base64.b64decode(str(packed))
        self._hashes = {text[place : place + _BYTES] for place in range(0, len(text), _BYTES)}

    def unknown_among(self, levels: Iterable[str]) -> int:
        """How many of these leads have a level that no training lead had; missing is none."""
        counts = Counter(levels)
        del counts[MISSING]
        return sum(count for level, count in counts.items() if _hash(level) not in self._hashes)


def _hash(level: str) -> bytes:
    return hashlib.blake2b(level.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
