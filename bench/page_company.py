"""A simulated company of so many leads in a store of its own, with a user of each role; kept in var/bench."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flask import Flask

from model.vocabulary import REP, ROLES
from service.app import create_app
from service.jobs.worker import Worker
from service.parts import Parts
from service.settings import load_settings
from service.store import reps, users
from service.store.database import Database
from service.store.ids import new_id
from service.store.migrations import upgrade
from service.usecases.accounts.session_of import start_session
from service.usecases.clock import utc_now

_HOME: Final = Path("var/bench/pages")
# What pages show is of the newest days: an older company has nothing on its desks.
_FRESH_SECONDS: Final = 7 * 86_400
_TEACHES: Final = 5000
_SEED: Final = "11"


def company(leads: int) -> Flask:
    """An app over it."""
    folder = _HOME / str(leads)
    filled = folder / ".filled"
    store = f"sqlite:///{folder / 'leadworth.db'}"
    if not filled.exists() or time.time() - filled.stat().st_mtime > _FRESH_SECONDS:
        shutil.rmtree(folder, ignore_errors=True)
        _simulate(leads)
        _fill(store, leads)
        filled.touch()
    return open_company(store)


def open_company(store: str) -> Flask:
    """An app over the store of this address, migrated, with every job of the worker done once."""
    os.environ.update(LEADWORTH_DATABASE_URL=store, LEADWORTH_SIMULATED="true")
    database = Database(store)
    upgrade(database)
    database.close()
    app = create_app(load_settings())
    parts: Parts = app.extensions["leadworth"]
    parts.serving.look()
    Worker(parts).do_all()
    return app


def signed_in(parts: Parts) -> dict[str, str]:
    """A session's token for each role."""
    now, tokens = utc_now(), {}
    with parts.database.write() as connection:
        rep = next(row for row in reps.listing(connection) if row.is_active)
        for role in ROLES:
            email = f"{role}@bench.example"
            if users.by_email(connection, email) is None:
                values = {"id": new_id(), "email": email, "name": role, "role": role, "language": "vi"}
                at = {"created_at": now, "signed_in_at": now, "rep_id": rep.id if role == REP else None}
                users.add(connection, **values, **at)
            found = users.by_email(connection, email)
            assert found is not None
            tokens[role] = start_session(connection, found.id, now)
    return tokens


def _simulate(leads: int) -> None:
    folder = _HOME / str(leads) / "history"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        today = str(datetime.now(UTC).date())
        _run("training", "simulate", "--out", folder, "--leads", leads, "--seed", _SEED, "--until", today)


def _fill(store: str, leads: int) -> None:
    """Imports at a few hundred rows a second: a quarter of an hour for 50,000 leads."""
    artefact = _HOME / "artefact"
    if not artefact.exists():
        _simulate(_TEACHES)
        history = _HOME / str(_TEACHES) / "history"
        _run(
            "training", "fit", "--data", history / "leads.csv", "--schema", history / "schema.toml",
            "--out", artefact,
        )  # fmt: skip
    _run("service", "migrate", store=store)
    version = _run("service", "models", "add", artefact, store=store).strip()
    _run("service", "models", "promote", version, store=store)
    files = str(_HOME / str(leads) / "history")
    command = ["sh", "examples/simulated/fill.sh", f"{sys.executable} -m service", files]
    subprocess.run(command, env=_environment(store), check=True)


def _run(*arguments: object, store: str = "") -> str:
    command = [sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, env=_environment(store), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _environment(store: str) -> dict[str, str]:
    return {**os.environ, "LEADWORTH_DATABASE_URL": store, "LEADWORTH_SIMULATED": "true"}
