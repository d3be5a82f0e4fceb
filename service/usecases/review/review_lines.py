"""The lines that a review's texts are made of, in one language."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from model.vocabulary import MARKETING, SALES
from model.writing.numbers import Language
from service.store.columns import Row
from service.usecases.alerts.alert_sentences import alert_sentence
from service.usecases.bridge.bridge_sentences import bridge_sentences
from service.usecases.bridge.period_figures import UNIT_OF, Figure, Unit
from service.usecases.company import Company
from service.usecases.review.action_figures import AMOUNTS, SHARES
from service.usecases.review.review_week import CHANGE, TEST, THANKS, Review, ReviewFigure, Running
from service.words import numbers, say

_TOPIC: Final = "review"


@dataclass(frozen=True, slots=True)
class Lines:
    """Each method is one line or a few, with no mark of any format."""

    company: Company
    review: Review
    language: Language

    def word(self, key: str, **put_in: object) -> str:
        return say(_TOPIC, self.language, key, **put_in)

    def title(self) -> str:
        last = date.fromordinal(self.review.days[1].toordinal() - 1)
        days = {"since": self._day(self.review.days[0]), "until": self._day(last)}
        return self.word("title", week=self.review.week, **days)

    def state(self) -> str:
        closed = self.review.closed
        if closed is None:
            at = self.review.as_of.astimezone(self.company.timezone)
            return self.word("as_of", at=f"{at:%H:%M} {self._day(at.date())}")
        day = closed.closed_at.astimezone(self.company.timezone).date()
        return self.word("frozen", day=self._day(day), by=closed.closed_by)

    def effort(self) -> list[str]:
        """Marketing's and Sales', in that order: the one who acts first is named first."""
        review, calls = self.review, self.review.calls
        changes = len(review.changes) + len(review.noted(CHANGE, MARKETING))
        made = {"changes": changes, "tests": len(review.noted(TEST)), "answered": review.answered}
        called = {"attempts": calls.attempts, "leads": calls.leads, "reached": int(calls.reached)}
        return [self.word("marketing", **self._counts(made)), self.word("sales", **self._counts(called))]

    def figure(self, name: str) -> str:
        found = next(each for each in self.review.figures if each.name == name)
        now, last = self.value(name, found.now), self.value(name, found.last, interval=False)
        said = [self.word("line", name=self.word(name), now=now, last=last)]
        if found.now.verdict is not None:
            said.append(self.word(found.now.verdict))
        return "; ".join(said)

    def row(self, figure: ReviewFigure) -> list[str]:
        """Its name, this week, last week, the target, and what came since it was frozen."""
        name, target, since = figure.name, figure.now.target, figure.since_frozen
        return [
            self.word(name),
            self.value(name, figure.now),
            self.value(name, figure.last, interval=False),
            "" if target is None else self._written(UNIT_OF[name], target),
            "" if since is None else self.change(name, since),
        ]

    def value(self, name: str, figure: Figure, *, interval: bool = True) -> str:
        if figure.value is None:
            return self.word("undefined")
        unit = UNIT_OF[name]
        value = self._written(unit, figure.value)
        if not interval or figure.low is None or figure.high is None:
            return value
        ends = {"low": self._written(unit, figure.low), "high": self._written(unit, figure.high)}
        return self.word("from_to", value=value, **ends)

    def change(self, name: str, change: float) -> str:
        if not change:
            return "0"
        return ("+" if change > 0 else "−") + self._written(UNIT_OF[name], abs(change))

    def why(self) -> list[str]:
        return bridge_sentences(self.review.bridge, self.company.currency, self.language)

    def alert(self, alert: Row) -> str:
        sentence = alert_sentence(self.company, alert, self.language)
        taken = self.word("taken", by=alert.taken_by) if alert.taken_by else self.word("not_taken")
        return f"{sentence} {taken}"

    def change_made(self, row: Row) -> str:
        kind = self.word(f"kind_{row.kind}")
        return self.word("change_line", campaign=row.campaign, note=f"{kind}. {row.note or ''}".rstrip(". "))

    def running(self, running: Running) -> str:
        spend = numbers.amount(running.spend, self.company.currency, self.language)
        leads = numbers.count(running.leads, self.language)
        return self.word("running_line", campaign=running.campaign, leads=leads, spend=spend)

    def heard(self, row: Row) -> str:
        parts = [f"{self.word(row.kind)}: {row.text}"]
        if row.answer:
            parts.append(self.word("answered_by", answer=row.answer))
        elif row.owner and row.due:
            parts.append(self.word("owed", owner=row.owner, due=self._day(row.due)))
        return " – ".join(parts)

    def thanks(self) -> list[str]:
        return [
            self.word("thanks_line", side=self.word(f"side_{note.side}"), text=note.text)
            for side in (MARKETING, SALES)
            for note in self.review.noted(THANKS, side)
        ]

    def action(self, action: Row) -> str:
        line = self.word("action_line", what=action.what, who=action.who, due=self._day(action.due))
        if action.done_at is not None:
            return f"{line} ({self.word('done')})"
        today = self.review.as_of.astimezone(self.company.timezone).date()
        return f"{line} ({self.word('late')})" if action.due < today else line

    def moved(self, action: Row) -> str | None:
        """What it moved by now; None where it should move no figure, or nobody looked yet."""
        after = action.figure_after_4_weeks
        now = action.figure_after_2_weeks if after is None else after
        if action.figure is None or now is None:
            return None
        values = {"start": action.figure_at_start, "now": now}
        written = {key: self._moved(action.figure, value) for key, value in values.items()}
        return self.word("moves", name=self.word(action.figure), subject=action.subject, **written)

    def _moved(self, figure: str, value: float | None) -> str:
        if value is None:
            return self.word("undefined")
        unit: Unit = "amount" if figure in AMOUNTS else "share" if figure in SHARES else "ratio"
        return self._written(unit, value)

    def _written(self, unit: Unit, value: float) -> str:
        if unit == "share":
            return numbers.percent(value, self.language)
        if unit == "amount":
            return numbers.amount(round(value), self.company.currency, self.language)
        return (
            numbers.count(round(value), self.language)
            if unit == "count"
            else numbers.times(value, self.language)
        )

    def _counts(self, counts: dict[str, int]) -> dict[str, str]:
        return {name: numbers.count(count, self.language) for name, count in counts.items()}

    def _day(self, day: date) -> str:
        return numbers.day(day, self.language)
