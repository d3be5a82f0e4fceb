"""The example landing page on another origin, in a real browser."""

import json
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def publish(site, leadworth, new_key):
    """The example's pages, sending to this Leadworth with a key of these origins."""

    def published(origins=None, thank_you=True, url=leadworth.url):
        addresses = [f"{site.url}/thanks.html"] if thank_you else []
        key = new_key("ingest", origins=[site.url] if origins is None else origins, thank_you_urls=addresses)
        site.publish(url, key)
        return site.url

    return published


def fill(page, phone="0901 234 567"):
    page.get_by_label("Họ tên").fill("Nguyễn Thị Lan")
    page.get_by_label("Số điện thoại").fill(phone)
    page.get_by_label("Khóa học").select_option("IELTS")
    page.get_by_label("Ngân sách").fill("12000000")
    page.get_by_label("Tôi đồng ý").check()


def press(page):
    page.get_by_role("button").click()


def leads(crm):
    return crm.get("/v1/leads").json["leads"]


def wait_for_leads(crm, count):
    until = time.monotonic() + 20
    while len(leads(crm)) < count and time.monotonic() < until:
        time.sleep(0.1)
    return leads(crm)


def test_the_plain_form_ends_on_the_thank_you_page(publish, open_page, crm, serving):
    page = open_page(java_script_enabled=False)
    page.goto(f"{publish()}/index.html")
    fill(page)
    with page.expect_response(lambda answer: "/v1/forms/" in answer.url) as sent:
        press(page)
    assert sent.value.status == 303
    expect(page).to_have_url(f"{publish()}/thanks.html")
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    (lead,) = leads(crm)
    assert lead["campaign"] == "tet-2026"
    assert lead["attributes"] == {"course": "IELTS", "budget": 12_000_000}
    assert lead["spam"] is False
    assert lead["score"]["model_version"] == serving
    assert crm.get(f"/v1/leads/{lead['id']}").json["contact"]["phones"] == ["+84901234567"]


def test_a_script_less_visitor_whose_phone_cannot_be_read_gets_a_page_and_a_way_back(publish, open_page, crm):
    page = open_page(java_script_enabled=False)
    address = f"{publish()}/index.html"
    page.goto(address)
    fill(page, phone="không có")
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Thông tin chưa gửi được")
    expect(page.get_by_role("listitem")).to_contain_text("Số điện thoại")
    expect(page.get_by_role("listitem")).to_contain_text("Phone")
    assert leads(crm) == []
    page.get_by_role("link", name="Quay lại").click()
    assert urlsplit(page.url)[:2] == urlsplit(address)[:2]


def test_the_way_back_leads_to_the_form_as_it_was_filled_in(publish, open_page, crm):
    page = open_page()
    page.goto(f"{publish()}/index.html")
    fill(page, phone="không có")
    press(page)
    page.get_by_role("link", name="Quay lại").click()
    expect(page.get_by_label("Họ tên")).to_have_value("Nguyễn Thị Lan")
    page.get_by_label("Số điện thoại").fill("0901 234 567")
    press(page)
    expect(page).to_have_url(f"{publish()}/thanks.html")
    assert len(leads(crm)) == 1


def test_a_key_without_a_thank_you_address_shows_a_page_of_thanks(publish, open_page, crm):
    page = open_page(java_script_enabled=False)
    page.goto(f"{publish(thank_you=False)}/index.html")
    fill(page)
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    assert len(leads(crm)) == 1


def test_the_script_gets_the_id_alone_and_needs_no_preflight(publish, open_page, crm, leadworth):
    page = open_page()
    page.goto(f"{publish()}/with-script.html?utm_source=facebook&fbclid=abc")
    fill(page)
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn! Thank you!")
    (lead,) = leads(crm)
    # One request, and so no preflight.
    assert leadworth.answered == [("POST", 201, json.dumps({"id": lead["id"]}))]
    assert lead["attributes"] == {"course": "IELTS", "budget": 12_000_000}
    assert lead["tracking"]["utm_source"] == "facebook"
    assert lead["tracking"]["fbclid"] == "abc"
    assert lead["tracking"]["landing_page"] == "/with-script.html"
    assert page.evaluate("localStorage.getItem('leadworth.waiting')") == "[]"


