"""The terms of an agreement in words, and what one version changes of another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from model.agreement import CHECKLIST
from service.web.forms.written_hours import week_lines

Terms = Mapping[str, Any]
Say = Callable[..., Any]
# What each side promises, and what both are held against, in the order of the page.
GROUPS: Final[Mapping[str, Sequence[str]]] = {
    "fair": ("checklist", "unreachable", "late_change_hours", "dispute_days"),
    "targets": ("quality_target", "quality_targets", "daily_qualified_target", "gross_margin"),
    "sales": ("first_attempt_minutes", "retries", "take_back_minutes", "calls_per_rep_day", "rotation"),
    "marketing": ("announce", "feedback_days", "leads_per_day"),
    "hours": ("shifts", "holidays"),
}


def written_terms(terms: Terms, words: Mapping[str, Say]) -> dict[str, dict[str, list[str]]]:
    """By group and term its lines. `words` are the page's, as `page_words.bound` gives them,
    and `campaign`, which names one by its key."""
    written = _Written(terms, words)
    return {group: {name: written.lines(name) for name in names} for group, names in GROUPS.items()}


def changes(
    terms: Terms, in_force: Terms, words: Mapping[str, Say]
) -> dict[str, tuple[list[str], list[str]]]:
    """Lines now and then of each term that would be another one."""
    then, now = _Written(terms, words), _Written(in_force, words)
    names = [name for group in GROUPS.values() for name in group]
    return {
        name: (now.lines(name), then.lines(name)) for name in names if now.lines(name) != then.lines(name)
    }


class _Written:
    def __init__(self, terms: Terms, words: Mapping[str, Say]) -> None:
        self._terms, self._words = terms, words

    def lines(self, name: str) -> list[str]:
        """What is agreed of it; that nothing is, where so."""
        of_its_own = getattr(self, f"_{name}", None)
        if of_its_own is not None:
            return list(of_its_own()) or [self._t("not_agreed")]
        value = self._terms[name]
        if value is None:
            return [self._t("not_agreed")]
        return [self._t(f"{name}_value", value=self._words["count"](value))]

    def _t(self, key: str, **gaps: object) -> str:
        return str(self._words["t"](key, **gaps))

    def _count(self, name: str) -> str:
        return str(self._words["count"](self._terms[name]))

    def _checklist(self) -> list[str]:
        return [item_words(item, self._words["w"]) for item in self._terms["checklist"]]

    def _unreachable(self) -> list[str]:
        terms = ("attempts", "days", "spacing_minutes")
        return [self._t("unreachable_value", **{name: self._count(f"unreachable_{name}") for name in terms})]

    def _retries(self) -> list[str]:
        terms = ("attempts", "days")
        return [self._t("retries_value", **{name: self._count(f"retry_{name}") for name in terms})]

    def _rotation(self) -> list[str]:
        return [self._t("rotation_on" if self._terms["rotation"] else "rotation_off")]

    def _shifts(self) -> list[str]:
        return week_lines(self._terms["shifts"], self._words["w"])

    def _holidays(self) -> list[str]:
        days = [self._words["day"](each) for each in self._terms["holidays"]]
        return [", ".join(days)] if days else [self._t("no_holidays")]

    def _announce(self) -> list[str]:
        return [self._t("announce_value")]

    def _leads_per_day(self) -> list[str]:
        band = self._terms["leads_per_day"]
        low_high = [self._words["count"](each) for each in band] if band else []
        return [self._t("leads_per_day_value", low=low_high[0], high=low_high[1])] if band else []

    def _quality_target(self) -> list[str]:
        return self._share("quality_target")

    def _gross_margin(self) -> list[str]:
        return self._share("gross_margin")

    def _share(self, name: str) -> list[str]:
        share = self._terms[name]
        return [] if share is None else [self._percent(share)]

    def _percent(self, share: float) -> str:
        return str(self._words["percent"](share, _digits(share)))

    def _quality_targets(self) -> list[str]:
        return [
            self._t("target_of_value", campaign=self._words["campaign"](key), target=self._percent(share))
            for key, share in sorted(self._terms["quality_targets"].items())
        ] or [self._t("no_own_targets")]


def item_words(item: str, w: Say) -> str:
    """An item of the checklist; one of the company's own is shown as it was written.

    >>> item_words("has_seen_class", lambda key: "")
    'has seen class'
    """
    return str(w(f"checklist_{item}")) if item in CHECKLIST else item.replace("_", " ")


def _digits(share: float) -> int:
    """As many as the share needs, two at most.

    >>> _digits(0.45), _digits(0.125)
    (0, 1)
    """
    return next((digits for digits in (0, 1) if abs(round(share, digits + 2) - share) < 1e-9), 2)
