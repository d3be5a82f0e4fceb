"""What the filters of a comparison are set to, in words: they are folded away."""

from collections.abc import Iterator
from typing import Final

from model.writing.numbers import Language
from service.http.schemas.campaigns import AMONG, CLOCKS
from service.web.shown.campaign_lines.asked import Asked
from service.words import knows, say
from service.words.numbers import day

_TOPIC: Final = "campaigns_page"


def chosen(asked: Asked, language: Language) -> list[str]:
    """[] where nothing is narrowed. What is usual is not told."""
    return list(_chosen(asked, language))


def _chosen(asked: Asked, language: Language) -> Iterator[str]:
    for name, found in (("since", asked.since), ("until", asked.until)):
        if found is not None:
            yield f"{say('words', language, name)} {day(found, language)}"
    if asked.channel:
        key = f"channel_{asked.channel}"
        yield say("words", language, key) if knows("words", key) else asked.channel
    yield from filter(None, (asked.owner, asked.product))
    if asked.clock != CLOCKS[0]:
        yield say("words", language, f"clock_{asked.clock}")
    if asked.among != AMONG[0]:
        yield say(_TOPIC, language, f"among_{asked.among}")
