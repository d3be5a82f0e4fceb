"""Keys are made, shown once and revoked; the form for a landing page works as it is given."""

import html
import re

import pytest
import sqlalchemy as sa

from service.store.audit import audit_entries


@pytest.fixture
def admin(signed_in_as):
    return signed_in_as("admin", language="en")


def test_a_key_is_shown_once_and_revoked(admin, app):
    answer = admin.post("/keys", {"name": "CRM", "scope": "crm"})
    (key,) = re.findall(r"lw_crm_\w+", answer.text)
    asked = {"headers": {"Authorization": f"Bearer {key}"}}
    assert app.test_client().get("/v1/leads", **asked).status_code == 200
    assert key not in admin.get("/keys").text
    assert admin.post(f"/keys/{key.split('_')[2]}/revoke").status_code == 303
    assert app.test_client().get("/v1/leads", **asked).status_code == 401


def test_the_landing_pages_form_brings_a_lead_that_shows(admin, app):
    answer = admin.post("/keys", {"name": "<b>Tết</b>", "scope": "ingest"})
    assert "<b>Tết" not in answer.text
    snippet = html.unescape(re.search(r'<pre id="snippet"[^>]*>(.*?)</pre>', answer.text, re.DOTALL)[1])
    door = re.search(r'action="http://localhost(/v1/forms/(\w+))"', snippet)
    watched = f"/keys/{door[2].split('_')[2]}"
    assert "No lead came by this key yet." in admin.get(watched).text
    sent = {"phone": "0912 345 678", "campaign": re.search(r'name="campaign".*value="([^"]+)"', snippet)[1]}
    assert app.test_client().post(door[1], data=sent).status_code in (201, 303)
    assert "campaign-name" in admin.get(watched).text


def test_what_cannot_be_is_told(admin):
    wrong = admin.post("/keys", {"name": "x", "scope": "ingest", "origins": "www.example.com"})
    assert wrong.status_code == 422
    assert 'id="f-origins"' in wrong.text
    assert admin.get("/keys/none").status_code == 404


def test_a_double_tap_makes_one_key(admin):
    form = {"name": "CRM", "scope": "crm", **admin.tokens("/keys")}
    assert admin.post("/keys", form).status_code == 200
    again = admin.post("/keys", form)
    assert again.status_code == 409
    assert again.text.count("/revoke") == 1


def test_who_made_a_key_is_in_the_audit(admin, parts):
    admin.post("/keys", {"name": "CRM", "scope": "admin"})
    with parts.database.read() as connection:
        rows = connection.execute(sa.select(audit_entries)).all()
    assert [(row.action, row.source[:5]) for row in rows] == [("post_key", "user:")]
