"""Two languages that say the same."""

import re
from string import Formatter

import pytest

from training.card.words import LANGUAGES, Words, table_of

# What Vietnamese marketers do not say, or what means something else to them.
AVOIDED = (
    *("sai số", "khách hàng tiềm năng", "đại diện", "nỗ lực liên hệ", "trưởng thành", "độ lệch"),
    *("doanh thu dự kiến", "cầu doanh thu", "đủ tư cách", "lý do không đạt", "khoảng tin cậy"),
)
ENGLISH = re.compile(r"\b(the|of|and|is|are|was|were|with|that|for|from|not|than|said|won|leads)\b", re.I)


def gaps(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_have_the_same_keys_with_the_same_gaps():
    vi, en = table_of("vi"), table_of("en")
    assert vi.keys() == en.keys()
    assert [key for key in vi if gaps(vi[key]) != gaps(en[key])] == []


def test_no_vietnamese_word_is_english_or_avoided():
    for key, text in table_of("vi").items():
        bare = re.sub(r"\{\w+\}", "", text)
        assert not ENGLISH.search(bare), key
        assert not [word for word in AVOIDED if word in bare.lower()], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_composed_and_single_spaced(language):
    import unicodedata

    for key, text in table_of(language).items():
        assert text == unicodedata.normalize("NFC", text), key
        assert "  " not in text, key


def test_a_field_is_called_by_its_label_or_by_our_word_or_by_its_name():
    words = Words("vi")
    assert words.field("budget", {"vi": "Ngân sách", "en": "Budget"}) == "Ngân sách"
    assert words.field("lead.campaign", {}) == "Chiến dịch"
    assert words.field("budget", {"en": "Budget"}) == "budget"


def test_a_gap_that_nothing_fills_is_an_error():
    with pytest.raises(KeyError):
        Words("en")("made", version="1")
