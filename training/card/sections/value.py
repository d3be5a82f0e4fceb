"""Deal values: what taught them, and whether the money adds up."""

from collections.abc import Iterator

from training.card.facts import Facts
from training.card.page.figure import section
from training.card.page.html import Html, tag
from training.card.page.table import facts_table
from training.card.words import Words


def value(facts: Facts, words: Words) -> Html:
    """A sentence where no deal value was learnt."""
    learnt = facts.told.get("deal_value", {})
    if not learnt.get("wins"):
        declared = facts.about["grade_by"] == "expected_revenue"
        return section(words("value"), tag("p", words("value_declared" if declared else "value_none")))
    whole, money = words.numbers.whole, words.numbers.money
    rows = [
        (words("value_wins"), whole(learnt["wins"])),
        (words("value_cap"), money(learnt["cap"])),
        (words("value_loading"), money(learnt["loading"])),
    ]
    return section(words("value"), _sum(facts, words), facts_table([*_totals(facts, words), *rows]))


def _sum(facts: Facts, words: Words) -> Html:
    revenue = facts.revenue
    if revenue is None:
        return Html("")
    adds_up = revenue.interval.holds(1.0)
    ratio, interval = words.numbers.decimal(revenue.ratio), words.times(revenue.interval)
    return tag("p", words("value_good" if adds_up else "value_bad", ratio=ratio, interval=interval))


def _totals(facts: Facts, words: Words) -> Iterator[tuple[str, str]]:
    if facts.revenue is not None:
        yield words("value_expected"), words.numbers.money(facts.revenue.expected)
        yield words("value_won"), words.numbers.money(facts.revenue.won)
