"""What people of a company do with the pages in a week, from an invitation to the review's last click."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from service.store import reps
from service.store.lead_states import lead_states
from service.usecases.clock import utc_now
from service.words import say
from tests.browser.pages.accessibility import grave
from tests.browser.pages.company import CHEAP, TEAM

pytestmark = pytest.mark.browser


def word(topic, key, **gaps):
    return say(topic, "vi", key, **gaps)


def test_somebody_is_invited_signs_up_and_signs_in_again(visit, site):
    page = visit("admin").open("/users")
    invite = page.locator("#invite")
    invite.get_by_label(word("users_page", "name"), exact=False).fill("Nguyễn Thị Hoa")
    invite.get_by_label(word("users_page", "email"), exact=False).fill("hoa@example.com")
    invite.get_by_label(word("users_page", "role"), exact=False).select_option("marketer")
    invite.get_by_role("button").click()
    link = page.locator("#new-link").inner_text()

    page = visit(None, width=375).open(link.removeprefix(site.url))
    page.locator("[name=password]").fill("một mật khẩu thật dài")
    page.get_by_role("button", name=word("sign_in", "go_on")).click()
    expect(page).to_have_url(f"{site.url}/campaigns")
    page.get_by_role("button", name=word("words", "sign_out")).click()

    page.locator("[name=email]").fill("hoa@example.com")
    page.locator("[name=password]").fill("một mật khẩu thật dài")
    page.get_by_role("button", name=word("sign_in", "enter")).click()
    expect(page).to_have_url(f"{site.url}/campaigns")
    assert visit(None).open(link.removeprefix(site.url)).locator("[name=password]").count() == 0


def test_the_cheap_campaign_that_sells_nothing_is_pointed_out_and_opened(visit):
    page = visit("marketer").open("/campaigns?days=90")
    told = page.locator(".in-short").get_by_text("Minigame nhận quà").first
    expect(told).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Minigame nhận quà")
    expect(row).to_contain_text(word("campaigns_page", "verdict_below_target"))
    told.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minigame nhận quà")
    assert page.url.partition("?")[0].endswith(f"/campaigns/{CHEAP}")


def test_a_call_sample_is_taken_called_and_recorded(visit):
    page = visit("marketer", width=375).open(f"/campaigns/{CHEAP}?days=90")
    sample = page.locator("#sample")
    sample.locator("[name=size]").select_option("25")
    sample.get_by_role("button").click()
    if "/samples/" not in page.url:
        sample.get_by_role("link").first.click()
    lent = page.locator("[id^=lead-]")
    expect(lent).to_have_count(25)
    assert grave(page) == []
    first = lent.first
    expect(first.get_by_role("link", name=re.compile(r"\+84"))).to_have_attribute("href", re.compile("^tel:"))
    first.locator("summary").click()
    first.locator("[name=attempts]").fill("2")
    first.locator("[name=disposition]").select_option("qualified")
    first.get_by_role("button", name=word("words", "save")).click()
    expect(page.locator("[id^=lead-]").first).to_contain_text(word("words", "disposition_qualified"))


def test_a_rep_works_three_leads_with_her_thumb(visit):
    page = visit("rep", width=375, has_touch=True).open("/desk")
    first, worked = page.locator("#first"), set()
    for _ in range(3):
        worked.add(first.get_by_role("heading", level=2).get_by_role("link").get_attribute("href"))
        expect(first.get_by_role("link", name=re.compile(r"\+84|0901"))).to_be_visible()
        first.get_by_role("button", name=word("words", "result_reached")).tap()
        first.get_by_role("button", name=word("words", "disposition_no_budget")).tap()
        expect(page.get_by_text(word("words", "kept"))).to_be_visible()
    assert len(worked) == 3


def test_a_rep_cannot_open_another_reps_lead_by_its_address(visit, site):
    with site.parts.database.read() as connection:
        owned = connection.execute(sa.select(lead_states.c.lead_id, lead_states.c.owner_id)).all()
        keys = reps.keys_of(connection)
    lead_of = {keys[each.owner_id]: each.lead_id for each in owned if each.owner_id}
    page = visit("rep", width=375).page
    statuses = {rep: page.goto(f"{site.url}/leads/{lead}").status for rep, lead in lead_of.items()}
    assert statuses == {TEAM[0]: 200, **dict.fromkeys(TEAM[1:], 404)}


def test_the_sales_lead_sees_what_each_rep_got(visit):
    page = visit("sales_lead").open("/team")
    shares = page.locator("#shares").get_by_role("table")
    for rep in TEAM:
        expect(shares.get_by_role("rowheader", name=rep)).to_be_visible()


def test_an_action_is_written_into_the_review_which_is_frozen_and_printed(visit, tmp_path):
    week = (utc_now() - timedelta(days=7)).isocalendar()
    page = visit("sales_lead").open(f"/reviews/{week.year}-W{week.week:02}")
    new = page.locator("#actions form").last
    new.locator("[name=what]").fill("Gọi lại các số của minigame trong ngày")
    new.locator("[name=who]").fill(TEAM[1])
    new.get_by_role("button").last.click()
    expect(page.locator("#actions")).to_contain_text("Gọi lại các số của minigame trong ngày")
    end = page.locator("#end")
    end.get_by_text(word("reviews_page", "freeze"), exact=True).click()
    end.locator("form").get_by_role("button").click()
    expect(end).to_contain_text(word("reviews_page", "frozen_short"))
    printed = tmp_path / "review.pdf"
    page.pdf(path=printed, format="A4", prefer_css_page_size=True)
    assert pages_of(printed) == 1


def pages_of(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_a_language_that_is_chosen_stays(visit):
    page = visit("boss", width=375).open("/account")
    page.locator("[name=language]").select_option("en")
    page.get_by_role("button", name=word("words", "save")).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(page.url.partition("/account")[0] + "/overview")
    expect(page.get_by_role("heading", level=1)).to_contain_text(say("overview_page", "en", "title"))
    page.get_by_role("link", name=say("words", "en", "other_language")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(word("overview_page", "title"))
