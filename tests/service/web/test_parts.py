"""The parts of pages: hostile names stay text, what is not known is a dash, states have words."""

from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from service.web.frame.page_words import bound
from service.words import LANGUAGES, say

TEMPLATES = Path(__file__).resolve().parents[3] / "service" / "web" / "templates"
ENV = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
HOSTILE = "<script>alert(1)</script>\"' onload=x"
SPACE = "\u00a0"
MACROS = {
    "figures": "rate, verdict, money, money_interval, delta, stat, bar, why, asof",
    "form": "form, field, select, chips, taps, checkbox, button, go",
    "page": "badge, notice, notices, card, empty, tabs, menu, crumbs, steps, moment, copyable",
    "table": "table, th, block_head",
}
IMPORTS = "".join(
    f'{{%- from "parts/{part}.html" import {names} with context -%}}' for part, names in MACROS.items()
)
PARTS = {
    "stat": "{{ stat(x, x, x, x) }}",
    "delta": "{{ delta(1, x) }}",
    "verdict": "{{ verdict('too_few', x) }}",
    "why": "{% call why(x, x) %}{{ x }}{% endcall %}",
    "asof": "{{ asof({'as_of': none, 'clock': 'arrival'}, x) }}",
    "form": "{% call form(x, kind=x) %}{{ x }}{% endcall %}",
    "field": "{{ field('name', x, value=x, hint=x, problems=wrong, id=x, placeholder=x) }}",
    "textarea": "{{ field('name', x, type='textarea', value=x, problems=wrong) }}",
    "select": "{{ select('name', x, [(x, x)], value=x, any=x, hint=x, problems=wrong) }}",
    "chips": "{{ chips('name', [(x, x)], x, value=x, problems=wrong) }}",
    "taps": "{{ taps('name', [(x, x, x)], x) }}",
    "checkbox": "{{ checkbox('name', x, value=x, hint=x) }}",
    "button": "{{ button(x, formaction=x) }}{{ go(x, x) }}",
    "badge": "{{ badge(x) }}",
    "notices": "{{ notices([{'field': x, 'message': x}], none) }}{{ notice('info', x) }}",
    "card": "{% call card(x, x, id=x) %}{{ x }}{% endcall %}",
    "empty": "{{ empty(x, x, x) }}",
    "ways": "{{ tabs(ways, x) }}{{ menu(ways) }}{{ crumbs(ways) }}{{ steps(ways, x) }}",
    "moment": "{{ moment(x, x) }}",
    "copyable": "{{ copyable(x, x, x) }}{{ copyable(x, x, many_lines=true) }}",
    "table": "{% call table(x, id=x) %}{{ th(x, href=x, hint=x) }}{{ block_head(x, 2) }}{% endcall %}",
}


def show(source, language="vi", **values):
    written = bound(language, "quality", ZoneInfo("Asia/Ho_Chi_Minh"))
    token = Markup('<input type="hidden" name="csrf" value="token">')
    given = {"csrf": lambda: token, "language": language, "other_address": "?lang=en", **written, **values}
    return ENV.from_string(IMPORTS + source).render(given)


