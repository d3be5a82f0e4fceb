"""The retrain around its training: what is recorded, and what never happens."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from model.lead import artefact
from service.jobs import held_lease
from service.jobs.retrain import JOB, retrain_now, retrain_when_due
from service.jobs.worker import Worker
from service.store import leases, models
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model, promote, roll_back
from service.usecases.problems import Conflict


@pytest.fixture
def key(parts):
    return parts.settings.artefact_key


@pytest.fixture
def other(other_artefact_folder):
    """The version that `publishes` makes."""
    return artefact.read(other_artefact_folder)[1]["version"]


def serves(parts):
    with parts.database.read() as connection:
        return models.serving_version(connection)


def age_decisions(parts, **ago):
    with parts.database.write() as connection:
        connection.execute(sa.update(models.model_decisions).values(decided_at=utc_now() - timedelta(**ago)))


def with_settings(parts, **changed):
    return replace(parts, settings=replace(parts.settings, **changed))


def alive(pid):
    """Whether a process with this id runs; one that nobody has waited for yet does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().split(") ")[1][0] != "Z"


def pid_written(path, seconds=20):
    until = time.monotonic() + seconds
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return int(path.read_text())


ROOT = Path(__file__).resolve().parents[3]
SLEEPS = 'open({pid!r}, "w").write(str(os.getpid())); time.sleep(60)'


def test_what_may_be_published_serves_with_its_evidence(
    parts, admin, serving, publishes, retrain, other, decisions
):
    decision = retrain()
    assert (decision.action, decision.version) == ("promote", other)
    assert serves(parts) == other
    listed = admin.get("/v1/models").json
    assert listed["serving"] == other
    newest, first = listed["decisions"]
    assert (newest["action"], newest["decided_by"], newest["reason"]) == ("promote", "a person", "a reason")
    assert newest["evidence"]["losses"] == {"retrained": 0.3}
    assert newest["evidence"]["serving"] == serving
    assert (first["reason"], first["evidence"]) == (None, None)
    with parts.database.read() as connection:
        assert models.has_unused_held_out(connection, other)


def test_what_may_not_be_published_changes_nothing_but_the_record(
    parts, admin, serving, training_does, retrain, decisions
):
    training_does('decide(reason="too few new outcomes")')
    assert retrain().action == "keep"
    assert serves(parts) == serving
    assert decisions()[0] == (serving, "keep", "too few new outcomes")
    assert [each["version"] for each in admin.get("/v1/models").json["versions"]] == [serving]


def test_where_nothing_serves_keeping_and_failing_are_recorded_too(parts, training_does, retrain, decisions):
    training_does("decide()")
    retrain()
    training_does('sys.exit("challenge: 12 leads may teach")')
    retrain()
    assert decisions() == [(None, "fail", "12 leads may teach"), (None, "keep", "a reason")]
    assert serves(parts) is None


def test_a_roll_back_looks_past_what_was_kept(parts, key, serving, publishes, training_does, retrain, other):
    retrain()
    training_does("decide()")
    retrain()
    with parts.database.write() as connection:
        assert roll_back(connection, "a person", key, utc_now()) == serving
    assert serves(parts) == serving


def test_a_version_that_was_rolled_back_does_not_come_back_by_itself(
    parts, key, serving, publishes, retrain, other, decisions
):
    retrain()
    with parts.database.write() as connection:
        roll_back(connection, "a person", key, utc_now())
    assert retrain().action == "keep"
    assert serves(parts) == serving
    assert decisions()[0] == (serving, "keep", f"retraining gave version {other} again, byte for byte")


def test_what_a_person_promotes_meanwhile_is_not_undone(
    parts, key, serving, training_does, artefact_folder, other_artefact_folder, tmp_path, decisions
):
    training_does(f"""
        open({str(tmp_path / "started")!r}, "w").write("1")
        while not os.path.exists({str(tmp_path / "promoted")!r}):
            time.sleep(0.05)
        shutil.copytree({str(artefact_folder)!r}, folder + "/retrained")
        decide(publish=True)
    """)
    thread = threading.Thread(target=retrain_now, args=(parts, "a schedule", threading.Event()))
    thread.start()
    pid_written(tmp_path / "started")
    with parts.database.write() as connection:
        version = add_model(connection, parts.company, *artefact.read(other_artefact_folder), key, utc_now())
        promote(connection, version, "a person", key, utc_now())
    (tmp_path / "promoted").touch()
    thread.join(20)
    assert serves(parts) == version
    assert decisions()[0][1] == "keep"
    assert "another version was promoted" in decisions()[0][2]


