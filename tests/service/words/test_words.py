"""Sentences: both languages have the same, with the same gaps."""

import re

import pytest

from service.words import keys, say, topics

GAP = re.compile(r"{(\w+)")
BLAME = re.compile(
    "(?<!\\w)("
    + "|".join(("c" + "ùi", "r" + "ác", "lỗi" + " của", "tại sale", "tại marketing"))
    + r"|fault|blame|useless|lazy)(?!\w)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("topic", topics())
def test_both_languages_say_the_same_with_the_same_gaps(topic):
    vi, en = keys(topic, "vi"), keys(topic, "en")
    assert vi.keys() == en.keys()
    assert {key: set(GAP.findall(text)) for key, text in vi.items()} == {
        key: set(GAP.findall(text)) for key, text in en.items()
    }


@pytest.mark.parametrize("topic", topics())
def test_no_sentence_blames(topic):
    said = [text for language in ("vi", "en") for text in keys(topic, language).values()]
    assert [text for text in said if BLAME.search(text)] == []


def test_a_word_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        say("nothing", "vi", "nothing")
