import hashlib
import json

import joblib
import pytest

from model.lead import artefact, manifest
from model.lead.artefact import ArtefactRefused

OTHER_KEY = b"another key of more than thirty-two characters"


@pytest.fixture
def written(tmp_path, lead_model, artefact_about, key):
    artefact.write(tmp_path / "artefact", lead_model, artefact_about, key)
    return artefact.read(tmp_path / "artefact")


def refused(blob, told, key) -> str:
    with pytest.raises(ArtefactRefused) as caught:
        artefact.load(blob, told, key)
    return caught.value.reason


def test_what_was_written_is_loaded_and_scores(written, key, rows, scorer):
    loaded = artefact.load(*written, key)
    assert loaded.score(rows[:5]) == scorer.score(rows[:5])
    assert loaded.horizon_days == 60.0
    assert loaded.grade_cutoffs == (3.0, 2.0, 1.0)
    assert loaded.model_version == "2026-11-22-" + written[1]["sha256"][:8]


def test_the_manifest_says_what_the_artefact_is_of(written):
    blob, told = written
    assert told["format"] == 2
    assert told["sha256"] == hashlib.sha256(blob).hexdigest()
    assert set(told["libraries"]) == {"python", "scikit-learn", "numpy", "scipy", "joblib"}
    assert told["data"] == {"rows": 400}


def test_nothing_is_opened_before_it_was_verified(written, key, monkeypatch):
    monkeypatch.setattr(joblib, "load", lambda *_: pytest.fail("opened an unverified file"))
    blob, told = written
    assert "hash" in refused(blob + b"x", told, key)


@pytest.mark.parametrize("cut", [0, 1, -1])
def test_a_truncated_model_is_refused(written, key, cut):
    assert "truncated or changed" in refused(written[0][:cut], written[1], key)


def test_a_changed_byte_is_refused(written, key):
    blob, told = written
    assert "hash" in refused(bytes([blob[0] ^ 1]) + blob[1:], told, key)


@pytest.mark.parametrize("name", ["grade_cutoffs", "sha256", "schema", "metrics", "version", "libraries"])
def test_any_changed_line_of_the_manifest_is_refused(written, key, name):
    assert "signature does not match" in refused(written[0], {**written[1], name: "changed"}, key)


def test_an_added_line_of_the_manifest_is_refused(written, key):
    assert "signature does not match" in refused(written[0], {**written[1], "more": 1}, key)


@pytest.mark.parametrize("signature", [None, "", 5])
def test_an_unsigned_manifest_is_refused(written, key, signature):
    assert "unsigned" in refused(written[0], {**written[1], "signature": signature}, key)


def test_another_key_is_refused(written):
    assert "another key" in refused(*written, OTHER_KEY)


def test_a_newer_format_is_refused_by_its_number(written, key):
    told = manifest.signed({**written[1], "format": 3}, key)
    assert "format 3 is newer" in refused(written[0], told, key)


def test_an_older_format_is_refused_by_its_number(written, key):
    told = manifest.signed({**written[1], "format": 1}, key)
    assert "format 1 is older" in refused(written[0], told, key)


@pytest.mark.parametrize("found", [None, 0, "1", True])
def test_no_format_is_refused(written, key, found):
    assert "names no format" in refused(written[0], {**written[1], "format": found}, key)


def test_another_minor_of_scikit_learn_is_refused(written, key):
    libraries = {**written[1]["libraries"], "scikit-learn": "1.2.3"}
    told = manifest.signed({**written[1], "libraries": libraries}, key)
    assert "scikit-learn 1.2.3" in refused(written[0], told, key)


def test_another_patch_of_scikit_learn_is_loaded(written, key):
    here = written[1]["libraries"]["scikit-learn"]
    libraries = {**written[1]["libraries"], "scikit-learn": here.rpartition(".")[0] + ".99"}
    artefact.verify(written[0], manifest.signed({**written[1], "libraries": libraries}, key), key)


def test_a_signed_file_that_holds_no_model_is_refused(tmp_path, artefact_about, key):
    artefact.write(tmp_path / "other", {"not": "a model"}, artefact_about, key)
    assert "other than a lead model" in refused(*artefact.read(tmp_path / "other"), key)


def test_a_model_that_is_too_large_is_refused(written, key, monkeypatch):
    monkeypatch.setattr(artefact, "MAX_MODEL_BYTES", len(written[0]) - 1)
    assert "larger than" in refused(*written, key)


@pytest.mark.parametrize("missing", [artefact.MODEL, artefact.MANIFEST])
def test_a_missing_file_is_named(tmp_path, lead_model, artefact_about, key, missing):
    artefact.write(tmp_path / "artefact", lead_model, artefact_about, key)
    (tmp_path / "artefact" / missing).unlink()
    with pytest.raises(ArtefactRefused, match=f"{missing} is missing"):
        artefact.read(tmp_path / "artefact")


def test_a_missing_directory_is_named(tmp_path):
    with pytest.raises(ArtefactRefused, match="is not a directory"):
        artefact.read(tmp_path / "nowhere")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"a": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_is_no_json_object_is_refused(tmp_path, lead_model, artefact_about, key, text):
    artefact.write(tmp_path / "artefact", lead_model, artefact_about, key)
    (tmp_path / "artefact" / artefact.MANIFEST).write_bytes(text)
    with pytest.raises(ArtefactRefused, match="JSON"):
        artefact.read(tmp_path / "artefact")


def test_writing_again_replaces_the_old_one_and_leaves_nothing_beside(
    tmp_path, lead_model, artefact_about, key
):
    for horizon in (30.0, 90.0):
        artefact.write(tmp_path / "artefact", lead_model, {**artefact_about, "horizon_days": horizon}, key)
    assert artefact.read(tmp_path / "artefact")[1]["horizon_days"] == 90.0
    assert [entry.name for entry in tmp_path.iterdir()] == ["artefact"]


def test_a_directory_with_other_files_is_not_taken(tmp_path, lead_model, artefact_about, key):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(ArtefactRefused, match="name a new directory"):
        artefact.write(tmp_path, lead_model, artefact_about, key)
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_a_write_that_fails_leaves_the_old_artefact(tmp_path, lead_model, artefact_about, key, monkeypatch):
    artefact.write(tmp_path / "artefact", lead_model, artefact_about, key)
    before = artefact.read(tmp_path / "artefact")
    monkeypatch.setattr(artefact.os, "fsync", lambda _: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(OSError, match="no space"):
        artefact.write(tmp_path / "artefact", lead_model, artefact_about, key)
    assert artefact.read(tmp_path / "artefact") == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["artefact"]


def test_the_manifest_survives_a_round_through_json(written, key):
    blob, told = written
    artefact.verify(blob, json.loads(json.dumps(told, indent=3)), key)
