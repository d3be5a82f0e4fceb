"""Who the leads are: made-up names of common syllables, phones and addresses at example.com."""

from dataclasses import dataclass
from unicodedata import normalize

import numpy as np

from training.simulate import phones
from training.simulate.arrays import Ints, chance, stream
from training.simulate.arrivals import RETURNING, SPAM, Arrivals
from training.simulate.fates import Fates
from training.simulate.world import World

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
MIDDLE = ("Thị", "Văn", "Thanh", "Minh", "Ngọc", "Thu", "Quang", "Hồng", "Gia", "Bảo")
GIVEN = (
    "Anh", "Linh", "Trang", "Hương", "Lan", "Mai", "Hà", "Thảo", "Phương", "Vy", "Nam", "Dũng", "Hùng", "Huy",
    "Long", "Khoa", "Tuấn", "Phúc", "Đức", "Quân",
)  # fmt: skip
BOT_NAMES = ("test", "asdf", "aaa", "abc abc")
BOT_PHONES = ("0000000000", "0123456789", "0999999999", "1111111111")


@dataclass(frozen=True, slots=True)
class People:
    """One entry a lead. person: its number · e164: the true phone, None where the cell does not say it."""

    person: Ints
    name: list[str | None]
    phone: list[str]
    email: list[str | None]
    e164: list[str | None]


def draw_people(world: World, arrivals: Arrivals, fates: Fates) -> People:
    """Names and contacts; a duplicate is its root's person, an old customer somebody who bought before."""
    rng = stream(world, "people")
    person = _persons(rng, arrivals, fates)
    size = person.size
    digits = phones.national(person, size)
    styles = np.array(phones.draw_styles(world, size))
    bots = arrivals.kind == SPAM
    styles[bots] = "bot"
    for i in np.flatnonzero(bots):
        digits[i] = BOT_PHONES[i % len(BOT_PHONES)]
    written = [
        phones.write(d, s, other)
        for d, s, other in zip(digits, styles.tolist(), np.roll(digits, 1).tolist(), strict=True)
    ]
    lost = np.isin(styles, phones.UNREADABLE)
    e164 = [None if gone else f"+84{d[1:]}" for d, gone in zip(digits, lost.tolist(), strict=True)]
    return People(person, _names(rng, person, bots), written, _emails(rng, person), e164)


def _persons(rng: np.random.Generator, arrivals: Arrivals, fates: Fates) -> Ints:
    """Each old customer is one whose sale closed earlier; somebody new where nobody has bought yet."""
    person = arrivals.root.copy()
    closed = arrivals.submitted + fates.delay
    buyers = np.flatnonzero(fates.won)
    buyers = buyers[np.argsort(closed[buyers], kind="stable")]
    back = np.flatnonzero(arrivals.kind == RETURNING)
    earlier = np.searchsorted(closed[buyers], arrivals.submitted[back])
    known = earlier > 0
    chosen = (rng.random(back.size) * earlier).astype(np.int64)
    person[back[known]] = person[buyers[chosen[known]]]
    return person


def _names(rng: np.random.Generator, person: Ints, bots: np.ndarray) -> list[str | None]:
    """Family, middle and given syllable of each person; some forms hold them without marks, or nothing."""
    size = person.size
    syllables = [rng.integers(0, len(part), size)[person].tolist() for part in (FAMILY, MIDDLE, GIVEN)]
    full: list[str | None] = [
        f"{FAMILY[f]} {MIDDLE[m]} {GIVEN[g]}" for f, m, g in zip(*syllables, strict=True)
    ]
    for i in np.flatnonzero(chance(rng, 0.12, size)):
        full[i] = unmarked(str(full[i])).lower()
    for i in np.flatnonzero(chance(rng, 0.02, size)):
        full[i] = None
    for i in np.flatnonzero(bots):
        full[i] = BOT_NAMES[i % len(BOT_NAMES)]
    return full


def _emails(rng: np.random.Generator, person: Ints) -> list[str | None]:
    """Three in five give one; the same person always the same."""
    given = chance(rng, 0.6, person.size)[person]
    return [
        f"kh{p:07d}@example.com" if g else None for p, g in zip(person.tolist(), given.tolist(), strict=True)
    ]


def unmarked(text: str) -> str:
    """Without Vietnamese marks.

    >>> unmarked("Đặng Thị Hương")
    'Dang Thi Huong'
    """
    plain = "".join(c for c in normalize("NFD", text) if not 0x300 <= ord(c) <= 0x36F)
    return plain.replace("đ", "d").replace("Đ", "D")
