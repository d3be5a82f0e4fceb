"""Phone numbers that look Vietnamese and belong to nobody we know: real prefixes, then zeros, then a count.

Some are written as people write them: two in a cell, a name behind, letters O, a spreadsheet's 9.01E+08.
"""

import numpy as np

from training.simulate.arrays import Ints, stream
from training.simulate.world import World

PREFIXES = (
    *("032", "033", "034", "035", "036", "037", "038", "039", "056", "058"),
    *("070", "076", "077", "078", "079", "081", "082", "083", "084", "085"),
    *("086", "088", "090", "091", "093", "094", "096", "097", "098", "092"),
)
# What was dialled before 2018, by today's prefix.
FORMER = {
    "032": "0162", "033": "0163", "034": "0164", "035": "0165", "036": "0166", "037": "0167", "038": "0168",
    "039": "0169", "070": "0120", "079": "0121", "077": "0122", "076": "0126", "078": "0128", "083": "0123",
    "084": "0124", "085": "0125", "081": "0127", "082": "0129", "056": "0186", "058": "0188",
}  # fmt: skip
BEHIND = ("chị Lan", "anh Minh", "mẹ bé", "zalo", "gọi sau 18h")
TIDY = ("plain", "spaced", "international")
DIRTY = ("two", "named", "p", "letters", "scientific", "former", "words")
MASKS = {
    "plain": "{d}",
    "bot": "{d}",
    "spaced": "{a} {b} {c}",
    "international": "+84{tail}",
    "p": "p:+84{tail}",
    "two": "{d} / {other}",
}
# Written so, the number is lost or was never given.
UNREADABLE = ("scientific", "words", "bot")


def national(people: Ints, size: int) -> list[str]:
    """The ten digits of each person, all different for up to `size` people.

    >>> national(np.array([0, 1, 30]), 1000)
    ['0320000000', '0330000000', '0320007919']
    """
    width = 4
    while len(PREFIXES) * 10**width < size:
        width += 1
    # 7919 is prime to 10, so that the product runs through every ending once.
    ending = people // len(PREFIXES) * 7919 % 10**width
    start = people % len(PREFIXES)
    return [f"{PREFIXES[p]}{e:07d}" for p, e in zip(start.tolist(), ending.tolist(), strict=True)]


def draw_styles(world: World, size: int) -> list[str]:
    """How each lead's phone is written; shape (size,)."""
    rng = stream(world, "phone styles")
    tidy = rng.choice(len(TIDY), size, p=[0.78, 0.14, 0.08])
    dirty = rng.choice(len(DIRTY), size, p=[0.16, 0.22, 0.18, 0.12, 0.12, 0.16, 0.04]) + len(TIDY)
    style = np.where(rng.random(size) < world.dirty_phones, dirty, tidy)
    names = (*TIDY, *DIRTY)
    return [names[i] for i in style.tolist()]


def write(digits: str, style: str, other: str) -> str:
    """One phone cell. `other` is a second number, used where two are given.

    >>> write("0900001234", "named", "0911114321")
    '0900.001.234 (gọi sau 18h)'
    >>> write("0380001234", "former", "")
    '01680001234'
    >>> write("0900001234", "scientific", "")
    '9.00E+08'
    """
    mask = MASKS.get(style)
    if mask:
        return mask.format(d=digits, tail=digits[1:], a=digits[:4], b=digits[4:7], c=digits[7:], other=other)
    match style:
        case "named":
            return f"{digits[:4]}.{digits[4:7]}.{digits[7:]} ({BEHIND[int(digits[-2:]) % len(BEHIND)]})"
        case "letters":
            return digits.replace("0", "O")
        case "scientific":
            return f"{float(digits):.2E}"
        case "former":
            return FORMER.get(digits[:3], digits[:3]) + digits[3:]
    return "không có"
