"""The whole page, for companies of many kinds."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pytest

from training.held_out import HeldOut

KINDS = {
    "usual": {},
    "20 leads": {"count": 20},
    "no times": {"times": False},
    "no values": {"values": False},
    "neither": {"times": False, "values": False},
    "one campaign": {"campaigns": ("tet-2026",)},
    "no campaign": {"campaigns": (None,)},
    "many campaigns": {"campaigns": tuple(f"campaign-{place}" for place in range(60))},
}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}</style>",
    "x" * 300,
    "tết\u202e\u0000\ud800 {version} & 2026",
)
ENGLISH = re.compile(r"\b(the|of|and|is|are|was|were|with|that|for|from|not|than|said|won|leads)\b", re.I)


class Reader(HTMLParser):
    """A page's elements, its texts, and the ends that do not fit their beginnings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.misfits: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        if name not in ("meta", "br"):
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.elements.append((name, dict(attributes)))

    def handle_endtag(self, name):
        if not self.open or self.open.pop() != name:
            self.misfits.append(name)

    def handle_data(self, text):
        if self.open and self.open[-1] != "style":
            self.texts.append(text)

    def named(self, *names):
        return [attributes for name, attributes in self.elements if name in names]


@pytest.fixture(scope="module", params=KINDS)
def pages(request, company, both):
    """Each kind's cards are drawn once."""
    return both(*company(**KINDS[request.param]))


@pytest.fixture(scope="module")
def usual(company, both):
    return both(*company())


def test_a_card_is_whole_html_that_needs_nothing_else(pages):
    for language, page in pages.items():
        read = Reader(page)
        assert read.misfits == []
        assert read.open == []
        assert read.named("html")[0]["lang"] == language
        assert read.named("script", "link", "img", "iframe", "object", "form", "base", "a") == []
        assert not [name for _, told in read.elements for name in told if name.startswith("on")]
        assert not [told for _, told in read.elements if "style" in told or "href" in told]
        assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert len(page.encode()) < 400_000


def test_a_card_holds_no_gap_and_no_number_that_is_none(pages):
    for page in pages.values():
        texts = " ".join(Reader(page).texts)
        assert not re.search(r"[{}]|\bnan\b|\binf\b|\bNone\b|\bNaN\b", texts)


def test_headings_go_down_one_at_a_time(pages):
    for page in pages.values():
        levels = [int(name[1]) for name, _ in Reader(page).elements if re.fullmatch("h[1-6]", name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_says_its_message_and_has_its_figures_beneath(pages):
    for page in pages.values():
        figures = re.findall("<figure>.*?</figure>", page, re.DOTALL)
        assert len(figures) >= 3
        for figure in map(Reader, figures):
            (drawn,) = figure.named("svg")
            assert drawn["role"] == "img"
            assert drawn["aria-label"] in figure.texts
            assert "viewbox" in drawn
            assert figure.named("table")
            assert not [told for _, told in figure.elements if "id" in told]


def test_no_vietnamese_card_holds_an_english_sentence(pages):
    assert [text for text in Reader(pages["vi"]).texts if ENGLISH.search(text)] == []


def test_the_same_leads_give_the_same_bytes(company, both, usual):
    assert both(*company()) == usual


def test_hostile_names_are_inert_and_long_ones_are_cut(company, both):
    for page in both(*company(campaigns=HOSTILE)).values():
        read = Reader(page)
        assert read.named("script", "img") == []
        assert len(read.named("style")) == 1
        assert "x" * 61 not in page
        assert "x" * 50 in page
        assert "\u202e" not in page
        page.encode()


def test_at_most_15_campaigns_are_shown(company, both):
    page = both(*company(campaigns=tuple(f"campaign-{place}" for place in range(60))))["en"]
    shown = set(re.findall(r"campaign-\d+", page))
    assert len(shown) == 15
    assert "The 15 largest are shown." in page


def test_nothing_of_a_person_is_in_it(company, both):
    data, held_out = company()
    data.table.columns["phone"] = np.full(len(data.won), "0901234567", dtype=object)
    data.table.columns["story"] = np.full(len(data.won), "gọi sau sáu giờ", dtype=object)
    for page in both(data, held_out).values():
        assert "0901234567" not in page
        assert "gọi sau sáu giờ" not in page


def test_it_names_what_it_reads_and_what_it_does_not(usual):
    page = usual["vi"]
    assert "Không đọc: chỉ biết sau khi gửi form</th><td>Số giây đã nói<" in page
    assert "Không đọc: cho biết người đó là ai</th><td>Số điện thoại<" in page
    assert "Không đọc: chữ viết tự do</th><td>Lời nhắn<" in page
    assert "<td>Khóa học · Chiến dịch · Kênh · Thời điểm gửi form<" in page


def test_numbers_are_written_as_the_language_does(usual):
    assert re.search(r"\d,\d\xa0%", usual["vi"])
    assert re.search(r"\d{2}\.000\.000\xa0₫", usual["vi"])
    assert not re.search(r"\d\.\d\xa0%", usual["vi"])
    assert re.search(r"\d\.\d\xa0%", usual["en"])
    assert re.search(r"\d{2},000,000\xa0VND", usual["en"])


def test_simulated_data_is_said_to_be(company, both, usual):
    assert "Dữ liệu mô phỏng" in both(*company(), simulated=True)["vi"]
    assert "Dữ liệu mô phỏng" not in usual["vi"]


def test_where_nothing_was_held_back_it_says_that_nothing_was_tested(company, both):
    data, _ = company()
    nothing = np.full(len(data.won), np.nan)
    for page in both(data, HeldOut(nothing, nothing)).values():
        assert Reader(page).misfits == []
    assert "nothing here was tested" in page


def test_where_no_held_back_lead_was_won_the_rest_is_still_shown(company, both):
    data, held_out = company()
    early = np.isnan(held_out.probability)
    data.won[~early] = False
    for page in both(data, held_out).values():
        assert Reader(page).misfits == []
        assert page.count("<figure>") >= 4


def test_under_40_wins_no_message_names_a_figure(company, both):
    """One won lead more or less would change it: it says how many it takes instead."""
    page = both(*company(count=150))["en"]
    titles = re.findall("<h3>(.*?)</h3>", page)
    assert titles[:4] == [titles[0]] * 4
    assert re.fullmatch(r"Too few outcomes to say: \d+ of 40 wins to judge by", titles[0])
    assert re.search(r"<b>\d+/40</b>wins to judge it by", page)
    assert "of the best tenth" not in page


def test_a_cold_start_says_where_it_begins(company, both):
    told = {"cold_start": {"won": 12, "enough": 40}, "split": "prior alone", "candidates": None}
    page = both(*company(count=60), **told)["en"]
    assert "It has 12 of the 40 wins that it takes" in page
    assert "It begins at the overall share won" in page
    assert "simplest within" not in page


def test_where_one_deal_decides_the_revenue_it_says_so_and_counts_wins(company, both):
    data, held_out = company(count=1500)
    assert "of won revenue is in the fifth of leads" in both(data, held_out)["en"]
    data.value[np.flatnonzero(data.won & np.isfinite(held_out.probability))[0]] = 5e9
    page = both(data, held_out)["en"]
    assert re.search(r"One deal is \d\d\.\d\xa0% of all won revenue", page)
    assert "of all wins are in the fifth of leads" in page
