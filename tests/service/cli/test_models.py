"""`python -m service models`."""

import re
import shutil

from service.store import leases
from service.usecases.models.conclude_retrain import Decision


def test_add_promote_list_and_roll_back(service, artefact_folder):
    added = service("models", "add", str(artefact_folder))
    version = added.out.strip()
    assert (added.status, added.out) == (0, f"{version}\n")
    assert service("models", "list").out.startswith(f"  {version}")
    assert service("models", "promote", version) == (0, "", "")
    assert service("models", "list").out.startswith(f"* {version}")
    ran = service("models", "roll-back")
    assert (ran.status, ran.out) == (1, "")
    assert "models: no other version" in ran.err


def test_adding_the_same_artefact_again_is_no_error(service, artefact_folder):
    first, again = (service("models", "add", str(artefact_folder)) for _ in range(2))
    assert (again.status, again.out) == (0, first.out)
    assert len(service("models", "list").out.splitlines()) == 1


def refused(service, *arguments):
    ran = service("models", *arguments)
    assert (ran.status, ran.out) == (1, "")
    line = ran.err.splitlines()[-1]
    assert re.match(r"models: .+", line)
    return line


def test_an_artefact_that_cannot_be_trusted_is_refused_with_the_reason(service, artefact_folder, tmp_path):
    tampered = shutil.copytree(artefact_folder, tmp_path / "tampered")
    (tampered / "model.joblib").write_bytes(b"something else")
    assert "hash" in refused(service, "add", str(tampered))
    unsigned = shutil.copytree(artefact_folder, tmp_path / "unsigned")
    manifest = (unsigned / "manifest.json").read_text()
    (unsigned / "manifest.json").write_text(re.sub(r'"signature": "\w+"', '"signed": ""', manifest))
    assert "sign" in refused(service, "add", str(unsigned))
    assert "missing" in refused(service, "add", str(tmp_path))
    assert "not a directory" in refused(service, "add", str(tmp_path / "none"))
    assert service("models", "list").out == ""


def test_changed_held_out_scores_are_refused(service, artefact_folder, tmp_path):
    tampered = shutil.copytree(artefact_folder, tmp_path / "tampered")
    (tampered / "held_out.parquet").write_bytes(b"something else")
    assert "held-out scores' hash" in refused(service, "add", str(tampered))
    assert service("models", "list").out == ""


def test_an_artefact_signed_with_another_key_is_refused(service, artefact_folder, monkeypatch):
    monkeypatch.setenv("LEADWORTH_ARTEFACT_KEY", "another artefact key of 32 letters or more")
    assert "signature" in refused(service, "add", str(artefact_folder))


def test_a_model_in_another_currency_is_refused(service, artefact_folder, monkeypatch):
    monkeypatch.setenv("LEADWORTH_CURRENCY", "USD")
    assert "USD is needed" in refused(service, "add", str(artefact_folder))


def test_a_version_that_is_not_there_is_refused(service):
    assert "no such model" in refused(service, "promote", "none")


def test_retrain_prints_what_was_decided_and_why(service, monkeypatch):
    decided = iter([Decision("promote", "v-2", "it wins"), Decision("keep", "v-2", "too few new outcomes")])
    monkeypatch.setattr("service.cli.models.retrain_now", lambda *_: next(decided))
    assert service("models", "retrain") == (0, "promote v-2: it wins\n", "")
    assert service("models", "retrain") == (0, "keep v-2: too few new outcomes\n", "")


def test_a_retrain_that_fails_says_why_in_one_line(service, monkeypatch):
    failed = Decision("fail", None, "no field may train")
    monkeypatch.setattr("service.cli.models.retrain_now", lambda *_: failed)
    assert service("models", "retrain") == (1, "", "models: no field may train\n")


def test_a_retrain_while_another_runs_is_refused(service, parts):
    with parts.database.write() as connection:
        leases.take(connection, "retrain", "another", 60)
    assert "another process retrains now" in refused(service, "retrain")
