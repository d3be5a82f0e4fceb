"""The model's page: none, one that serves, its card, the way back."""

import pytest


@pytest.fixture
def admin(signed_in_as):
    return signed_in_as("admin", language="en")


def test_without_a_model_it_says_what_works_all_the_same(admin):
    page = admin.get("/model")
    assert page.status_code == 200
    assert "No model scores leads yet" in page.text
    assert admin.post("/model/none/promote").status_code == 404
    assert admin.post("/model/roll-back").status_code in (404, 409)


def test_what_serves_is_shown_with_its_card(admin, serving):
    page = admin.get("/model").text
    assert serving in page
    card = admin.get(f"/model/{serving}/card")
    assert (card.status_code, card.mimetype) == (200, "text/html")
    assert "style-src 'sha256-" in card.headers["Content-Security-Policy"]
    assert admin.post(f"/model/{serving}/promote").status_code in (303, 409)
