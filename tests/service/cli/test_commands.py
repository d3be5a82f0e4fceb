"""`python -m service`: every command exits 0 only when it did its work, else one line says why not."""

import re

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from service.store.database import Database
from service.store.leads import leads
from service.store.migrations import is_current

COMMANDS = [("keys", "list"), ("models", "list"), ("snapshot", "--out", "x.parquet"), ("score",)]
COMMANDS.append(("worker", "--once"))


def failed(ran, command):
    assert ran.status == 1
    assert ran.out == ""
    assert re.fullmatch(rf"{command}: .+\n", ran.err), ran.err
    return ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_store_that_is_not_migrated_is_said_in_one_line(run, tmp_path, monkeypatch, command):
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", f"sqlite:///{tmp_path}/new.db")
    assert "migrate" in failed(run(*command), command[0])


@pytest.mark.parametrize("command", [*COMMANDS, ("migrate",)])
@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "mysql://x/y", "no url"])
def test_a_store_that_cannot_be_used_is_said_in_one_line(run, monkeypatch, command, url):
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", url)
    failed(run(*command), command[0])


def test_a_missing_secret_is_said_in_one_line(run, monkeypatch):
    monkeypatch.delenv("LEADWORTH_SECRET")
    assert "LEADWORTH_SECRET" in failed(run("keys", "list"), "keys")


def test_migrate_makes_a_store_and_again_changes_nothing(run, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/new/leadworth.db"
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", url)
    for _ in range(2):
        ran = run("migrate")
        assert (ran.status, ran.out) == (0, "")
        assert "up to date" in ran.err
    database = Database(url)
    assert is_current(database)
    database.close()


def test_migrate_tells_no_password(run, monkeypatch):
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", "postgresql://user:hidden-word@127.0.0.1:1/none")
    assert "hidden-word" not in run("migrate").err


def test_snapshot_writes_the_file_and_says_how_many(service, crm, tmp_path):
    crm.post("/v1/leads/batch", {"leads": [{} for _ in range(3)]})
    out = tmp_path / "new" / "history.parquet"
    ran = service("snapshot", "--out", str(out))
    assert (ran.status, ran.out) == (0, f"3 leads written to {out}\n")
    assert pq.read_table(out).num_rows == 3


def test_snapshot_into_a_place_that_is_none_fails_in_one_line(service, tmp_path):
    (tmp_path / "file").write_text("")
    ran = service("snapshot", "--out", str(tmp_path / "file" / "x.parquet"))
    assert ran.status == 1
    assert ran.err.splitlines()[-1].startswith("snapshot: ")


def test_score_needs_a_model_then_scores_what_has_none(service, crm, request):
    crm.post("/v1/leads/batch", {"leads": [{} for _ in range(3)]})
    assert "models promote" in failed(service("score"), "score")
    version = request.getfixturevalue("serving")
    ran = service("score")
    assert (ran.status, ran.out) == (0, f"3 leads scored by {version}\n")
    assert service("score").out == f"0 leads scored by {version}\n"


def test_a_worker_that_runs_once_does_every_job_and_ends(service, crm, parts, request):
    crm.post("/v1/leads", {})
    request.getfixturevalue("serving")
    assert service("worker", "--once").status == 0
    with parts.database.read() as connection:
        assert connection.scalars(sa.select(leads.c.score_origin)).all() == ["later"]


@pytest.mark.parametrize("arguments", [(), ("dance",), ("keys",), ("models", "add"), ("snapshot",)])
def test_a_command_that_is_none_shows_how_it_is_used(run, arguments):
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: python -m service")


def test_help_names_every_command(run):
    ran = run("--help")
    assert ran.status == 0
    for command in "migrate serve worker keys models import score snapshot".split():
        assert command in ran.out
