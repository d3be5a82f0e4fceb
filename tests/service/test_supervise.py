"""The supervisor with real processes in place of gunicorn and the worker."""

import http.server
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from service.supervise import Patience, Revived, is_healthy, port_is_free

pytestmark = pytest.mark.slow

SUPERVISOR = """
import pathlib, sys
from service.supervise import Patience, run
web, worker, folder = sys.argv[1:]
python = (sys.executable, "-c")
sys.exit(run(
    (*python, web, folder), (*python, worker, folder),
    answers=(pathlib.Path(folder) / "ready").exists, greet=lambda: print("GREETED", flush=True),
    patience=Patience(stop=1, first_pause=0.05, longest_pause=0.2),
))
"""
BEGIN = "import pathlib, signal, sys, time; folder = pathlib.Path(sys.argv[1]);"
# Each child writes down what happens to it.
RUNS = (
    BEGIN
    + """
name = {name!r}
def end(*_):
    (folder / f"{{name}}-stopped").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
(folder / f"{{name}}-runs").touch()
time.sleep(60)
"""
)
DIES = BEGIN + "log = open(folder / 'deaths', 'a'); log.write('x'); log.close(); sys.exit(5)"
GREETS = BEGIN + "(folder / 'ready').touch(); time.sleep(60)"
FAILS = (
    BEGIN
    + """
while not (folder / "worker-runs").exists():
    time.sleep(0.02)
sys.exit({code})
"""
)
DEAF = BEGIN + "signal.signal(signal.SIGTERM, signal.SIG_IGN); (folder / 'web-runs').touch(); time.sleep(60)"


def begin(folder: Path, web: str, worker: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SUPERVISOR, web, worker, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(*files: Path) -> None:
    pause = threading.Event()
    for _ in range(500):
        if all(file.exists() for file in files):
            return
        pause.wait(0.02)
    raise AssertionError(f"not there after 10 s: {[file.name for file in files if not file.exists()]}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_both_children_gently(tmp_path, number):
    supervisor = begin(tmp_path, RUNS.format(name="web"), RUNS.format(name="worker"))
    wait_for(tmp_path / "web-runs", tmp_path / "worker-runs")
    supervisor.send_signal(number)
    _, error = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert "Traceback" not in error
    assert (tmp_path / "web-stopped").exists()
    assert (tmp_path / "worker-stopped").exists()


@pytest.mark.parametrize(("code", "status"), [(7, 7), (0, 1)])
def test_the_end_of_the_web_server_is_the_end_of_all_and_never_a_success(tmp_path, code, status):
    supervisor = begin(tmp_path, FAILS.format(code=code), RUNS.format(name="worker"))
    _, error = supervisor.communicate(timeout=20)
    assert supervisor.returncode == status
    assert f"the web server ended with {code}" in error
    assert (tmp_path / "worker-stopped").exists()


def test_a_worker_that_dies_starts_again_each_time_a_little_later(tmp_path):
    supervisor = begin(tmp_path, RUNS.format(name="web"), DIES)
    wait_for(tmp_path / "deaths")
    deaths = [supervisor.stderr.readline() for _ in range(4)]
    supervisor.terminate()
    supervisor.communicate(timeout=20)
    pauses = [line.rsplit(" in ", 1)[1].strip() for line in deaths]
    assert pauses == ["0.05 s", "0.1 s", "0.2 s", "0.2 s"]
    assert len((tmp_path / "deaths").read_text()) >= 4
    assert (tmp_path / "web-stopped").exists()


def test_a_worker_that_ran_steadily_starts_again_soon(capsys):
    revived = Revived((sys.executable, "-c", ""), Patience(first_pause=1, longest_pause=30, steady=60))
    for start, end in [(0, 1), (2, 3), (5, 66)]:  # by the test's own clock, in seconds
        revived.tend(start)
        revived.process.wait()
        revived.tend(end)
        assert revived.process is None
    pauses = [line.rsplit(" in ", 1)[1] for line in capsys.readouterr().err.splitlines()]
    assert pauses == ["1 s", "2 s", "1 s"]


def test_a_child_that_does_not_listen_is_killed_and_named(tmp_path):
    supervisor = begin(tmp_path, DEAF, RUNS.format(name="worker"))
    wait_for(tmp_path / "web-runs", tmp_path / "worker-runs")
    supervisor.terminate()
    _, error = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert "did not end within 1 s and was killed" in error


def test_it_greets_once_and_only_when_the_server_answers(tmp_path):
    supervisor = begin(tmp_path, GREETS, RUNS.format(name="worker"))
    assert supervisor.stdout.readline() == "GREETED\n"
    assert (tmp_path / "ready").exists()
    wait_for(tmp_path / "worker-runs")
    supervisor.terminate()
    rest, _ = supervisor.communicate(timeout=20)
    assert rest == ""


def test_a_taken_port_is_said_in_one_line(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
    assert capsys.readouterr().err.splitlines() == [
        f"leadworth: port {port} is in use; choose another one, for example PORT={port + 1}"
    ]
    assert port_is_free("127.0.0.1", port)


class Answer(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_healthy_is_what_healthz_says(status, healthy):
    answer = type("Fixed", (Answer,), {"status": status})
    with http.server.HTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert is_healthy(server.server_port) is healthy
        server.shutdown()


def test_nobody_there_is_not_healthy():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not is_healthy(port)
