"""By campaign and by channel: said against happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from training.card.facts import Facts
from training.card.figures.groups import MOST_SHOWN, VERDICTS, Group, Verdict
from training.card.page.figure import Sheet, figure, pictures, section
from training.card.page.html import Html, shown, tag
from training.card.pictures.groups import groups_picture
from training.card.words import Words

Kind = Literal["campaigns", "channels"]
HEADS = ("head_leads", "head_expected", "head_won", "head_ratio", "head_interval", "head_verdict")


def groups(facts: Facts, words: Words) -> Html:
    """The largest of each kind; a sentence where the leads do not tell."""
    if not len(facts.judged):
        return Html("")
    kinds: tuple[tuple[Kind, Sequence[Group]], ...] = (
        ("campaigns", facts.campaigns),
        ("channels", facts.channels),
    )
    drawn = [_figure(kind, found, words) for kind, found in kinds if _told(found)]
    missing = [tag("p", words(f"{kind}_none")) for kind, found in kinds if not _told(found)]
    note = [tag("p", words("groups_note"), class_="quiet")] if drawn else []
    return section(words("groups"), note, missing, pictures(*drawn))


def _told(found: Sequence[Group]) -> bool:
    return any(group.name is not None for group in found)


def _figure(kind: Kind, found: Sequence[Group], words: Words) -> Html:
    largest = found[:MOST_SHOWN]
    names = [words("unnamed") if group.name is None else shown(group.name) for group in largest]
    counted = Counter(group.verdict for group in largest)
    key = [("said", "key_as_said"), ("happened", "key_happened")]
    return figure(
        groups_picture(largest, names, words),
        words("groups_message", group=words(kind), counts=_counts(counted, words)),
        [words("groups_largest", count=words.numbers.whole(MOST_SHOWN))] if len(found) > MOST_SHOWN else [],
        [*key, ("plain", "key_too_few")] if counted["too_few"] else key,
        Sheet(
            (f"head_{kind}", *HEADS),
            [_row(name, group, words) for name, group in zip(names, largest, strict=True)],
        ),
        words,
    )


def _counts(counted: Mapping[Verdict, int], words: Words) -> str:
    """How many of each verdict, those that there are."""
    return ", ".join(
        words(f"count_{verdict}", count=words.numbers.whole(counted[verdict]))
        for verdict in VERDICTS
        if counted[verdict]
    )


def _row(name: str, group: Group, words: Words) -> Sequence[str]:
    numbers = words.numbers
    return (
        name,
        numbers.whole(group.leads),
        numbers.decimal(group.expected, 1),
        numbers.whole(group.won),
        numbers.decimal(group.ratio),
        words.times(group.interval),
        words(f"verdict_{group.verdict}"),
    )
