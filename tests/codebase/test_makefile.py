"""The Makefile's flow, with a Python that only writes down what it was asked to do."""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)

# Stands in for .venv/bin/python: notes its arguments, writes what later steps look for, fails when told.
PRETENDER = """#!/bin/sh
echo "$*" >> calls
if [ -e fail ] && echo "$*" | grep -q "$(cat fail)"; then echo "no luck" >&2; exit 1; fi
case "$*" in
  *"training simulate"*) mkdir -p var/demo && touch var/demo/leads.csv ;;
  *"service migrate"*) touch var/leadworth.db ;;
  *"service serve"*) while [ -e serving ]; do sleep 0.05; done ;;
  *"keys create"*) echo "lw_${6}_1_secret" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the Makefile uses, with an environment that counts as installed."""
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("deploy", "examples", "service"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.env"))
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PRETENDER)
    python.chmod(0o755)
    (tmp_path / ".venv/requirements.lock.stamp").touch()
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", f"PYTHON={sys.executable}", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"PORT={server.getsockname()[1]}"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return make(folder, "run", free_port())


def calls(folder: Path) -> list[str]:
    """The commands since the last look, without `python -m`; each kind of import and key once."""
    log = folder / "calls"
    lines = [line.removeprefix("-m ") for line in log.read_text().splitlines()] if log.exists() else []
    log.unlink(missing_ok=True)
    return list(dict.fromkeys(" ".join(line.split()[:2]) for line in lines))


def test_help_lists_every_target_in_the_order_of_the_file():
    listed = re.findall(r"^make ([a-z-]+)", make(ROOT, "help").stdout, re.MULTILINE)
    assert listed == TARGETS
    assert listed[:4] == ["help", "run", "test", "lint"]
    assert listed[-1] == "clean"


def test_targets_that_make_no_file_are_declared_so():
    declared = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)", MAKEFILE, re.MULTILINE).group(1)
    assert set(TARGETS) <= set(declared.replace("\\\n", " ").split())


def test_every_script_that_is_called_exists():
    scripts = re.findall(r"\b(?:deploy|examples)/[\w/]+\.(?:py|sh)", MAKEFILE)
    assert scripts
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def test_the_first_run_does_everything_in_order_and_the_second_only_migrates_and_serves(checkout):
    first = run(checkout)
    assert first.returncode == 0, first.stderr
    assert calls(checkout) == [
        "training simulate",
        "training fit",
        "service migrate",
        "service models",
        "service import",
        "service agreement",
        "service keys",
        "service users",
        "service serve",
    ]
    keys = (checkout / "var/keys.env").read_text()
    assert "crm=lw_crm_1_secret" in keys.splitlines()
    assert run(checkout).returncode == 0
    assert calls(checkout) == ["service migrate", "service users", "service serve"]
    assert (checkout / "var/keys.env").read_text() == keys


def test_a_second_run_in_the_same_folder_is_told_that_there_is_one(checkout):
    (checkout / "serving").touch()
    command = ["make", f"PYTHON={sys.executable}", "run", free_port()]
    with subprocess.Popen(command, cwd=checkout, stdout=subprocess.DEVNULL) as first:
        while "service serve" not in calls(checkout):
            assert first.poll() is None
            time.sleep(0.05)
        second = run(checkout)
        (checkout / "serving").unlink()
    assert first.returncode == 0
    assert second.returncode != 0
    assert "is at work in this folder; stop it first" in second.stderr
    assert calls(checkout) == []


def test_it_says_what_it_is_doing(checkout):
    said = run(checkout).stdout
    assert [line for line in said.splitlines() if "simulating" in line]
    assert [line for line in said.splitlines() if "training" in line]
    assert [line for line in said.splitlines() if "filling the store" in line]


@pytest.mark.parametrize("step", ["training simulate", "training fit", "service import", "service keys"])
def test_a_step_that_failed_is_done_again_and_those_before_it_are_not(checkout, step):
    (checkout / "fail").write_text(step)
    assert run(checkout).returncode != 0
    before = calls(checkout)
    assert before[-1] == step
    (checkout / "fail").unlink()
    assert run(checkout).returncode == 0
    again = calls(checkout)
    assert step in again
    done = {"training simulate", "training fit"} & set(before[:-1])
    assert not done & set(again)
    assert again[-1] == "service serve"


def test_a_store_that_was_deleted_is_filled_again(checkout):
    run(checkout)
    calls(checkout)
    (checkout / "var/leadworth.db").unlink()
    run(checkout)
    assert calls(checkout) == [
        "service migrate",
        "service models",
        "service import",
        "service agreement",
        "service keys",
        "service users",
        "service serve",
    ]


def test_what_holds_keys_is_for_its_owner_alone(checkout):
    run(checkout)
    names = ["leadworth.env", "keys.env", "links.env", "welcome.txt"]
    assert [(checkout / "var" / name).stat().st_mode & 0o777 for name in names] == [0o600] * 4


def test_the_demonstration_never_fills_the_store_that_the_environment_names(checkout, monkeypatch):
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", "postgresql+psycopg://company")
    python = checkout / ".venv/bin/python"
    python.write_text(PRETENDER + 'echo "$LEADWORTH_DATABASE_URL" >> stores\n')
    run(checkout)
    assert set((checkout / "stores").read_text().split()) == {"sqlite:///var/leadworth.db"}


@pytest.mark.parametrize(
    ("name", "needed", "currency"),
    [("event_saas", "offers.csv", "USD"), ("leadsmart", "insights.csv", "EGP")],
)
def test_an_example_has_a_store_of_its_own_and_uses_every_map(checkout, name, needed, currency):
    python = checkout / ".venv/bin/python"
    python.write_text(PRETENDER + 'echo "$LEADWORTH_DATABASE_URL $LEADWORTH_CURRENCY" >> stores\n')
    (checkout / needed).touch()
    ran = make(checkout, f"example-{name.replace('_', '-')}", "DATA=.")
    assert ran.returncode == 0, ran.stderr
    stores = set((checkout / "stores").read_text().splitlines())
    assert stores == {f"sqlite:///var/{name}/leadworth.db {currency}"}
    called = (checkout / "calls").read_text()
    maps = [path for path in (ROOT / "examples" / name).glob("*.toml") if path.name != "schema.toml"]
    assert [path.name for path in maps if f"examples/{name}/{path.name}" not in called] == []


def test_an_example_without_its_data_says_what_is_missing(checkout):
    ran = make(checkout, "example-event-saas", "DATA=nowhere")
    assert ran.returncode != 0
    assert "DATA= names no folder with leads.csv and offers.csv" in ran.stderr
    assert calls(checkout) == []
