""".ci/run, with stand-ins for make and for what it would install."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLOSING = "======= 3 passed in 1.00s ======="


def run(folder: Path, status: int) -> subprocess.CompletedProcess[str]:
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", folder / ".ci/run")
    programs = folder / "programs"
    programs.mkdir()
    failed = "echo 'make: *** [Makefile:30: test] Error 1' >&2"
    make = f"echo $@; echo '{CLOSING}'; [ {status} = 0 ] || {failed}; exit {status}"
    for name, body in {"make": make, "chromium": "true", "python3": "true", "apt-get": "exit 9"}.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n")
        (programs / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    return subprocess.run(
        [str(folder / ".ci/run")], env=environment, stdout=-1, stderr=-2, text=True, check=False
    )


@pytest.mark.parametrize("status", [0, 2])
def test_it_runs_make_test_ends_with_pytests_line_and_passes_the_status_on(tmp_path, status):
    ran = run(tmp_path, status)
    assert ran.stdout.splitlines() == ["test", CLOSING]
    assert ran.returncode == status
