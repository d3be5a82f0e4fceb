"""What a machine lacks is said in one line, before anything is installed."""

import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy/preflight.py"


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_this_machine_will_do():
    assert check().returncode == 0


def test_a_taken_port_is_named():
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = check(str(server.getsockname()[1]))
    assert found.returncode == 1
    assert len(found.stderr.splitlines()) == 1
    assert f"port {found.args[-1]} is in use" in found.stderr


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "80 81"])
def test_what_is_no_port_is_said(port):
    found = check(port)
    assert found.returncode == 1
    assert found.stderr == f"leadworth: PORT={port} is no port; give a number from 1 to 65535\n"


def test_an_old_python_is_named_with_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    monkeypatch.setattr(sys, "version", "3.10.4 (main)")
    complaint = runpy.run_path(str(SCRIPT))["complaint"]()
    assert complaint.startswith("Python 3.11 or newer is needed, this is 3.10.4;")


def test_a_python_without_venv_is_told_the_package(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "apt install python3-venv" in runpy.run_path(str(SCRIPT))["complaint"]()
