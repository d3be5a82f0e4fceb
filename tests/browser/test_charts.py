"""Every chart in a real browser, under the pages' own policy: nothing is refused, cut or covered."""

import json
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, render_template_string, request, url_for
from playwright.sync_api import expect

import service.web
from service.charts.bridge_waterfall import bridge_waterfall
from service.charts.budget_moves import budget_moves
from service.charts.cost_against_revenue import cost_against_revenue
from service.charts.expected_against_won import expected_against_won
from service.charts.funnel_steps import funnel_steps
from service.charts.quality_over_time import quality_over_time
from service.charts.reasons_bar import reasons_bar
from service.charts.reps_ratios import reps_ratios
from service.charts.theme import COLOURS
from service.web.frame.vega_bundle import vega_bundle
from service.web.pages import assets

pytestmark = pytest.mark.browser

ANSWERS = Path(__file__).parents[1] / "service/charts/answers.json"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = """
{%- from "parts/chart.html" import chart, chart_files with context -%}
<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8"><title>charts</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="{{ static("app.css") }}">
{{ chart_files() }}</head><body>
{% for name, spec in charts.items() %}{{ chart(name, spec, name, picture="/" ~ name ~ ".svg") }}{% endfor %}
</body></html>"""
# What is outside of its chart, and what lies over other words; a halo lies under its own.
UNREADABLE = """() => [...document.querySelectorAll("[data-chart]")].flatMap((place) => {
  const edge = place.getBoundingClientRect();
  const seen = [...place.querySelectorAll("svg text")].filter((text) => text.textContent.trim());
  const texts = seen.map((text) => ({ says: text.textContent, box: text.getBoundingClientRect() }));
  const cut = texts.filter(({ box }) => box.left < edge.left - 1 || box.right > edge.right + 1
    || box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
  const over = texts.flatMap((one, at) => texts.slice(at + 1).filter((other) => {
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    return other.says !== one.says && wide > 2 && high > 5;
  }).map((other) => `${one.says} | ${other.says}`));
  return [...cut.map(({ says }) => `cut: ${says}`), ...over].map((each) => `${place.dataset.chart}: ${each}`);
})"""


def charts(language):
    of = json.loads(ANSWERS.read_text(encoding="utf-8"))
    of["campaigns"]["campaigns"][0]["name"] = "</script><script>alert(1)</script>"
    changes, zone = of["campaign"]["changes"], ZoneInfo("Asia/Ho_Chi_Minh")
    return {
        "cost_against_revenue": cost_against_revenue(of["campaigns"], language),
        "quality_over_time": quality_over_time(of["quality"], changes, language, zone),
        "reasons_bar": reasons_bar(of["quality"], language),
        "bridge_waterfall": bridge_waterfall(of["bridge"], language),
        "expected_against_won": expected_against_won(of["campaigns"], language),
        "reps_ratios": reps_ratios(of["reps"], language),
        "funnel_steps": funnel_steps(of["funnel"], language),
        "budget_moves": budget_moves(of["budget"], language),
    }


@pytest.fixture(scope="module")
def app():
    """A page of all charts, served as the pages are."""
    made = Flask("charts", root_path=str(Path(service.web.__file__).parent))
    made.register_blueprint(assets.routes)
    vega_bundle()  # some seconds, once: no page waits for them here

    @made.get("/")
    def page():
        language = request.args["lang"]
        static = partial(url_for, "static")
        return render_template_string(
            PAGE,
            language=language,
            charts=charts(language),
            static=lambda filename: static(filename=filename),
        )

    @made.after_request
    def under_the_policy(answer):
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return made


@pytest.fixture
def shown(app, serve, open_page):
    """`shown(language, **options)`: the page with its charts drawn, and the `complaints` so far."""
    with serve(app) as url:

        def show(language, **options):
            page, complaints = open_page(**options), []
            page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.add_init_script(
                "addEventListener('securitypolicyviolation', (event) =>"
                " console.error('refused', event.violatedDirective, event.blockedURI, event.sourceFile))"
            )
            page.goto(f"{url}/?lang={language}")
            if options.get("java_script_enabled", True):
                expect(page.locator("[data-drawn]")).to_have_count(len(charts(language)), timeout=30_000)
            return SimpleNamespace(
                page=page, complaints=complaints, settle=lambda: page.wait_for_timeout(150)
            )

        yield show


def colour(theme, name):
    value = COLOURS[theme][name]
    return "rgb({}, {}, {})".format(*(int(value[at : at + 2], 16) for at in (1, 3, 5)))


def ink_of(page):
    return page.evaluate(
        "getComputedStyle([...document.querySelectorAll('[data-chart=reps_ratios] text')]"
        ".find((text) => text.textContent === 'sale-01')).fill"
    )


def test_a_phone_in_the_dark(shown):
    seen = shown("vi", viewport={"width": 375, "height": 812}, color_scheme="dark")
    seen.settle()
    assert seen.page.evaluate(UNREADABLE) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 375
    assert ink_of(seen.page) == colour("dark", "ink")
    assert seen.page.get_by_text("1,5\xa0tr", exact=True).count() > 0
    assert seen.complaints == []


def test_a_chart_follows_theme_width_and_pointer(shown):
    seen = shown("en", viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = seen.page
    seen.settle()
    assert page.evaluate(UNREADABLE) == []
    assert ink_of(page) == colour("light", "ink")
    page.emulate_media(color_scheme="dark")
    assert ink_of(page) == colour("dark", "ink")
    page.emulate_media(media="print", color_scheme="dark")
    assert ink_of(page) == colour("print", "ink")
    page.emulate_media(media="screen", color_scheme="light")
    page.locator("[data-chart=reps_ratios] .mark-symbol path").first.hover(force=True)
    assert "sale-01" in page.locator("#vg-tooltip-element.visible").inner_text()
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": 340, "height": 700})
    seen.settle()
    widths = page.evaluate("[...document.querySelectorAll('[data-chart] svg')].map((svg) => svg.clientWidth)")
    assert max(widths) <= 340
    assert page.evaluate(UNREADABLE) == []
    assert seen.complaints == []


def test_a_chart_follows_its_place_where_only_that_changes(shown):
    seen = shown("en", viewport={"width": 800, "height": 700})
    width = "document.querySelector('[data-chart=funnel_steps] svg').getBoundingClientRect().width"
    wide = seen.page.evaluate(width)
    narrow = "document.querySelector('[data-chart=funnel_steps]').parentElement.style.width = '300px'"
    seen.page.evaluate(narrow)
    seen.settle()
    assert seen.page.evaluate(width) <= 300 < 600 < wide


def test_where_no_script_runs_a_picture_and_the_figures_stand(shown):
    page = shown("vi", java_script_enabled=False).page
    assert page.locator("[data-chart] svg text").count() == 0
    assert page.locator("noscript img, img").count() == len(charts("vi"))
    figures = page.locator("figure.reasons_bar details")
    figures.locator("summary").click()
    assert figures.get_by_role("cell", name="Sai số điện thoại").is_visible()
    assert (
        "</script><script>alert(1)</script>"
        in page.locator("figure.cost_against_revenue table").text_content()
    )
