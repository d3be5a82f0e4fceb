"""Who may sign in, as an admin and a sales lead see and change it."""

import re

import pytest

from service.store import reps
from service.usecases.clock import utc_now

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def admin(signed_in_as):
    return signed_in_as("admin", language="en")


@pytest.fixture
def team(parts):
    with parts.database.write() as connection:
        reps.ids(connection, ["sale-03"], utc_now())


def person(name="Hoa", role="marketer", **more):
    return {"name": name, "email": f"{name.lower()}@example.com", "role": role, "language": "vi", **more}


def test_an_invitation_is_shown_once_and_lets_in(admin, app):
    answer = admin.post("/users", person())
    assert answer.status_code == 200
    (link,) = re.findall(r"http://localhost(/invitations/[\w-]+)", answer.text)
    assert link not in admin.get("/users").text
    assert "Invited, not come yet" in admin.get("/users").text
    entered = app.test_client().post(link, data={"password": "một mật khẩu dài"})
    assert entered.status_code == 303
    assert "Invited, not come yet" not in admin.get("/users").text


def test_what_cannot_be_invited_is_told_at_its_field(admin, team):
    assert admin.post("/users", person(name="Lan", role="rep")).status_code == 422
    assert admin.post("/users", person(name="Lan", role="rep", rep="sale-03")).status_code == 200
    again = admin.post("/users", person(name="Lan"))
    assert again.status_code == 422
    assert 'href="#f-email"' in again.text


def test_a_sales_lead_invites_reps_and_nobody_else(signed_in_as, team):
    lead = signed_in_as("sales_lead")
    assert lead.post("/users", person(role="rep", rep="sale-03")).status_code == 200
    assert lead.post("/users", person(name="Mai", role="admin")).status_code == 422


def test_the_last_admin_stays(admin):
    (own,) = set(re.findall(r"/users/([0-9a-f-]{36})/disable", admin.get("/users").text))
    assert admin.post(f"/users/{own}/disable").status_code == 409
    assert admin.get("/users").status_code == 200


def test_who_is_disabled_and_enabled_again(admin):
    admin.post("/users", person())
    page = admin.get("/users").text
    row = page[page.index("hoa@example.com") :]
    address = re.search(r"/users/[0-9a-f-]{36}/disable", row)[0]
    assert admin.post(address).status_code == 303
    assert "Disabled" in admin.get("/users").text
    assert admin.post(address.replace("disable", "enable")).status_code == 303
