"""The forms of actions and of alerts: what they offer, and what they say as the API takes it."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Final

from service.usecases.review.action_figures import FIGURES
from service.web.frame.visit import Visit
from service.web.shown.people import names_of_people, side_of
from service.web.shown.week_figures import WeekFigures
from service.words import say

_USUAL_TIME: Final = timedelta(days=7)
_NAMES: Final = ("what", "who", "due", "side", "figure", "subject")


def action_values(visit: Visit, campaigns: Iterable[str] = ()) -> dict[str, Any]:
    """What templates/parts/actions.html needs. `campaigns` are those whose figures an action may move."""
    offered = list(campaigns)
    return {
        "a": partial(say, "actions_page", visit.language),
        "r": partial(say, "review", visit.language),
        "write_figure": WeekFigures(visit.language, visit.parts.company.timezone).value,
        "people": names_of_people(visit),
        "own_side": side_of(visit.user.role),
        "in_a_week": (visit.today + _USUAL_TIME).isoformat(),
        "figure_options": [(name, say("review", visit.language, name)) for name in FIGURES],
        "subject_options": partial(_subjects, offered),
    }


def _subjects(offered: list[str], own: str = "") -> list[tuple[str, str]]:
    """An action's own subject stays on offer: a rep, or a campaign that has ended."""
    return [(key, key) for key in dict.fromkeys([*offered, own]) if key]


def action_body(visit: Visit) -> dict[str, Any]:
    """Whoever is signed in has written it."""
    return {**agreed_body(visit), "by": visit.user.name}


def agreed_body(visit: Visit) -> dict[str, Any]:
    """Fields that are left empty are left out."""
    said = {name: visit.form[name] for name in _NAMES if name in visit.form}
    if "figure" not in said:  # a subject is of a figure
        said.pop("subject", None)
    return said


def alert_body(visit: Visit) -> dict[str, Any]:
    """Who takes an alert does it herself."""
    said = {name: visit.form[name] for name in ("what", "due") if name in visit.form}
    return {**said, "who": visit.user.name, "by": visit.user.name}
