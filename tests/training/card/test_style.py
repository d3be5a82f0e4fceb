"""Texts and marks can be told from their ground, in light and in dark."""

import itertools
import re

import pytest

from training.card.page.style import DARK, LIGHT, STYLE


def colours(sheet: str) -> dict[str, tuple[float, ...]]:
    """Each variable's linear red, green and blue."""
    found = re.findall(r"--(\w+):#(\w+)", sheet)
    return {name: tuple(map(_linear, _channels(digits))) for name, digits in found}


def _channels(digits: str) -> list[int]:
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return [int(whole[place : place + 2], 16) for place in (0, 2, 4)]


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2's ratio, from 1 to 21."""
    light, dark = sorted(
        (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), each, strict=True)) + 0.05)
        for each in (one, other)
    )[::-1]
    return light / dark


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_have_contrast_aa_on_every_ground(sheet):
    found = colours(sheet)
    for text, ground in itertools.product(("ink", "quiet", "said"), ("paper", "box")):
        assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
    assert contrast(found["ink"], found["warn"]) >= 4.5


@pytest.mark.parametrize("sheet", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_have_contrast_aa_on_their_box(sheet):
    found = colours(sheet)
    for mark in ("said", "happened", "plain"):
        assert contrast(found[mark], found["box"]) >= 3.0, mark


def test_the_sheet_reaches_for_nothing_outside():
    assert not re.search(r"url\(|@import|@font-face|http", STYLE)
    assert "<" not in STYLE
