"""How long the API takes in this process, on SQLite with every commit synced: `make bench`.

Prints a table; every figure also as a ratio to `GET /healthz` in the same run, since machines differ.
"""

import base64
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from model.lead import artefact
from service.app import create_app
from service.parts import Parts
from service.settings import load_settings
from service.store.migrations import upgrade
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key
from service.usecases.models.serve_model import add_model, promote

CALLS = 300
BATCHES = 5
BATCH = 1000
ARTEFACT = Path("var/demo/artefact")


def main() -> int:
    if not ARTEFACT.is_dir():
        sys.stderr.write("bench: var/demo/artefact is missing; `make run` trains it\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LEADWORTH_DATABASE_URL"] = f"sqlite:///{folder}/bench.db"
        app = create_app(load_settings())
        parts: Parts = app.extensions["leadworth"]
        client, key = app.test_client(), _prepare(parts)
        _report(_measure(client, key))
        parts.database.close()
    return 0


def _prepare(parts: Parts) -> str:
    """A migrated store where the simulated company's model serves; a CRM's key."""
    upgrade(parts.database)
    signing_key, now = parts.settings.artefact_key, utc_now()
    with parts.database.write() as connection:
        version = add_model(connection, parts.company, *artefact.read(ARTEFACT), signing_key, now)
        promote(connection, version, "bench", signing_key, now)
        key = issue_key(connection, "crm", "bench", now)
    parts.serving.look()
    return key


def _measure(client: FlaskClient, key: str) -> list[tuple[str, int, list[float]]]:
    headers = {"Authorization": f"Bearer {key}"}
    leads = (_lead(number) for number in itertools.count())

    def post(path: str, body: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: client.post(path, json=body(), headers=headers)

    def batch() -> Any:
        return {"leads": list(itertools.islice(leads, BATCH))}

    calls: list[tuple[str, int, int, Callable[[], Any]]] = [
        ("GET /healthz", 1, CALLS, lambda: client.get("/healthz")),
        ("POST /v1/leads", 1, CALLS, post("/v1/leads", lambda: next(leads))),
        ("POST /v1/leads/batch", BATCH, BATCHES, post("/v1/leads/batch", batch)),
        ("GET /v1/campaigns", 1, CALLS // 10, lambda: client.get("/v1/campaigns", headers=headers)),
    ]
    return [(name, leads_each, _times(call, count)) for name, leads_each, count, call in calls]


def _times(call: Callable[[], Any], count: int) -> list[float]:
    """Milliseconds of each call; the first one warms up and is not counted."""
    found = []
    for _ in range(count + 1):
        start = time.perf_counter()
        answer = call()
        found.append((time.perf_counter() - start) * 1000)
        assert answer.status_code < 300, answer.text
    return found[1:]


def _lead(number: int) -> dict[str, Any]:
    return {
        "external_id": base64.b32encode(number.to_bytes(5)).decode(),
        "campaign": f"campaign-{number % 20}",
        "contact": {"phone": f"09{number % 10**8:08d}"},
        "attributes": {"course": "IELTS", "city": "Hà Nội", "budget": 12_000_000},
    }


def _report(rows: list[tuple[str, int, list[float]]]) -> None:
    base = statistics.median(rows[0][2])
    print(f"{'':<22}{'calls':>7}{'median ms':>12}{'p95 ms':>10}{'ms a lead':>12}{'× healthz':>12}")
    for name, leads_each, times in rows:
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        each, ratio = median / leads_each, median / base
        print(f"{name:<22}{len(times):>7}{median:>12.2f}{p95:>10.2f}{each:>12.3f}{ratio:>12.1f}")


if __name__ == "__main__":
    sys.exit(main())
