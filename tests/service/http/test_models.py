"""`/v1/models`: what serves, and who decided so."""

import hashlib
import io
from datetime import timedelta
from itertools import count

import joblib
import pytest
import sqlalchemy as sa

from model.lead import artefact
from model.lead import manifest as manifests
from service.serving import Serving
from service.store.models import models
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model, promote


@pytest.fixture
def add(parts, artefact_folder):
    """Keep a further version, the same model in other bytes and under another name; its version."""
    key, levels = parts.settings.artefact_key, count(4)

    def add_version(name):
        blob, manifest = artefact.read(artefact_folder)
        buffer = io.BytesIO()
        joblib.dump(joblib.load(io.BytesIO(blob)), buffer, compress=next(levels))
        changed = {"version": name, "sha256": hashlib.sha256(buffer.getvalue()).hexdigest()}
        renamed = {part: manifest[part] for part in manifest if part != "signature"} | changed
        with parts.database.write() as connection:
            signed = manifests.signed(renamed, key)
            return add_model(connection, parts.company, buffer.getvalue(), signed, key, utc_now())

    return add_version


def serving_of(admin):
    return admin.get("/v1/models").json["serving"]


def test_no_model_serves_at_first(admin):
    answer = admin.get("/v1/models")
    assert answer.json == {"serving": None, "versions": [], "decisions": []}


def test_a_promoted_version_serves_and_the_decision_is_kept(admin, add):
    one, two = add("v-1"), add("v-2")
    for version in (one, two):
        assert admin.post(f"/v1/models/{version}/promote").json == {"serving": version}
    listed = admin.get("/v1/models").json
    assert listed["serving"] == two
    assert {each["version"]: each["serves"] for each in listed["versions"]} == {one: False, two: True}
    assert [(each["version"], each["action"]) for each in listed["decisions"]] == [
        (two, "promote"),
        (one, "promote"),
    ]
    assert all("signature" not in each["manifest"] for each in listed["versions"])


def test_promoting_what_serves_decides_nothing(admin, add):
    version = add("v-1")
    for _ in range(2):
        assert admin.post(f"/v1/models/{version}/promote").status_code == 200
    assert len(admin.get("/v1/models").json["decisions"]) == 1


def test_rolling_back_goes_back_one_at_a_time_until_there_is_none(admin, add, problem):
    for version in ("v-1", "v-2", "v-3"):
        admin.post(f"/v1/models/{add(version)}/promote")
    assert admin.post("/v1/models/roll-back").json == {"serving": "v-2"}
    assert admin.post("/v1/models/roll-back").json == {"serving": "v-1"}
    problem(admin.post("/v1/models/roll-back"), 409)
    assert serving_of(admin) == "v-1"


def test_after_a_roll_back_a_promotion_can_be_undone_again(admin, add):
    for version in ("v-1", "v-2"):
        admin.post(f"/v1/models/{add(version)}/promote")
    admin.post("/v1/models/roll-back")
    admin.post("/v1/models/v-2/promote")
    assert admin.post("/v1/models/roll-back").json == {"serving": "v-1"}


def test_a_decision_of_a_machine_whose_clock_is_behind_still_counts(admin, serving, add, parts):
    version = add("v-2")
    with parts.database.write() as connection:
        promote(connection, version, "ahead", parts.settings.artefact_key, utc_now() + timedelta(hours=1))
    assert admin.post(f"/v1/models/{serving}/promote").json == {"serving": serving}
    assert serving_of(admin) == serving


@pytest.mark.parametrize("version", ["none", "%00", "a%2Fb", "x" * 500])
def test_an_unknown_version_is_not_found(admin, problem, version):
    answer = admin.post(f"/v1/models/{version}/promote")
    assert answer.status_code == (400 if version == "%00" else 404)
    problem(answer, answer.status_code)


DAMAGE = {
    "its bytes were changed": {"artefact": b"not a model"},
    "it was cut": {"artefact": b""},
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_version_is_refused_with_the_reason_and_the_old_one_serves_on(
    admin, crm, serving, add, parts, problem, damage
):
    version = add("v-2")
    _change(parts, version, **DAMAGE[damage])
    body = problem(admin.post(f"/v1/models/{version}/promote"), 409)
    assert "hash does not match" in body["detail"]
    assert serving_of(admin) == serving
    assert crm.post("/v1/leads", {}).json["score"]["model_version"] == serving


@pytest.mark.parametrize("change", [{"version": "v-3"}, {"signature": "00"}, {"metrics": {}}])
def test_a_changed_manifest_is_refused_with_the_reason(admin, serving, add, parts, problem, change):
    version = add("v-2")
    with parts.database.read() as connection:
        manifest = connection.scalar(sa.select(models.c.manifest).where(models.c.version == version))
    _change(parts, version, manifest=manifest | change)
    assert "signature" in problem(admin.post(f"/v1/models/{version}/promote"), 409)["detail"]
    without = {name: part for name, part in manifest.items() if name != "signature"}
    _change(parts, version, manifest=without)
    problem(admin.post(f"/v1/models/{version}/promote"), 409)
    assert serving_of(admin) == serving


def test_a_version_that_is_damaged_while_it_serves_keeps_serving_where_it_is_loaded(crm, serving, parts):
    _change(parts, serving, artefact=b"gone")
    parts.serving.look()
    assert crm.post("/v1/leads", {}).json["score"]["model_version"] == serving
    elsewhere = Serving(parts.database, parts.settings.artefact_key, None)
    elsewhere.look()
    assert elsewhere.scorer is None


def test_another_processs_promotion_is_picked_up_at_the_next_look(admin, crm, serving, add, parts):
    elsewhere = Serving(parts.database, parts.settings.artefact_key, None)
    elsewhere.look()
    assert elsewhere.scorer.model_version == serving
    admin.post(f"/v1/models/{add('v-2')}/promote")
    elsewhere.look()
    parts.serving.look()
    assert elsewhere.scorer.model_version == "v-2"
    assert crm.post("/v1/leads", {}).json["score"]["model_version"] == "v-2"
    admin.post("/v1/models/roll-back")
    elsewhere.look()
    assert elsewhere.scorer.model_version == serving


def test_a_watch_outlives_a_store_that_is_away(parts, serving, monkeypatch):
    elsewhere = Serving(parts.database, parts.settings.artefact_key, None)
    with monkeypatch.context() as patched:
        patched.setattr(elsewhere, "look", lambda: 1 / 0)
        elsewhere.watch()
        elsewhere.stop()
    elsewhere.look()
    assert elsewhere.scorer.model_version == serving


def test_models_are_for_admins(admin, crm, marketing, serving, problem):
    assert admin.get("/v1/models").json["serving"] == serving
    problem(marketing.get("/v1/models"), 403)
    problem(marketing.post(f"/v1/models/{serving}/promote"), 403)
    problem(marketing.post("/v1/models/roll-back"), 403)
    problem(crm.get("/v1/models"), 403)


def _change(parts, version, **values):
    with parts.database.write() as connection:
        connection.execute(sa.update(models).where(models.c.version == version).values(**values))
