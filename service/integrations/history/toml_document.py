"""A TOML file whose complaints name the line, the key and what would be right."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any


class MapRefused(Exception):
    """The map cannot be used; the message names the line or the key and says what would be right."""


class Document:
    def __init__(self, text: str) -> None:
        """Raises MapRefused where `text` is no TOML."""
        try:
            self.root: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise MapRefused(str(error)) from error
        self._lines = text.splitlines()

    def table(self, section: str) -> dict[str, Any]:
        table = self.root.get(section, {})
        if not isinstance(table, dict):
            raise self.error("", section, f"needs to be a section [{section}]")
        return table

    def known(self, section: str, keys: Iterable[str], known: Iterable[str]) -> None:
        right = tuple(known)
        for key in keys:
            if key not in right:
                raise self.error(section, key, f"is not known; {suggest(key, right)}")

    def text(self, section: str, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.error(section, key, 'needs a text in quotes, as "…"')
        return value

    def texts(self, section: str, key: str, values: object) -> tuple[str, ...]:
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise self.error(section, key, 'needs a text, or a list of texts as ["…", "…"]')
        return tuple(values)

    def error(self, section: str, key: str, message: str) -> MapRefused:
        where = f"[{section}] {key}" if section else key
        line = self._line(section, key)
        return MapRefused(f"line {line}: {where} {message}" if line else f"{where} {message}")

    def _line(self, section: str, key: str) -> int | None:
        """Where a key stands, from 1; None where it is not there, or not as a line of its own."""
        plain = re.escape(key.rpartition(".")[2])
        written = re.compile(rf"""\s*(?:\[.*)?(?:[\w.]+\.)?["']?(?:{re.escape(key)}|{plain})["']?\s*[=\].]""")
        inside = not section
        for number, line in enumerate(self._lines, start=1):
            if line.lstrip().startswith("[") and section:
                inside = line.strip(" []").startswith(section)
            if inside and written.match(line):
                return number
        return None


def nested(table: Mapping[str, Any], prefixes: Iterable[str]) -> dict[str, Any]:
    """`{"tracking": {"ad": …}}` spelt flat, as "tracking.ad"; other keys as they are.

    >>> nested({"name": "a", "tracking": {"ad": "b"}}, ["tracking"])
    {'name': 'a', 'tracking.ad': 'b'}
    """
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if key in tuple(prefixes) and isinstance(value, dict):
            flat |= {f"{key}.{inner}": inner_value for inner, inner_value in value.items()}
        else:
            flat[key] = value
    return flat


def suggest(wrong: str, right: tuple[str, ...]) -> str:
    """
    >>> suggest("no_anser", ("reached", "no_answer")), suggest("x", ("reached", "busy"))
    ("did you mean 'no_answer'?", 'known are reached, busy')
    """
    close = difflib.get_close_matches(wrong, right, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(right)}"
