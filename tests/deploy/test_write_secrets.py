"""Secrets are written once, complete, and for their owner alone."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "deploy/write_secrets.py"


def write(*arguments: object) -> str:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def read(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


def test_local_secrets_are_long_and_different_each_time(tmp_path):
    first, second = tmp_path / "a/leadworth.env", tmp_path / "b/leadworth.env"
    write("local", first)
    write("local", second)
    one, other = read(first), read(second)
    assert list(one) == ["LEADWORTH_SECRET", "LEADWORTH_CONTACT_KEYS", "LEADWORTH_ARTEFACT_KEY"]
    assert all(one[name] != other[name] for name in one)
    assert min(len(one["LEADWORTH_SECRET"]), len(one["LEADWORTH_ARTEFACT_KEY"])) >= 32
    version, _, key = one["LEADWORTH_CONTACT_KEYS"].partition(":")
    assert version == "1"
    assert len(base64.b64decode(key, validate=True)) == 32


def test_the_service_reads_what_was_written(tmp_path, monkeypatch):
    from service.settings import load_settings

    write("local", tmp_path / "leadworth.env")
    for name in read(tmp_path / "leadworth.env"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LEADWORTH_ENV_FILE", str(tmp_path / "leadworth.env"))
    assert len(load_settings().contact_keys[1]) == 32


def test_a_second_time_changes_nothing(tmp_path):
    path = tmp_path / "leadworth.env"
    write("local", path)
    before = path.read_bytes()
    assert "kept" in write("local", path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_nobody_else_may_read_them(tmp_path):
    write("local", tmp_path / "leadworth.env")
    write("compose", tmp_path)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("found", ["leadworth.env", "postgres.env"])
def test_one_file_found_keeps_both_since_they_share_a_password(tmp_path, found):
    (tmp_path / found).write_text("mine=1\n")
    write("compose", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [found]
    assert (tmp_path / found).read_text() == "mine=1\n"


def test_the_database_gets_its_password_and_none_of_the_applications_secrets(tmp_path):
    write("compose", tmp_path)
    application, database = read(tmp_path / "leadworth.env"), read(tmp_path / "postgres.env")
    assert set(database) == {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
    assert len(database["POSTGRES_PASSWORD"]) == 64
    assert application["LEADWORTH_DATABASE_URL"] == (
        f"postgresql+psycopg://leadworth:{database['POSTGRES_PASSWORD']}@postgres:5432/leadworth"
    )