def test_the_script_shows_a_phone_that_cannot_be_read_at_its_field(publish, open_page, crm):
    page = open_page()
    page.goto(f"{publish()}/with-script.html")
    fill(page, phone="không có")
    press(page)
    phone = page.get_by_label("Số điện thoại")
    page.wait_for_function("document.querySelector('[name=phone]').validationMessage !== ''")
    assert "0901 234 567" in phone.evaluate("field => field.validationMessage")
    phone.fill("0901 234 567")
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    assert len(leads(crm)) == 1


def test_a_field_that_is_refused_does_not_cost_the_lead(publish, open_page, crm, serving):
    page = open_page()
    page.goto(f"{publish()}/with-script.html")
    fill(page)
    page.get_by_label("Ngân sách").evaluate("field => { field.type = 'text' }")
    page.get_by_label("Ngân sách").fill("khoảng mười triệu")
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    (lead,) = wait_for_leads(crm, 1)
    assert lead["attributes"] == {"course": "IELTS"}


def test_a_visitor_without_a_line_is_thanked_and_the_lead_comes_once_it_is_back(publish, open_page, crm):
    page = open_page()
    page.goto(f"{publish()}/with-script.html")
    fill(page)
    page.context.set_offline(True)
    press(page)
    expect(page.get_by_text("Cảm ơn bạn!")).to_be_visible()
    assert leads(crm) == []
    page.context.set_offline(False)
    assert len(wait_for_leads(crm, 1)) == 1
    page.wait_for_function("localStorage.getItem('leadworth.waiting') === '[]'")
    assert len(leads(crm)) == 1


def test_a_server_that_is_away_does_not_keep_the_visitor_waiting(
    publish, open_page, crm, leadworth, serve, free_port
):
    page = open_page()
    page.goto(f"{publish(url=f'http://127.0.0.1:{free_port}')}/with-script.html")
    fill(page)
    pressed = time.monotonic()
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn! Thank you!")
    assert time.monotonic() - pressed < 4
    with serve(leadworth.app, free_port):
        assert len(wait_for_leads(crm, 1)) == 1
        page.wait_for_function("localStorage.getItem('leadworth.waiting') === '[]'")
    assert len(leads(crm)) == 1


def test_a_server_that_hangs_does_not_keep_the_visitor_waiting(publish, open_page, crm, leadworth, serve):
    def slow(environ, start_response):
        time.sleep(5)
        return leadworth.app(environ, start_response)

    with serve(slow) as url:
        page = open_page()
        page.goto(f"{publish(url=url)}/with-script.html")
        fill(page)
        pressed = time.monotonic()
        press(page)
        expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn! Thank you!")
        assert time.monotonic() - pressed < 4.5
        assert len(wait_for_leads(crm, 1)) == 1
        page.wait_for_function("localStorage.getItem('leadworth.waiting') === '[]'")
    assert len(leads(crm)) == 1


def test_a_page_of_another_origin_is_refused_and_told_why(publish, open_page, crm, leadworth):
    page = open_page()
    page.goto(f"{publish(origins=['https://www.example.com'])}/with-script.html")
    fill(page)
    told = """async ([url]) => {
      const answer = await fetch(url, {method: "POST", body: "{}"});
      return [answer.status, (await answer.json()).detail];
    }"""
    status, detail = page.evaluate(told, [page.locator("form").get_attribute("action")])
    assert status == 403
    assert "origin" in detail
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    assert leads(crm) == []


def test_a_plain_form_of_another_origin_is_refused_in_words(publish, open_page, crm):
    page = open_page(java_script_enabled=False)
    page.goto(f"{publish(origins=['https://www.example.com'])}/index.html")
    fill(page)
    with page.expect_response(lambda answer: "/v1/forms/" in answer.url) as sent:
        press(page)
    assert sent.value.status == 403
    expect(page.get_by_text("Trang này chưa được phép gửi biểu mẫu")).to_be_visible()
    assert leads(crm) == []


def test_what_fills_in_the_trap_is_kept_as_spam_and_learns_nothing(publish, open_page, crm, leadworth):
    page = open_page()
    page.goto(f"{publish()}/with-script.html")
    fill(page)
    page.locator("[name=_website]").evaluate("field => { field.value = 'https://spam.example' }")
    press(page)
    expect(page.get_by_role("heading")).to_contain_text("Cảm ơn bạn")
    (answer,) = leadworth.answered
    assert list(json.loads(answer[2])) == ["id"]
    assert [lead["spam"] for lead in leads(crm)] == [True]
