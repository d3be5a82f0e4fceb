"""What the model is for, and what it is not for."""

from training.card.facts import Facts
from training.card.page.figure import section
from training.card.page.html import Html, tag
from training.card.words import Words


def purpose(facts: Facts, words: Words) -> Html:
    """A few sentences."""
    valued = facts.about["grade_by"] == "expected_revenue"
    return section(
        words("purpose"),
        tag("p", words("purpose_says", within=_within(facts, words))),
        tag("p", words("purpose_value" if valued else "purpose_no_value")),
        tag("p", words("purpose_use")),
        tag("p", words("purpose_not")),
    )


def _within(facts: Facts, words: Words) -> str:
    horizon = facts.about.get("horizon_days")
    return "" if horizon is None else words("purpose_within", days=words.numbers.whole(float(horizon)))
