"""Two commands with one lock: the second is told so; the lock ends with the first, however it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "deploy/alone.py"
WAITS = (sys.executable, "-c", "print('runs', flush=True); input()")


def alone(lock: Path, *command: str) -> list[str]:
    return [sys.executable, str(SCRIPT), str(lock), *command]


@pytest.fixture
def first(tmp_path):
    command = alone(tmp_path / "var/lock", *WAITS)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "runs\n"
        yield process
        process.kill()


def run(lock: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(alone(lock, *command), capture_output=True, text=True, check=False)


def test_a_second_command_is_told_in_one_line_who_is_at_work(first, tmp_path):
    second = run(tmp_path / "var/lock", "true")
    assert second.returncode == 1
    assert second.stderr.splitlines() == [
        f"leadworth: another make (process {first.pid}) is at work in this folder; stop it first"
    ]


def test_another_lock_is_another_matter(first, tmp_path):
    assert run(tmp_path / "var/other", "true").returncode == 0


@pytest.mark.parametrize("end", ["kill", "communicate"])
def test_the_lock_ends_with_the_command(first, tmp_path, end):
    getattr(first, end)()
    first.wait()
    assert run(tmp_path / "var/lock", "true").returncode == 0


def test_what_the_command_starts_holds_the_lock_too(tmp_path):
    nested = alone(tmp_path / "lock", "sh", "-c", " ".join([*alone(tmp_path / "lock", "true"), "; true"]))
    found = subprocess.run(nested, capture_output=True, text=True, check=True)
    assert "is at work in this folder" in found.stderr


def test_the_status_is_the_commands(tmp_path):
    assert run(tmp_path / "lock", sys.executable, "-c", "raise SystemExit(7)").returncode == 7
