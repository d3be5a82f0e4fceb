"""`/docs` in a real browser, as wide as a desk's screen and as narrow as a phone's."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 375])
def test_docs_show_every_operation_without_complaint(leadworth, open_page, width, tmp_path):
    page = open_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{leadworth.url}/docs")
    expect(page.get_by_text("Score one lead and keep it")).to_be_visible()
    expect(page.get_by_text("Unable to render this definition")).to_have_count(0)
    page.get_by_text("Score one lead and keep it").click()
    expect(page.get_by_text('"external_id": "form-8731"').first).to_be_visible()
    described = page.evaluate("fetch('/openapi.json').then(answer => answer.json())")
    shown = sum(len(methods) for methods in described["paths"].values())
    expect(page.locator(".opblock")).to_have_count(shown)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / f"docs-{width}.png", full_page=True)
    assert complaints == []
