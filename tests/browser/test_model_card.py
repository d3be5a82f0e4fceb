"""A model's card in a browser, over the service's own headers."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def show(leadworth, serving, new_key, open_page):
    """`show("vi", width=375)`: the page, and what the browser complained of or asked for."""

    def opened(language: str, **options):
        page = open_page(extra_http_headers={"Authorization": f"Bearer {new_key('admin')}"}, **options)
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("request", lambda request: troubles.append(request.url))
        page.goto(f"{leadworth.url}/v1/models/{serving}/card?lang={language}")
        return page, [each for each in troubles if not each.endswith(f"/card?lang={language}")]

    return opened


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_styled_fits_the_screen_and_asks_for_nothing(show, language, width, scheme):
    page, troubles = show(language, viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert troubles == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 22, 27)"}[scheme]
    for drawn in page.query_selector_all("figure svg"):
        box = drawn.bounding_box()
        assert box["width"] > 250
        assert box["x"] + box["width"] <= width


def test_texts_of_pictures_can_be_read_on_a_phone(show):
    page, _ = show("vi", viewport={"width": 375, "height": 800})
    sizes = page.evaluate(
        "[...document.querySelectorAll('figure svg text')].map(t => "
        "parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / "
        "t.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(sizes) >= 10.5


def test_no_text_of_a_picture_is_cut(show):
    page, _ = show("vi", viewport={"width": 375, "height": 800})
    beyond = page.evaluate(
        "[...document.querySelectorAll('figure svg')].flatMap(s => [...s.querySelectorAll('text')]"
        ".filter(t => { const a = t.getBoundingClientRect(), b = s.getBoundingClientRect();"
        " return a.left < b.left - 2 || a.right > b.right + 2; }).map(t => t.textContent))"
    )
    assert beyond == []


def test_figures_open_beneath_a_picture_without_scripts(show):
    page, _ = show("en", viewport={"width": 375, "height": 800}, java_script_enabled=False)
    page.locator("figure summary").first.click()
    assert page.locator("figure table").first.is_visible()
