"""Whoever reads it, in whatever light: contrast, and the same colours on a page and in a picture."""

import re
from pathlib import Path

import pytest

from service.charts.cost_against_revenue import cost_against_revenue
from service.charts.picture import svg
from service.charts.theme import COLOURS

STYLES = Path(__file__).parents[3] / "service/web/static/charts.css"
TEXTS = ("ink", "quiet", "warm")
MARKS = ("ink", "quiet", "faint", "main", "warm")


def luminance(colour):
    """WCAG 2.1's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_texts_and_marks_stand_out(theme):
    colours = COLOURS[theme]
    for ground in ("paper", "shade"):
        assert {name for name in TEXTS if contrast(colours[name], colours[ground]) < 4.5} == set()
    assert {name for name in MARKS if contrast(colours[name], colours["paper"]) < 3} == set()


def test_the_page_has_the_colours_of_the_picture():
    written = STYLES.read_text(encoding="utf-8")
    blocks = re.findall(r":root { (--chart-[^}]+) }", written)
    found = [dict(re.findall(r"--chart-(\w+): (#\w{6});", block)) for block in blocks]
    assert found == [dict(COLOURS[theme]) for theme in ("light", "dark", "print")]


def test_a_picture_has_its_language_and_its_theme(answers):
    dark = svg(cost_against_revenue(answers["campaigns"], "vi"), "vi", "dark", width=375)
    assert COLOURS["dark"]["paper"] in dark
    assert ">1,5\xa0tr<" in dark
    assert 'width="375"' in dark
    printed = svg(cost_against_revenue(answers["campaigns"], "en"), "en")
    assert COLOURS["dark"]["paper"] not in printed
    assert ">1.5M<" in printed
