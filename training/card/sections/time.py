"""Whether it still holds for the newest leads."""

from training.card.facts import Facts
from training.card.page.figure import Sheet, figure, pictures, section
from training.card.page.html import Html, tag
from training.card.pictures.months import months_picture
from training.card.words import Words


def time(facts: Facts, words: Words) -> Html:
    """Month by month; a sentence where the leads carry no times."""
    if not len(facts.judged):
        return Html("")
    if facts.newest is None:
        return section(words("time"), tag("p", words("time_none")))
    percent, whole = words.numbers.percent, words.numbers.whole
    rows = [
        (
            words.numbers.month(each.year, each.month),
            whole(each.leads),
            percent(each.said),
            percent(each.happened),
            words.shares(each.interval),
        )
        for each in facts.months
    ]
    drawn = figure(
        months_picture(facts.months, words),
        words(
            f"time_{facts.newest.verdict}",
            ratio=words.numbers.decimal(facts.newest.ratio),
            interval=words.times(facts.newest.interval),
        ),
        [words("time_note")],
        [("said", "key_said"), ("happened", "key_happened")],
        Sheet(("head_month", "head_leads", "head_said", "head_happened", "head_interval"), rows),
        words,
    )
    return section(words("time"), pictures(drawn))
