"""Can its percentages be believed: reliability and grades."""

from training.card.facts import Facts
from training.card.figures.bands import Band
from training.card.page.figure import Sheet, figure, pictures, section
from training.card.page.html import Html
from training.card.pictures.bands import bands_picture
from training.card.pictures.reliability import reliability_picture
from training.card.words import Words

GOOD_ECE = 0.005


def trust(facts: Facts, words: Words) -> Html:
    """Nothing where no lead was held back."""
    if not facts.bins:
        return Html("")
    return section(words("trust"), pictures(_reliability(facts, words), _bands(facts, words)))


def is_calibrated(facts: Facts) -> bool:
    """ECE at most the 95th percentile for a perfect model with the same scores, or 0.005."""
    return float(facts.metrics["ece"] or 0.0) <= max(facts.perfect_ece or 0.0, GOOD_ECE)


def _reliability(facts: Facts, words: Words) -> Html:
    percent, whole = words.numbers.percent, words.numbers.whole
    rows = [
        (
            whole(place),
            whole(each.leads),
            percent(each.said),
            percent(each.happened),
            words.shares(each.interval),
        )
        for place, each in enumerate(facts.bins, start=1)
    ]
    return figure(
        reliability_picture(facts.bins, words),
        _reliability_message(facts, words),
        [words("reliability_note")],
        [("happened", "key_happened"), ("plain", "key_agree")],
        Sheet(("head_tenth", "head_leads", "head_said", "head_happened", "head_interval"), rows),
        words,
    )


def _reliability_message(facts: Facts, words: Words) -> str:
    if not facts.says_enough:
        return words.too_few(facts.judging_wins)
    percent = words.numbers.percent
    return words(
        "reliability_good" if is_calibrated(facts) else "reliability_bad",
        ece=percent(facts.metrics["ece"] or 0.0),
        perfect=percent(facts.perfect_ece or 0.0),
    )


def _bands(facts: Facts, words: Words) -> Html:
    by_revenue = facts.about["grade_by"] == "expected_revenue"
    heads = ["head_grade", "head_leads", "head_said", "head_happened", "head_interval"]
    return figure(
        bands_picture(facts.bands, words),
        _bands_message(facts.bands, words) if facts.says_enough else words.too_few(facts.judging_wins),
        [words("bands_by_revenue" if by_revenue else "bands_by_probability")],
        [("said", "key_said"), ("happened", "key_happened")],
        Sheet(
            heads + (["head_worth_said", "head_worth_won"] if by_revenue else []),
            [_band_row(band, by_revenue, words) for band in facts.bands],
        ),
        words,
    )


def _bands_message(bands: tuple[Band, ...], words: Words) -> str:
    if len(bands) == 1:
        return words("bands_single")
    first, last = bands[0], bands[-1]
    return words(
        "bands_message",
        first=words("grade", grade=first.grade),
        first_share=words.numbers.percent(first.happened),
        last=words("grade", grade=last.grade),
        last_share=words.numbers.percent(last.happened),
    )


def _band_row(band: Band, by_revenue: bool, words: Words) -> list[str]:
    numbers = words.numbers
    row = [band.grade, numbers.whole(band.leads), numbers.percent(band.said), numbers.percent(band.happened)]
    worths = [numbers.money(band.expected_revenue), numbers.money(band.won_revenue)] if by_revenue else []
    return [*row, words.shares(band.interval), *worths]
