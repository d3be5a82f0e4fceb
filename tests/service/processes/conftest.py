"""A company whose API four gunicorn workers serve, over each store."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from json import dumps, loads
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from model.lead import artefact
from service.app import create_parts
from service.parts import Parts
from service.settings import load_settings
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key
from service.usecases.models.serve_model import add_model, promote

ROOT = Path(__file__).resolve().parents[3]
WORKERS = 4
STARTS_WITHIN = 90  # seconds; each worker imports scikit-learn, and the machine may be busy


@dataclass(frozen=True)
class Company:
    """A migrated store with keys by scope and two models, of which `old` serves."""

    parts: Parts
    url: str
    keys: dict[str, str]
    old: str
    new: str

    def promote(self, version: str) -> None:
        with self.parts.database.write() as connection:
            promote(connection, version, "a test", self.parts.settings.artefact_key, utc_now())


class Client:
    """One connection, and so one worker, until it is closed."""

    def __init__(self, port: int, key: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = dumps(body) if body is not None else None
        self._connection.request(method, path, sent, self._headers | named)
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, loads(text) if text else None

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.call("POST", path, body, **headers)

    @property
    def port(self) -> int:
        return int(self._connection.sock.getsockname()[1])

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    company: Company
    process: subprocess.Popen[bytes]
    port: int

    def client(self, scope: str = "crm") -> Client:
        return Client(self.port, self.company.keys[scope])

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def one_client_a_worker(self, scope: str = "crm") -> dict[int, Client]:
        """Open connections until each worker holds one; clients by the worker's process id."""
        clients: dict[int, Client] = {}
        until = time.monotonic() + STARTS_WITHIN
        while len(clients) < WORKERS and time.monotonic() < until:
            client = self.client(scope)
            status, _ = client.call("GET", "/healthz")
            assert status == 200
            worker = self._holder_of(client.port)
            if worker in clients or worker is None:
                client.close()
            else:
                clients[worker] = client
        assert len(clients) == WORKERS, f"only {len(clients)} of {WORKERS} workers answered"
        return clients

    def _holder_of(self, port: int) -> int | None:
        """Which worker has the connection that comes from this port, by the kernel's tables."""
        rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
        other_end = re.compile(rf"^\s*\d+: \S+:{self.port:04X} \S+:{port:04X} ")
        inodes = {f"socket:[{row.split()[9]}]" for row in rows if other_end.match(row)}
        for worker in self.workers():
            for handle in Path(f"/proc/{worker}/fd").iterdir():
                with suppress(OSError):
                    if str(handle.readlink()) in inodes:
                        return worker
        return None


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def company(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    artefact_folder: Path,
    other_artefact_folder: Path,
) -> Iterator[Company]:
    with _store(request, tmp_path_factory) as url:
        parts = create_parts(replace(load_settings(), database_url=url))
        key = parts.settings.artefact_key
        with parts.database.write() as connection:
            old, new = (
                add_model(connection, parts.company, *artefact.read(folder), key, utc_now())
                for folder in (artefact_folder, other_artefact_folder)
            )
            keys = {
                scope: issue_key(connection, scope, f"a {scope} key", utc_now())
                for scope in ("admin", "crm", "ingest")
            }
        found = Company(parts, url, keys, old, new)
        found.promote(old)
        yield found
        parts.database.close()


@pytest.fixture
def start(company: Company, tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Start a server of this test's own."""
    started: list[Server] = []

    def begin() -> Server:
        started.append(_start(company, tmp_path / "log"))
        return started[-1]

    yield begin
    for server in started:
        _end(server)


@pytest.fixture(scope="session")
def server(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests; whoever changes the model or ends a worker puts it right again."""
    running = _start(company, tmp_path_factory.mktemp("gunicorn") / "log")
    yield running
    _end(running)


@contextmanager
def _store(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        path = folders.mktemp("store") / "leadworth.db"
        path.write_bytes(request.getfixturevalue("migrated_sqlite").read_bytes())
        yield f"sqlite:///{path}"
        return
    template: sa.URL = request.getfixturevalue("postgresql")
    engine = sa.create_engine(template.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    name = f"processes_{os.urandom(4).hex()}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template")
    yield template.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def _start(company: Company, log: Path) -> Server:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    told = {"PORT": str(port), "WEB_CONCURRENCY": str(WORKERS), "LEADWORTH_DATABASE_URL": company.url}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "service.wsgi:app"],
        cwd=ROOT,
        env=os.environ | told,
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )
    server = Server(company, process, port)
    until = time.monotonic() + STARTS_WITHIN
    while not _answers(server):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)
    for client in server.one_client_a_worker().values():
        client.close()
    return server


def _answers(server: Server) -> bool:
    try:
        return server.client().call("GET", "/readyz")[0] == 200
    except (OSError, HTTPException):
        return False


def _end(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    try:
        server.process.wait(40)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
