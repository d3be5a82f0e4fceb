"""What calling the best first brings, in wins and in revenue."""

from collections.abc import Mapping

from model.lead.arrays import Floats
from training.card.facts import Facts
from training.card.figures.lift import at
from training.card.page.figure import Sheet, figure, pictures, section
from training.card.page.html import Html
from training.card.pictures.lift import lift_picture
from training.card.sections.glance import CALLED_FIRST
from training.card.words import Words

SHOWN = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7)


def order(facts: Facts, words: Words) -> Html:
    """Nothing where no held-back lead was won."""
    if facts.wins_found is None:
        return Html("")
    revenue = _revenue(facts, facts.revenue_found, words) if facts.revenue_found else Html("")
    return section(words("order"), pictures(_wins(facts, facts.wins_found, words), revenue))


def _wins(facts: Facts, found: Floats, words: Words) -> Html:
    percent, decimal = words.numbers.percent, words.numbers.decimal
    first = at(found, CALLED_FIRST)
    message = words("wins_message", share=percent(first), times=decimal(first / CALLED_FIRST, 1))
    rows = [
        (percent(share, 0), percent(at(found, share)), decimal(at(found, share) / share)) for share in SHOWN
    ]
    return figure(
        lift_picture({"probability": found}, "axis_wins", words),
        message if facts.says_enough else words.too_few(facts.judging_wins),
        [words("order_note")],
        [("said", "key_by_probability"), ("plain", "key_random")],
        Sheet(("head_called", "head_wins", "head_times"), rows),
        words,
    )


def _revenue(facts: Facts, found: Mapping[str, Floats], words: Words) -> Html:
    percent = words.numbers.percent
    worth, bare = found["expected_revenue"], found["probability"]
    rows = [(percent(share, 0), percent(at(worth, share)), percent(at(bare, share))) for share in SHOWN]
    return figure(
        lift_picture(found, "axis_revenue", words),
        _revenue_message(facts, found, words),
        [words("order_note")],
        [("happened", "key_by_worth"), ("said", "key_by_probability"), ("plain", "key_random")],
        Sheet(("head_called", "head_revenue_worth", "head_revenue_bare"), rows),
        words,
    )


def _revenue_message(facts: Facts, found: Mapping[str, Floats], words: Words) -> str:
    """Where too few outcomes, or one deal alone, make the curve, it says so instead."""
    percent = words.numbers.percent
    if not facts.says_enough:
        return words.too_few(facts.judging_wins)
    if facts.one_deal is not None:
        return words("revenue_one_deal", share=percent(facts.one_deal))
    worth, bare = (percent(at(found[by], CALLED_FIRST)) for by in ("expected_revenue", "probability"))
    return words("revenue_message", worth=worth, bare=bare)
