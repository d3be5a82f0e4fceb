"""What no template holds: words of its own, styles and scripts that the pages' policy would refuse."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[3] / "service" / "web" / "templates"
# The form's answers greet strangers in both languages at once; the API's page is for developers.
OF_THEIR_OWN = {"docs.html", "form_page.html", "form_kept.html", "form_problem.html"}
PATHS = sorted(path for path in TEMPLATES.rglob("*.html") if path.name not in OF_THEIR_OWN)
READ_ALOUD = ("alt", "title", "placeholder", "aria-label")
LABELLED_BY_VALUE = ("submit", "button", "reset")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]")
# For people: what begins with a capital, has a letter beyond ASCII, or ends as a sentence.
FOR_PEOPLE = re.compile(r"^[A-Z][a-z]+|[^\x00-\x7f–−·]|[a-z] [a-z]+[.?!]$")


class Found(HTMLParser):
    """Collects what people would read, and what the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.refused: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        read = (
            (*READ_ALOUD, "value")
            if given.get("type") in LABELLED_BY_VALUE and tag == "input"
            else READ_ALOUD
        )
        self.words += [f"{name}={given[name]}" for name in read if LETTERS.search(given.get(name) or "")]
        self.refused += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/json"
        ):
            self.refused.append(f"<{tag}>")
        if (given.get("href") or "").lower().startswith("javascript:"):
            self.refused.append(f"<{tag} href>")
        self._inside = [*self._inside, tag] if tag in ("script", "style") else self._inside

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside[:-1] if self._inside and tag == self._inside[-1] else self._inside

    def handle_data(self, data: str) -> None:
        if not self._inside and LETTERS.search(data):
            self.words.append(data.strip())


def found_in(source: str) -> Found:
    parser = Found()
    parser.feed(JINJA.sub("", source))
    parser.close()
    return parser


def literals(source: str) -> list[str]:
    """Texts between quotes inside Jinja's own marks."""
    lexed = Environment().lex(source)
    return [value[1:-1] for _, kind, value in lexed if kind == "string"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_words_come_from_the_words_files(path):
    source = path.read_text(encoding="utf-8")
    assert found_in(source).words == []
    assert [text for text in literals(source) if FOR_PEOPLE.search(text)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_in_a_template_needs_what_the_policy_refuses(path):
    assert found_in(path.read_text(encoding="utf-8")).refused == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Lưu</p>",
        '<img alt="Logo">',
        '<input placeholder="{{ x }} name">',
        "{% if a %}Chưa có{% endif %}",
        '<input type="submit" value="Go">',
    ],
)
def test_words_are_seen_wherever_they_stand(source):
    assert found_in(source).words


@pytest.mark.parametrize(
    "source", ['{{ card("Đánh giá") }}', '{{ button("Save") }}', '{{ t("a") or "try it." }}']
)
def test_words_are_seen_inside_calls(source):
    assert any(FOR_PEOPLE.search(text) for text in literals(source))


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color:red">',
        "<script>go()</script>",
        '<a onclick="go()">',
        "<style>",
        '<a href="javascript:x">',
    ],
)
def test_what_the_policy_refuses_is_seen(source):
    assert found_in(source).refused


def test_data_for_charts_and_marks_are_no_words():
    data = '<script type="application/json">{"a": "b"}</script>'
    found = found_in(data + '<input value="a"><p>{{ w("x") }} · – 12 &nbsp;%</p>')
    assert (found.words, found.refused) == ([], [])
