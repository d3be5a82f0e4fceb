"""Colours that can be told apart in light and dark, and nothing from elsewhere."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "service" / "web" / "static"
CSS = (STATIC / "app.css").read_text(encoding="utf-8")
MOST_BYTES = {"app.css": 30_000, "app.js": 6_000, "icon.svg": 1_000}
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6})\b")
GROUNDS = ("ground", "sheet", "sunk", "soft", "good-soft", "warn-soft", "bad-soft", "half-soft")
PLAIN_GROUNDS = ("ground", "sheet", "sunk")
# WCAG 2.1: 4.5 between text and what it stands on, 3 for edges and shapes that carry a meaning.
TEXTS = [
    *[("ink", ground) for ground in GROUNDS],
    *[(text, ground) for text in ("quiet", "accent", "deep") for ground in (*PLAIN_GROUNDS, "soft")],
    *[(tone, ground) for tone in ("good", "warn", "bad") for ground in ("ground", "sheet", f"{tone}-soft")],
    ("half", "half-soft"),
    ("half", "sheet"),
    ("on-accent", "accent"),
    ("on-accent", "deep"),
]
EDGES = [(edge, ground) for edge in ("edge", "accent", "target") for ground in ("ground", "sheet")]


def tokens(block):
    return dict(COLOUR.findall(block))


def light():
    return tokens(CSS.partition(":root {")[2].partition("}")[0])


def dark():
    block = CSS.partition("@media (prefers-color-scheme: dark)")[2].partition("} }")[0]
    return {**light(), **tokens(block)}


def printed():
    return {**dark(), **tokens(CSS.partition("@media print")[2].partition("}")[0])}


SCHEMES = {"light": light(), "dark": dark(), "printed": printed()}


def luminance(colour):
    """WCAG 2.1's relative luminance, 0 for black, 1 for white."""
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_wcag_does():
    assert contrast("#000", "#fff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, 4.5), (EDGES, 3)], ids=["texts", "edges"])
def test_what_is_read_stands_out(scheme, pairs, least):
    colours = SCHEMES[scheme]
    found = {(text, ground): contrast(colours[text], colours[ground]) for text, ground in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


def test_dark_and_paper_have_colours_of_their_own():
    assert SCHEMES["dark"].keys() == SCHEMES["light"].keys()
    assert luminance(SCHEMES["dark"]["ground"]) < 0.02
    assert SCHEMES["printed"]["ground"] == SCHEMES["printed"]["sheet"] == "#fff"


def test_every_property_that_is_used_is_set():
    assert set(re.findall(r"var\(--([\w-]+)\)", CSS)) <= set(re.findall(r"--([\w-]+):", CSS))


@pytest.mark.parametrize("name", MOST_BYTES)
def test_files_are_small_and_fetch_nothing(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    assert len(text.encode()) < MOST_BYTES[name]
    assert re.findall(r"@import|url\(|(?<!xmlns=\")https?:|//cdn|fetch\(", text) == []
