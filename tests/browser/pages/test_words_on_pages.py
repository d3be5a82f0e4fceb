"""What every page says: in the reader's language alone, and nothing that blames."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from model.vocabulary import ROLES
from service.web.frame.page import COOKIE
from service.words import keys, topics
from tests.browser.pages import company, said
from tests.browser.pages.visitor import in_language

LANGUAGES = ("vi", "en")
OTHER = {"vi": "en", "en": "vi"}
# Shorter ones may be names, or words of both languages.
LONG = 12
GAP = re.compile(r"\{[^}]*\}")
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
# Spelt in pieces, so that this file does not hold them.
BLAME = {
    "vi": ("c" + "ùi", "r" + "ác", "lỗi" + " của", "lười", "đổ lỗi"),
    "en": ("fault", "blame", "useless", "lazy", "junk", "garbage"),
}
LANGUAGE_ITSELF = "Tiếng Việt"
# Named on /setup in both languages, as they stand in sheets.
WORDS_OF_SALES = ("đã CK", "cọc")


class Shown(HTMLParser):
    """All texts that somebody may see or hear, charts' too; not what the browser runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skips = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self._skips = tag == "style" or (tag == "script" and values.get("type") != "application/json")
        named = ("title", "alt", "aria-label", "placeholder", "data-label", "data-says", "content")
        self.texts += [values[name] for name in named if values.get(name)]

    def handle_endtag(self, tag):
        self._skips = False

    def handle_data(self, data):
        if not self._skips and data.strip():
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def shown(site, found) -> dict[str, dict[str, list[str]]]:
    """By language and address, what is shown there to the widest reader of each page."""
    texts: dict[str, dict[str, list[str]]] = {language: {} for language in LANGUAGES}
    for role in sorted(ROLES, key=lambda each: each != "admin"):
        client = site.app.test_client()
        client.set_cookie(COOKIE, site.tokens[role])
        for each in found[role]:
            if each.is_html and each.address not in texts["vi"]:
                texts["vi"][each.address] = Shown(each.answer.text).texts
                in_english = client.get(in_language(each.address, "en")).text
                texts["en"][each.address] = Shown(in_english).texts
    return texts


def own_pieces(language: str) -> Iterator[tuple[str, str]]:
    """What stands between the gaps of each word, with where it is from."""
    for topic in topics():
        for key, value in keys(topic, language).items():
            for piece in GAP.split(value):
                if len(piece.strip()) > LONG:
                    yield f"{topic}.{key}", " ".join(piece.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_no_words_of_the_other_language(shown, language):
    own = "\n".join(value for topic in topics() for value in keys(topic, language).values())
    foreign = [(name, piece) for name, piece in own_pieces(OTHER[language]) if piece not in own]
    assert len(foreign) > 500
    wrong = [
        (address, name, piece)
        for address, texts in shown[language].items()
        for name, piece in foreign
        if any(piece in text for text in texts)
    ]
    assert wrong == []


def test_what_is_vietnamese_on_an_english_page_was_written_by_people(shown):
    source = Path(company.__file__).read_text("utf-8") + Path(said.__file__).read_text("utf-8")
    texts_of_people = "\n".join([LANGUAGE_ITSELF, *WORDS_OF_SALES, *re.findall(r'"([^"\n]*)"', source)])
    written = {piece.strip() for text in texts_of_people.splitlines() for piece in GAP.split(text)}
    known = sorted((each for each in written if VIETNAMESE.search(each)), key=len, reverse=True)
    wrong = []
    for address, texts in shown["en"].items():
        for text in texts:
            left = text
            for each in known:
                left = left.replace(each, "")
            if VIETNAMESE.search(left):
                wrong.append((address, left[:80]))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_blames(shown, language):
    blame = re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in BLAME[language]), re.IGNORECASE)
    wrong = [
        (address, text) for address, texts in shown[language].items() for text in texts if blame.search(text)
    ]
    assert wrong == []