class Read(HTMLParser):
    """The texts of a piece of a page, its tags and its attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.names, self.texts = [], set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())


def text(source, language="vi", **values):
    return Read(show(source, language, **values)).text.replace(SPACE, " ")


@pytest.mark.parametrize("source", PARTS.values(), ids=PARTS.keys())
def test_a_hostile_name_stays_a_text(source):
    way = {"href": HOSTILE, "label": HOSTILE, "group": HOSTILE, "state": "done", "here": False, "count": 0}
    html = show(source, x=HOSTILE, wrong=[{"field": "/name", "message": HOSTILE}], ways=[way])
    read = Read(html)
    assert "script" not in read.tags
    assert "onload" not in read.names
    assert "alert(1)" in html


@pytest.mark.parametrize(
    "source",
    [
        "{{ rate(none, none, none) }}",
        "{{ money(none) }}",
        "{{ money({'amount': none, 'currency': 'VND'}) }}",
        "{{ money_interval(none) }}",
        "{{ delta(none, none) }}",
        "{{ verdict(none) }}",
        "{{ stat('', none) }}",
    ],
)
def test_what_is_not_known_is_a_dash(source):
    assert text(source) == "–"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("vi", "41 % từ 37 % đến 45 %, Mục tiêu 40 %"), ("en", "41 % 37 % to 45 %, Target 40 %")],
)
def test_a_rate_says_its_interval_and_its_target(language, expected):
    assert text("{{ rate(0.41, 0.37, 0.45, 0.4) }}", language) == expected


def test_a_narrow_interval_takes_one_more_digit():
    assert text("{{ rate(0.412, 0.392, 0.431) }}") == "41,2 % từ 39,2 % đến 43,1 %"


def test_the_bar_of_a_rate_stands_where_the_rate_does():
    html = show("{{ rate(0.5, 0.25, 0.75, 1.0) }}")
    assert 'class="band" d="M41.0 8H119.0"' in html
    assert 'class="point" d="M80.0 4v8"' in html
    assert 'class="target" d="M158.0 14' in html


def test_an_amount_is_whole_or_brief_and_says_its_interval():
    m = {"amount": 1_500_000, "low": 1_200_000, "high": 2_000_000, "currency": "VND"}
    assert text("{{ money(m) }}", m=m) == "1.500.000 ₫"
    assert text("{{ money(m, true) }}", m=m) == "1,5 tr ₫"
    assert 'title="1.500.000\u00a0₫"' in show("{{ money(m, true) }}", m=m)
    assert text("{{ money_interval(m) }}", m=m) == "1.500.000 ₫ từ 1,2 tr ₫ đến 2,0 tr ₫"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", "too_few below_target above_target not_judged_enough no_target".split())
def test_a_verdict_has_a_word_and_a_shape(word, language):
    html = show(f"{{{{ verdict('{word}') }}}}", language)
    assert Read(html).text == say("words", language, word)
    assert "<svg" in html


def test_every_verdict_has_a_shape_of_its_own():
    kinds = "good warn bad half done none wait".split()
    assert len({show(f"{{{{ badge('', '{kind}') }}}}").partition("<svg")[2] for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("change", "good", "written", "kind"),
    [(3, "up", "+3", "good"), (-3, "up", "−3", "warn"), (-3, "down", "−3", "good"), (3, "neither", "+3", "")],
)
def test_a_change_has_its_sign_and_its_side(change, good, written, kind):
    html = show("{{ delta(change, '3', good) }}", change=change, good=good)
    assert Read(html).text == written
    assert f'class="delta {kind}"' in html


def test_no_change_is_said():
    assert text("{{ delta(0, '0') }}") == say("words", "vi", "unchanged")


@pytest.mark.parametrize(("share", "width"), [(0.4, "40.0"), (1.7, "100")])
def test_a_bar_never_leaves_its_track(share, width):
    assert f'class="filled" width="{width}"' in show("{{ bar(share) }}", share=share)


def test_figures_say_as_of_when_and_by_which_clock():
    answer = {"as_of": "2026-11-22T02:10:00+00:00", "clock": "closing"}
    assert text("{{ asof(answer) }}", answer=answer) == "Số liệu lúc 09:10 22/11/2026 · theo ngày chốt"
    assert text("{{ asof({'as_of': answer.as_of}) }}", answer=answer) == "Số liệu lúc 09:10 22/11/2026"


def test_a_form_that_writes_carries_its_token_and_a_filter_does_not():
    assert 'value="token"' in show("{% call form('/x') %}{% endcall %}")
    assert "token" not in show("{% call form('/x', method='get') %}{% endcall %}")


def test_a_field_names_its_problem_and_its_hint():
    said = {"note": "a", "/note": "b", "other": "c"}
    wrong = [{"field": field, "message": message} for field, message in said.items()]
    html = show("{{ field('note', 'l', hint='h', problems=wrong) }}", wrong=wrong)
    assert 'aria-describedby="f-note-hint f-note-problem-1" aria-invalid="true"' in html
    assert [each in Read(html).text for each in "abc"] == [True, True, False]
    assert "aria-" not in show("{{ field('note', 'l') }}")


def test_a_password_is_never_written_back():
    assert "secret" not in show("{{ field('p', 'l', type='password', value='secret') }}")


def test_a_choice_shows_what_was_chosen():
    options = "[('a', 'A'), ('b', 'B')]"
    assert show(f"{{{{ select('s', 'l', {options}, value='b') }}}}").count("selected") == 1
    assert 'value="b" checked' in show(f"{{{{ chips('s', {options}, value='b') }}}}")
    assert show(f"{{{{ chips('s', {options}, value=['a', 'b'], many=true) }}}}").count(" checked") == 2
    assert "checked" not in show(f"{{{{ chips('s', {options}) }}}}")


def test_problems_lead_to_their_fields_and_are_announced():
    html = show("{{ notices(problems, none) }}", problems=[{"field": "/note", "message": "m"}])
    assert 'role="alert"' in html
    assert '<a href="#f-note">m</a>' in html
    assert show("{{ notices([], none) }}").strip() == ""
    assert text("{{ notices([], 'kept') }}") == say("words", "vi", "kept")


def test_a_menu_names_a_group_once_and_where_one_is():
    ways = [
        {"href": "/a", "label": "A", "group": "G", "here": True},
        {"href": "/b", "label": "B", "group": "G", "count": 1500},
    ]
    html = show("{{ menu(ways) }}", ways=ways)
    assert Read(html).text == "G A B 1.500"
    assert html.count('aria-current="page"') == 1


def test_a_sorted_column_says_so():
    html = show("{{ th('l', 'number', '/by', 'descending') }}")
    assert 'aria-sort="descending"' in html
    assert "aria-sort" not in show("{{ th('l', 'number', '/by') }}")


@pytest.mark.parametrize(("language", "other"), [("vi", "en"), ("en", "vi")])
def test_the_other_language_is_named_in_itself(language, other):
    html = show(
        '{% from "parts/page.html" import other_language with context %}{{ other_language() }}', language
    )
    assert f'lang="{other}">{say("words", language, "other_language")}<' in html
