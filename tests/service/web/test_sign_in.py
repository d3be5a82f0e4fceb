"""Signing in and out, links that let in once, and what nobody sees without it."""

import pytest

from service.store import users
from service.usecases.accounts.actor import OPERATOR
from service.usecases.accounts.invite_user import Invitation, invite_user
from service.usecases.clock import utc_now
from service.web.frame.page import COOKIE

PASSWORD = "một mật khẩu dài"
pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.fixture
def invited(parts):
    """The token of an invitation for a sales lead."""
    asked = Invitation(email="lead-01@example.com", name="Trưởng nhóm", role="sales_lead")
    with parts.database.write() as connection:
        return invite_user(connection, OPERATOR, asked, utc_now())[1]


@pytest.fixture
def entered(browser, invited):
    answer = browser.post(f"/invitations/{invited}", data={"password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return browser


def test_an_invitation_lets_in_once_and_sets_the_password(browser, invited):
    for _ in range(2):  # a chat looks at a link before people do
        assert "Trưởng nhóm" in browser.get(f"/invitations/{invited}").text
    short = browser.post(f"/invitations/{invited}", data={"password": "ngắn"})
    assert short.status_code == 422
    assert 'name="password"' in short.text
    answer = browser.post(f"/invitations/{invited}", data={"password": PASSWORD})
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in (COOKIE, "HttpOnly", "SameSite=Lax", "Max-Age=2592000"))
    assert "Secure" not in cookie
    assert browser.get("/account").status_code == 200
    assert browser.get(f"/invitations/{invited}").status_code == 404


def test_over_https_the_cookie_is_secure(browser, invited):
    answer = browser.post(f"https://localhost/invitations/{invited}", data={"password": PASSWORD})
    assert "Secure" in answer.headers["Set-Cookie"]


def test_sign_out_and_in_again_leads_to_the_page_that_was_asked_for(entered):
    entered.post("/sign-out")
    asked = entered.get("/account")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/sign-in?next=/account")
    form = {"email": "Lead-01@example.com ", "password": PASSWORD, "next": "/account"}
    assert entered.post("/sign-in", data=form).headers["Location"] == "/account"
    assert entered.get("/account").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com", "/\\example.com", "javascript:x", "//[", "http://["],
)
def test_signing_in_leads_nowhere_else(entered, elsewhere):
    form = {"email": "lead-01@example.com", "password": PASSWORD, "next": elsewhere}
    assert entered.post("/sign-in", data=form).headers["Location"].startswith("/")
    assert "example.com" not in entered.post("/sign-in", data=form).headers["Location"]


def test_wrong_words_are_told_the_same_and_lock_after_ten(entered):
    entered.post("/sign-out")
    said = set()
    for email in ("lead-01@example.com", "nobody@example.com"):
        answer = entered.post("/sign-in", data={"email": email, "password": "sai sai sai sai"})
        assert answer.status_code == 422
        said.add(answer.text.replace(email, ""))
    assert len(said) == 1
    for _ in range(9):
        entered.post("/sign-in", data={"email": "lead-01@example.com", "password": "sai"})
    right = {"email": "lead-01@example.com", "password": PASSWORD}
    assert entered.post("/sign-in", data=right).status_code == 422


def test_a_form_of_another_site_or_without_its_token_is_refused(signed_in_as):
    visitor = signed_in_as("marketer")
    other = visitor.post("/account/language", {"language": "en"}, headers={"Origin": "https://example.com"})
    assert other.status_code == 403
    assert visitor.post("/account/language", {"language": "en", "csrf": "x"}).status_code == 403
    odd = visitor.post("/account/language", {"language": "en"}, headers={"Origin": "http://["})
    assert odd.status_code == 403
    own = visitor.post("/account/language", {"language": "en"}, headers={"Origin": "http://localhost"})
    assert own.status_code == 303
    assert "Sign out" in visitor.get("/account").text


def test_what_is_refused_is_told_on_the_page_in_its_language(signed_in_as):
    visitor = signed_in_as("marketer")
    answer = visitor.post("/account/language", {"language": "fr"})
    assert answer.status_code == 422
    assert "cần chọn một trong các mục có sẵn" in answer.text


def test_every_page_has_its_headers_and_errors_are_pages(signed_in_as):
    visitor = signed_in_as("rep", rep="sale-03")
    page = visitor.get("/account")
    assert "script-src 'self'; style-src 'self';" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    missing = visitor.get("/no-such-page")
    assert (missing.status_code, missing.mimetype) == (404, "text/html")
    assert "<title>" in missing.text


def test_a_disabled_users_session_ends_at_once(signed_in_as, parts):
    visitor = signed_in_as("marketer")
    with parts.database.write() as connection:
        for row in users.listing(connection):
            users.change(connection, row.id, disabled_at=utc_now())
    assert visitor.get("/account").status_code == 303
