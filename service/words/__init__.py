"""The sentences that people read, by topic, in Vietnamese and English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from model.writing.numbers import Language

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
_HERE = Path(__file__).parent


def say(topic: str, language: str, key: str, **put_in: object) -> str:
    """The sentence of `<topic>.toml` in this language, its gaps filled.

    Numbers and days come as texts, written by `service.words.numbers`. Raises KeyError for a topic's word
    that is not there, or a gap that nothing was given for.
    """
    return _table(topic)[language][key].format(**put_in)


def knows(topic: str, key: str) -> bool:
    return key in _table(topic)["vi"]


def topics() -> list[str]:
    return sorted(path.stem for path in _HERE.glob("*.toml"))


def keys(topic: str, language: str) -> Mapping[str, str]:
    return _table(topic)[language]


@cache
def _table(topic: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_HERE / f"{topic}.toml").read_text(encoding="utf-8"))
