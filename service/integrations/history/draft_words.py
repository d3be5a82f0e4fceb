"""What companies call things: the words in the two TOML files beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Phrases = Mapping[str, Mapping[str, list[str]]]


@cache
def header_words() -> Phrases:
    """Headers by kind ("all" for every kind), then by Leadworth's word."""
    return _load("header_words.toml")


@cache
def value_words() -> Phrases:
    """Values by Leadworth's column word ("result"), then by the value's ("no_answer")."""
    return _load("value_words.toml")


def _load(name: str) -> Phrases:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
