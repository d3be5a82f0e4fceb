"""Every word of a card, in two languages, with the numbers in them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from model.lead.cold_start import ENOUGH_WON
from model.writing.numbers import Language, Numbers
from training.card.figures.intervals import Interval
from training.card.page.html import shown

LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Words:
    """One language: ``words("title")``, ``words("made", day="…")``; ``numbers`` writes what is put in."""

    def __init__(self, language: Language, currency: str = "VND") -> None:
        self.language = language
        self.numbers = Numbers(language, currency)
        self._table = table_of(language)

    def __call__(self, key: str, **put_in: str) -> str:
        """Raises KeyError for words that are not in the table, or a gap that nothing was given for."""
        return self._table[key].format(**put_in)

    def knows(self, key: str) -> bool:
        """Whether the table has it."""
        return key in self._table

    def shares(self, interval: Interval) -> str:
        """An interval of shares."""
        percent = self.numbers.percent
        return self("interval", low=percent(interval.low), high=percent(interval.high))

    def times(self, interval: Interval) -> str:
        """An interval of ratios."""
        decimal = self.numbers.decimal
        return self("interval", low=decimal(interval.low), high=decimal(interval.high))

    def too_few(self, wins: int) -> str:
        """In place of a message that so few wins cannot bear."""
        return self("few_to_say", won=self.numbers.whole(wins), enough=self.numbers.whole(ENOUGH_WON))

    def field(self, name: str, label: Mapping[str, str]) -> str:
        """What a field is called: the schema's label, our own word for where a lead came from, its name."""
        bare = name.removeprefix("lead.")
        ours = self(f"field_{bare}") if self.knows(f"field_{bare}") else bare
        return shown(label.get(self.language) or ours)


def table_of(language: Language) -> Mapping[str, str]:
    """All words of a language by their key."""
    table: dict[str, str] = tomllib.loads(
        Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    )
    return table
