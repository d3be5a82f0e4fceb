"""How the day began, in words: beside what chance does, and what her other days became."""

from collections.abc import Mapping
from typing import Any, Final

from model.campaign.first_leads import BAD_START
from model.writing.numbers import Language
from service.http import desk
from service.usecases.desk.day_start import first_of_today
from service.web.frame.visit import Visit
from service.words import say

_OFTEN: Final = 0.5
_RARE: Final = 0.025


def start_of_day(visit: Visit, rep: str) -> list[str]:
    """Her first leads of today as they stand now; what her earlier days became is kept for a while."""
    today = first_of_today(visit.connection, visit.parts.company, rep, visit.now)
    if today.bad < BAD_START:
        return []

    def still(kept: Mapping[str, Any]) -> bool:
        start = kept["start"] or {"judged": 0, "bad": 0}
        said = (kept["day"], start["judged"], start["bad"])
        return said == (str(visit.today), today.judged, today.bad)

    found = visit.kept_while(still, desk.show_day_start, query={"rep": rep})
    return start_words(found, visit.language)


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
