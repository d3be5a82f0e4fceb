"""The form by which a version is proposed: from the terms to its fields, and from what was sent to terms."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from model.agreement import CHECKLIST, WEEKDAYS
from model.writing.numbers import Language
from service.usecases.problems import refuse
from service.web.forms.whole_number import whole
from service.web.forms.written_hours import read_days, read_week, write_days, write_spans

NUMBERS: Final = (
    *("unreachable_attempts", "unreachable_days", "unreachable_spacing_minutes", "late_change_hours"),
    *("dispute_days", "first_attempt_minutes", "retry_attempts", "retry_days", "take_back_minutes"),
    *("calls_per_rep_day", "feedback_days", "daily_qualified_target"),
)
PERCENTS: Final = ("quality_target", "gross_margin")
_MORE_TARGETS: Final = 2
_PERCENT: Final = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?\s*%?")


def items_of(terms: Mapping[str, Any]) -> list[str]:
    """What may be on the checklist: the usual items, then those that are the company's own."""
    return [*CHECKLIST, *(item for item in terms["checklist"] if item not in CHECKLIST)]


def fields_of(terms: Mapping[str, Any], language: Language) -> dict[str, str]:
    """By the names of the form's fields; what is not agreed has none."""
    low_high = terms["leads_per_day"] or ("", "")
    targets = enumerate(sorted(terms["quality_targets"].items()))
    filled = {
        **{name: terms[name] for name in NUMBERS},
        **{name: _written_percent(terms[name], language) for name in PERCENTS},
        **{f"item_{item}": "yes" for item in terms["checklist"]},
        **{f"shift_{day}": write_spans(terms["shifts"].get(day, ())) for day in WEEKDAYS},
        "holidays": write_days(terms["holidays"], language),
        "rotation": "yes" if terms["rotation"] else None,
        "leads_low": low_high[0],
        "leads_high": low_high[1],
    }
    for place, (campaign, share) in targets:
        filled |= {f"campaign_{place}": campaign, f"target_{place}": _written_percent(share, language)}
    return {name: str(value) for name, value in filled.items() if value not in (None, "")}


def target_places(fields: Mapping[str, str]) -> range:
    """Rows for targets of single campaigns: those that are filled, and some more."""
    filled = [
        int(name.rpartition("_")[2]) for name in fields if re.fullmatch(r"(campaign|target)_\d{1,3}", name)
    ]
    return range(max(filled, default=-1) + 1 + _MORE_TARGETS)


def terms_of(form: Mapping[str, str], items: Sequence[str], campaigns: Sequence[str]) -> dict[str, Any]:
    """As the API takes them. Raises Refused for what cannot be read, and a campaign that there is not."""
    band = [whole(form.get(name)) for name in ("leads_low", "leads_high")]
    return {
        **{name: whole(form.get(name)) for name in NUMBERS},
        **{name: _share(form.get(name), name) for name in PERCENTS},
        "checklist": [item for item in items if f"item_{item}" in form],
        "shifts": {**{day: [] for day in WEEKDAYS}, **read_week(form)},
        "holidays": read_days(form.get("holidays", ""), "/holidays"),
        "rotation": "rotation" in form,
        "leads_per_day": None if band == [None, None] else _band(band),
        "quality_targets": _targets(form, campaigns),
    }


def _band(band: list[Any]) -> list[Any]:
    for name, each in zip(("leads_low", "leads_high"), band, strict=True):
        if not isinstance(each, int):
            raise refuse(f"/{name}", "wrong_type", "a whole number is needed")
    return band


def _targets(form: Mapping[str, str], campaigns: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place in target_places(form):
        campaign, share = (
            form.get(f"campaign_{place}"),
            _share(form.get(f"target_{place}"), f"target_{place}"),
        )
        if campaign is None and share is None:
            continue
        if campaign is None or campaign not in campaigns:
            raise refuse(f"/campaign_{place}", "unknown_campaign", "the key of a campaign is needed")
        if share is None:
            raise refuse(f"/target_{place}", "required", "a target is needed")
        if campaign in found:
            raise refuse(f"/campaign_{place}", "two_targets", "each campaign has one target")
        found[campaign] = share
    return found


def _share(text: str | None, name: str) -> float | None:
    """
    >>> _share("45", "x"), _share("12,5 %", "x"), _share(None, "x")
    (0.45, 0.125, None)
    """
    if text is None:
        return None
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise refuse(f"/{name}", "no_percent", "a percentage is needed, as 45")
    share = float(f"{found[1]}.{found[2] or 0}") / 100
    if share > 1:
        raise refuse(f"/{name}", "no_percent", "a percentage up to 100 is needed")
    return share


def _written_percent(share: float | None, language: Language) -> str | None:
    if share is None:
        return None
    text = f"{100 * share:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text
