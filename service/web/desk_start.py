"""How the day began, in words: beside what chance does, and what her other days became."""

from collections.abc import Mapping
from typing import Any, Final

from model.writing.numbers import Language
from service.words import say

_OFTEN: Final = 0.5
_RARE: Final = 0.025


def start_words(found: Mapping[str, Any], language: Language) -> list[str]:
    """[] where the day did not begin badly, or too few leads are judged. `found` as `/v1/desk/start` answers.

    Chance is told in days, not in percent.
    """
    start, alike = found["start"], found["alike"]
    if start is None or not start["is_bad"]:
        return []
    told = [
        say("desk", language, "start_bad", bad=start["bad"], judged=start["judged"]),
        say("desk", language, _chance(start["chance"]), days=round(1 / max(start["chance"], _RARE))),
    ]
    key = "alike" if alike["days"] else "alike_none"
    return [*told, say("desk", language, key, days=alike["days"], met=alike["met"])]


def _chance(chance: float) -> str:
    if chance >= _OFTEN:
        return "chance_often"
    return "chance_one_in" if chance >= _RARE else "chance_rare"
