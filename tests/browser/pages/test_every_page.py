"""Every page of every role: links lead somewhere, nothing is refused, nothing is wider than a phone, and who
reads by ear or needs contrast can use it."""

from collections.abc import Iterator

import pytest

from model.vocabulary import ROLES
from tests.browser.pages.accessibility import grave
from tests.browser.pages.visitor import in_language

pytestmark = pytest.mark.browser
LANGUAGES = ("vi", "en")
PHONE = 375
# Who sees most first: a page that several may open is looked through once.
FIRST = ("admin", "marketer", "rep", "sales_lead", "boss")
WITHOUT_A_SESSION = ("/sign-in", "/invitations/none")
# Shown on the way of a form that was sent: /setup's tests go there.
ON_THE_WAY = {"web_setup"}


def test_every_link_leads_to_a_page_that_its_reader_may_open(found):
    wrong = [
        (role, each.address, each.answer.status_code)
        for role, opened in found.items()
        for each in opened
        if each.answer.status_code != 200
    ]
    assert wrong == []


def test_every_page_is_linked_from_another(site, found):
    linked = {each.view for opened in found.values() for each in opened}
    pages = {
        endpoint
        for endpoint, view in site.app.view_functions.items()
        if hasattr(view, "roles")
        and any("GET" in rule.methods for rule in site.app.url_map.iter_rules(endpoint))
    }
    passing = {each for each in pages if each.endswith((".go_home", ".show_this_week", ".show_picture"))}
    missing = {each for each in pages - linked - passing if each.partition(".")[0] not in ON_THE_WAY}
    assert missing == set()


@pytest.mark.parametrize("role", ROLES)
def test_no_page_complains_or_is_wider_than_a_phone(visit, found, role):
    visitor, wrong = visit(role, width=PHONE, color_scheme="light"), []
    for address in [address for first, address in once(found) if first == role]:
        for language in LANGUAGES:
            page = visitor.open(in_language(address, language))
            page.emulate_media(color_scheme="dark" if language == "vi" else "light")
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE:
                wrong.append((address, language, width, page.evaluate(WIDE)))
    assert wrong == []
    assert visitor.complaints == []


# What sticks out, but for what scrolls alone.
WIDE = """[...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
  .filter(each => !each.closest(".table, .chart-table, pre, [tabindex='0']"))
  .map(each => `${each.tagName}.${each.className}`).slice(0, 3)"""


def once(found) -> Iterator[tuple[str, str]]:
    """Each page with one role that may see it."""
    seen = set()
    for role in FIRST:
        for each in found[role]:
            if each.is_html and each.kind not in seen:
                seen.add(each.kind)
                yield role, each.address


def test_axe_finds_nothing_grave_in_light_or_dark(visit, found):
    visitors, wrong = {}, []
    for role, address in [*once(found), *((None, address) for address in WITHOUT_A_SESSION)]:
        if role not in visitors:
            visitors[role] = visit(role)
        wrong += grave(visitors[role].open(address))
    assert wrong == []
