"""Four figures for who reads no further."""

from model.lead.arrays import Floats
from model.lead.cold_start import ENOUGH_WON
from training.card.facts import Facts
from training.card.figures.lift import at
from training.card.page.html import Html, tag
from training.card.words import Words

CALLED_FIRST = 0.2


def glance(facts: Facts, words: Words) -> Html:
    """What the best leads bring, whether percentages hold, and how much taught it."""
    if not facts.says_enough:
        return tag("div", _few(facts, words), _taught(facts, words), class_="tiles")
    return tag(
        "div",
        _best(facts, words),
        _found(facts, words),
        _trust(facts, words),
        _taught(facts, words),
        class_="tiles",
    )


def first_found(facts: Facts) -> Floats | None:
    """Found in the order in which leads are graded: revenue, unless one deal alone would decide it."""
    by_revenue = facts.about["grade_by"] == "expected_revenue" and facts.one_deal is None
    if by_revenue and facts.revenue_found is not None:
        return facts.revenue_found["expected_revenue"]
    return facts.wins_found


def _best(facts: Facts, words: Words) -> Html:
    if not facts.bins:
        return Html("")
    percent = words.numbers.percent
    base = percent(float(facts.judged.won.mean()))
    return _tile(percent(facts.bins[-1].happened), words("tile_best", base=base))


def _found(facts: Facts, words: Words) -> Html:
    found = first_found(facts)
    if found is None:
        return Html("")
    what = "tile_found_wins" if found is facts.wins_found else "tile_found_revenue"
    return _tile(words.numbers.percent(at(found, CALLED_FIRST)), words(what))


def _trust(facts: Facts, words: Words) -> Html:
    ece = facts.metrics.get("ece")
    if ece is None or facts.perfect_ece is None:
        return Html("")
    percent = words.numbers.percent
    return _tile(percent(ece), words("tile_trust", perfect=percent(facts.perfect_ece)))


def _few(facts: Facts, words: Words) -> Html:
    whole = words.numbers.whole
    return _tile(f"{whole(facts.judging_wins)}/{whole(ENOUGH_WON)}", words("tile_few"))


def _taught(facts: Facts, words: Words) -> Html:
    whole = words.numbers.whole
    return _tile(whole(len(facts.data.won)), words("tile_taught", won=whole(int(facts.data.won.sum()))))


def _tile(figure: str, told: str) -> Html:
    return tag("div", tag("b", figure), told, class_="tile")