@pytest.mark.parametrize("damage", ["model.joblib", "manifest.json", "card.vi.html"])
def test_an_artefact_that_was_tampered_with_fails_and_the_old_one_serves_on(
    parts, serving, training_does, other_artefact_folder, retrain, decisions, damage
):
    training_does(f"""
        shutil.copytree({str(other_artefact_folder)!r}, folder + "/retrained")
        with open(folder + "/retrained/{damage}", "ab") as file:
            file.write(b" " if "{damage}" != "manifest.json" else b"x")
        decide(publish=True)
    """)
    assert retrain().action == "fail"
    assert serves(parts) == serving
    assert decisions()[0][:2] == (serving, "fail")
    with parts.database.read() as connection:
        assert [row.version for row in models.listing(connection)] == [serving]


FAILURES = {
    "a refusal is told as it was said": ('sys.exit("challenge: no field may train")', "no field may train"),
    "an exception by its name alone": (
        'raise ValueError("could not convert Nguyễn Thị Hoa")',
        "training ended with status 1, ValueError",
    ),
    "a kill by its signal": (
        "os.kill(os.getpid(), 9)",
        "training was killed by signal 9; was memory too small?",
    ),
    "no decision": ("pass", "FileNotFoundError"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_recorded_without_anybodys_data(parts, training_does, retrain, decisions, failure):
    code, reason = FAILURES[failure]
    training_does(code)
    assert retrain().action == "fail"
    assert decisions() == [(None, "fail", reason)]


def test_training_that_takes_too_long_is_ended(parts, training_does, tmp_path, decisions):
    pid = tmp_path / "pid"
    training_does(SLEEPS.format(pid=str(pid)))
    hasty = with_settings(parts, retrain_minutes=2 / 60)
    assert retrain_now(hasty, "a person", threading.Event()).action == "fail"
    assert "longer than" in decisions()[0][2]
    assert not pid.exists() or not alive(int(pid.read_text()))


def test_a_worker_that_is_told_to_stop_records_nothing_and_leaves_the_work_to_the_next(
    parts, training_does, tmp_path, decisions
):
    pid, stopping = tmp_path / "pid", threading.Event()
    training_does(SLEEPS.format(pid=str(pid)))
    thread = threading.Thread(target=retrain_now, args=(parts, "a person", stopping))
    thread.start()
    child = pid_written(pid)
    stopping.set()
    thread.join(20)
    assert not alive(child)
    assert decisions() == []
    training_does("decide()")
    assert retrain_now(parts, "a person", threading.Event()).action == "keep"


def test_who_loses_the_lease_meanwhile_records_nothing_and_ends_its_training(
    parts, training_does, tmp_path, decisions, monkeypatch
):
    pid = tmp_path / "pid"
    training_does(SLEEPS.format(pid=str(pid)))
    monkeypatch.setattr(held_lease, "_SECONDS_BETWEEN_RENEWALS", 0.0)
    thread = threading.Thread(target=retrain_now, args=(parts, "a person", threading.Event()))
    thread.start()
    child = pid_written(pid)
    with parts.database.write() as connection:
        taken = leases.leases.c
        connection.execute(sa.update(leases.leases).where(taken.job == JOB).values(fence=taken.fence + 1))
    thread.join(20)
    assert not thread.is_alive()
    assert not alive(child)
    assert decisions() == []


def test_two_never_retrain_at_once(parts, training_does, decisions):
    training_does("decide()")
    with parts.database.write() as connection:
        leases.take(connection, JOB, "another", 60)
    with pytest.raises(Conflict, match="another process"):
        retrain_now(parts, "a person", threading.Event())
    assert decisions() == []


def test_a_lease_is_renewed_while_training_goes_on(parts, training_does, monkeypatch, retrain):
    renewed = []
    renew = leases.renew
    monkeypatch.setattr(leases, "renew", lambda *told: renewed.append(told[1]) or renew(*told))
    monkeypatch.setattr(held_lease, "_SECONDS_BETWEEN_RENEWALS", 0.1)
    training_does("time.sleep(1); decide()")
    assert retrain().action == "keep"
    assert len(renewed) >= 2
    assert set(renewed) == {JOB}


def test_the_schedule_retrains_when_it_is_due_and_not_again_at_once(parts, serving, training_does, decisions):
    training_does("decide()")
    stopping = threading.Event()
    age_decisions(parts, days=6, hours=23)
    assert retrain_when_due(parts, stopping) is None
    age_decisions(parts, days=7, hours=1)
    assert retrain_when_due(parts, stopping).action == "keep"
    assert retrain_when_due(parts, stopping) is None
    assert len(decisions()) == 2


def test_a_schedule_of_zero_days_never_retrains(parts, serving, training_does):
    training_does("decide()")
    age_decisions(parts, days=400)
    assert retrain_when_due(with_settings(parts, retrain_days=0), threading.Event()) is None


def test_a_worker_retrains_beside_its_jobs(parts, serving, training_does, decisions):
    training_does("decide()")
    age_decisions(parts, days=8)
    Worker(parts, ()).retrain()
    assert decisions()[0][1] == "keep"


def test_a_store_that_is_away_does_not_end_the_worker(parts, monkeypatch, capsys):
    monkeypatch.setattr("service.jobs.worker.retrain_when_due", lambda *_: 1 / 0)
    Worker(parts, ()).retrain()


def test_training_gets_no_secret_but_the_key_and_stands_behind_everything_else(
    parts, training_does, retrain, tmp_path, monkeypatch
):
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", "postgresql://user:hidden@host/name")
    found = tmp_path / "found.json"
    training_does(f"""
        with open({str(found)!r}, "w") as file:
            json.dump([dict(os.environ), os.nice(0), sorted(os.listdir(folder))], file)
        decide()
    """)
    retrain()
    environment, nice, files = json.loads(found.read_text())
    assert {name for name in environment if name.startswith("LEADWORTH_")} == {"LEADWORTH_ARTEFACT_KEY"}
    assert nice >= min(os.nice(0) + 10, 19)
    assert files == ["history.parquet", "log", "schema.toml"]


def test_nothing_stays_behind_in_the_temporary_folder(parts, training_does, retrain, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    (temporary / "leadworth-retrain-killed").mkdir(parents=True)
    (temporary / "leadworth-retrain-running").mkdir()
    long_ago = datetime.now(UTC).timestamp() - 2 * 86_400
    os.utime(temporary / "leadworth-retrain-killed", (long_ago, long_ago))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    training_does("decide()")
    retrain()
    assert [each.name for each in temporary.iterdir()] == ["leadworth-retrain-running"]


DRIVER = """
import sys
from service.jobs import challenge_process
challenge_process._words = lambda _inputs, folder: [sys.executable, {script!r}, str(folder)]
from service.cli.main import main
sys.exit(main(["models", "retrain"]))
"""


def test_a_process_killed_in_the_middle_leaves_what_was_and_the_next_one_does_the_work(
    parts, serving, training_does, other_artefact_folder, tmp_path, decisions, monkeypatch
):
    pid = tmp_path / "pid"
    script = training_does(f"""
        shutil.copytree({str(other_artefact_folder)!r}, folder + "/retrained")
        decide(publish=True)
        {SLEEPS.format(pid=str(pid))}
    """)
    url = parts.database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", url)
    killed = subprocess.Popen([sys.executable, "-c", DRIVER.format(script=str(script))], cwd=ROOT)
    child = pid_written(pid, seconds=60)
    killed.kill()
    killed.wait(20)
    ends_within(child, seconds=10)
    assert serves(parts) == serving
    assert len(decisions()) == 1
    training_does("decide()")
    with pytest.raises(Conflict):  # its lease has not expired yet: no crash makes a tight loop
        retrain_now(parts, "a person", threading.Event())
    with parts.database.write() as connection:
        connection.execute(sa.update(leases.leases).where(leases.leases.c.job == JOB).values(expires=1.0))
    assert retrain_now(parts, "a person", threading.Event()).action == "keep"


def ends_within(pid, seconds):
    until = time.monotonic() + seconds
    while alive(pid):
        assert time.monotonic() < until
        time.sleep(0.05)
