"""gunicorn.conf.py, read by a real gunicorn that serves a tiny application."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = ROOT / "gunicorn.conf.py"
APPLICATION = """
import json, os, pathlib
pathlib.Path(f"worker-{os.getpid()}").touch()

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    told = ("PROMETHEUS_MULTIPROC_DIR", "OMP_NUM_THREADS")
    answer = {name: os.environ[name] for name in told} | {"process": os.getpid(), "parent": os.getppid()}
    return [json.dumps(answer).encode()]
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def get(port: int, path: str = "/") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    return connection.getresponse()


def wait_for_workers(folder: Path, count: int) -> None:
    """Until so many have ever started. One that is asked to stop as it is forked would not hear it."""
    for _ in range(400):
        if len(list(folder.glob("worker-*"))) >= count:
            return
        time.sleep(0.05)
    raise AssertionError(f"{count} workers did not start within 20 s")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "tiny.py").write_text(APPLICATION)
    number = free_port()
    environment = {**os.environ, "PORT": str(number), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    environment.pop("PROMETHEUS_MULTIPROC_DIR", None)
    command = [sys.executable, "-m", "gunicorn", "-c", str(CONFIGURATION), "tiny:app"]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    wait_for_workers(tmp_path, 2)
    yield number
    server.terminate()
    assert server.wait(timeout=40) == 0
    assert [path for path in tmp_path.iterdir() if path.name.startswith("leadworth-metrics-")] == []
    assert not (tmp_path / ".gunicorn").exists(), "a control socket in the home directory"


def test_workers_share_one_fresh_directory_for_metrics_that_goes_when_the_server_goes(port, tmp_path):
    answers = [json.loads(get(port).read()) for _ in range(20)]
    assert len({answer["PROMETHEUS_MULTIPROC_DIR"] for answer in answers}) == 1
    assert Path(answers[0]["PROMETHEUS_MULTIPROC_DIR"]).parent == tmp_path
    assert answers[0]["OMP_NUM_THREADS"] == "1"


def test_a_worker_that_is_killed_is_replaced_and_the_server_goes_on(port, tmp_path):
    first = json.loads(get(port).read())
    os.kill(first["process"], 9)
    wait_for_workers(tmp_path, 3)
    answers = [json.loads(get(port).read()) for _ in range(20)]
    assert first["process"] not in {answer["process"] for answer in answers}
    assert {answer["parent"] for answer in answers} == {first["parent"]}


def test_no_header_names_the_server_or_its_release(port):
    assert get(port).headers["Server"] == "leadworth"


@pytest.mark.parametrize(("length", "status"), [(4000, 200), (5000, 414)])
def test_a_request_line_has_a_limit(port, length, status):
    assert get(port, "/" + "a" * length).status == status
