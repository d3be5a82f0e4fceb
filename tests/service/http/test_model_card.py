"""`/v1/models/{version}/card`: a page for people, behind an admin's key."""

import base64
import hashlib
import re

import pytest
import sqlalchemy as sa

from model.lead import artefact
from model.lead.artefact import ArtefactRefused
from service.store.models import models
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_card_is_the_artefacts_own_file(admin, serving, artefact_folder, language):
    answer = admin.get(f"/v1/models/{serving}/card", lang=language)
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Content-Language"] == language
    assert answer.text == (artefact_folder / f"card.{language}.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in answer.text
    assert serving in answer.text


def test_it_is_vietnamese_unless_asked(admin, serving):
    assert "<h1>Thẻ mô hình</h1>" in admin.get(f"/v1/models/{serving}/card").text


def test_its_policy_lets_in_its_own_style_and_nothing_else(admin, serving):
    answer = admin.get(f"/v1/models/{serving}/card")
    (style,) = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_version_that_was_made_without_one_says_so(admin, serving, parts, problem):
    with parts.database.write() as connection:
        connection.execute(sa.update(models).values(cards=None))
    body = problem(admin.get(f"/v1/models/{serving}/card"), 404)
    assert "made without a card" in body["detail"]


def test_an_unknown_version_is_not_found(admin, problem):
    assert "no such model version" in problem(admin.get("/v1/models/none/card"), 404)["detail"]


@pytest.mark.parametrize("language", ["fr", "", "VI", "../en"])
def test_another_language_is_refused(admin, serving, problem, language):
    problem(admin.get(f"/v1/models/{serving}/card", lang=language), 422, "/lang")


def test_cards_are_for_admins(crm, marketing, serving, problem):
    problem(marketing.get(f"/v1/models/{serving}/card"), 403)
    problem(crm.get(f"/v1/models/{serving}/card"), 403)


def test_a_card_that_is_not_the_manifests_is_not_kept(parts, artefact_folder):
    key = parts.settings.artefact_key
    blob, manifest = artefact.read(artefact_folder)
    forged = {**artefact.read_cards(artefact_folder, manifest), "vi": "<p>Trust me</p>"}
    with parts.database.write() as connection, pytest.raises(ArtefactRefused, match="card's hash"):
        add_model(connection, parts.company, blob, manifest, key, utc_now(), forged)
    with parts.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(models)) == 0
