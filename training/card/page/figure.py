"""A picture with its message, how to read it, and its figures beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training.card.page.html import Html, tag
from training.card.page.table import data_table
from training.card.pictures.drawing import draw
from training.card.words import Words

Key = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures that a picture shows: heads, then a line each."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def figure(
    spec: Mapping[str, Any], message: str, notes: Sequence[str], key: Key, sheet: Sheet, words: Words
) -> Html:
    """``key`` names the marks: ``said``, ``happened`` or ``plain``, and what each is."""
    return tag(
        "figure",
        tag("h3", message),
        key_of(key, words),
        draw(spec, message, words.language),
        tag("figcaption", [tag("p", note) for note in notes], _details(message, sheet, words)),
    )


def _details(message: str, sheet: Sheet, words: Words) -> Html:
    table = data_table(message, [words(head) for head in sheet.heads], sheet.rows)
    return tag("details", tag("summary", words("table_of")), table)


def key_of(key: Key, words: Words) -> Html:
    """The marks of a picture and their names; nothing where there is but one kind."""
    if not key:
        return Html("")
    return tag("ul", [tag("li", words(name), class_=mark) for mark, name in key], class_="key")


def section(title: str, *inside: Html | Sequence[Html]) -> Html:
    """A part of the card under its heading."""
    return tag("section", tag("h2", title), *inside)


def pictures(*figures: Html) -> Html:
    """Side by side where there is room."""
    return tag("div", [each for each in figures if each], class_="pictures")
