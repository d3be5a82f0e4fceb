"""What goes wrong costs no lead that was answered for, and no model that served."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException

import pytest
import sqlalchemy as sa

from service.store import models
from service.store.ids import new_id
from service.store.leads import leads
from service.usecases.clock import utc_now

pytestmark = pytest.mark.slow
LOOKED = 2.0  # seconds in which every worker has looked for another model


@dataclass
class Sent:
    """What a load of leads came to, by external id. `unsure` were cut off: nobody knows of them."""

    kept: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    refused: int = 0  # connections that the server did not take
    other: list[int] = field(default_factory=list)


def test_a_killed_worker_costs_no_lead_that_was_answered_for(server):
    with _loading(server, "kill", 6) as sent:
        for _ in range(3):
            time.sleep(1)
            os.kill(server.workers()[0], signal.SIGKILL)
        time.sleep(1)
    assert sent.other == []
    assert len(sent.kept) > 50
    assert sent.kept <= _stored(server.company, "kill-")
    # The same keys again: what was cut off is there once, whether it had been kept or not.
    for name in sent.unsure:
        assert _post(server, name) in (200, 201)
    assert _stored(server.company, "kill-") == sent.kept | sent.unsure
    assert _count(server.company, "kill-") == len(sent.kept | sent.unsure)
    server.one_client_a_worker()


def test_a_server_that_is_told_to_stop_answers_what_it_has_taken(start):
    server = start()
    long = {"leads": [{"contact": {"phone": f"0912{number:06d}"}} for number in range(1000)]}
    with _loading(server, "term", 4) as sent, ThreadPoolExecutor() as pool:
        time.sleep(0.5)
        batch = pool.submit(server.client().post, "/v1/leads/batch", long)
        time.sleep(0.1)
        server.process.send_signal(signal.SIGTERM)
        assert not batch.done()
        status, answer = batch.result()
        assert server.process.wait(40) == 0
    assert status == 200
    assert {each["status"] for each in answer["results"]} == {201}
    assert sent.other == []
    assert sent.kept <= _stored(server.company, "term-")
    assert sent.unsure == set()
    assert sent.refused > 0


def test_a_tampered_artefact_is_refused_and_the_old_model_serves_on(server):
    company = server.company
    with _tampered(company):
        status, problem = server.client("admin").post(f"/v1/models/{company.new}/promote")
        assert status == 409
        assert "hash" in problem["detail"]
        # And past the API, as somebody with the database in hands would do it.
        with company.parts.database.write() as connection:
            decision = {"version": company.new, "action": "promote", "decided_by": "nobody"}
            models.decide(connection, id=new_id(), decided_at=utc_now(), **decision)
        time.sleep(LOOKED)
        _all_use(server, company.old)
        os.kill(server.workers()[0], signal.SIGKILL)  # one that starts now has no old model in memory
        _all_use(server, company.old)
    for version in (company.old, company.new, company.old):  # mended, it serves as any other
        company.promote(version)
        time.sleep(LOOKED)
        _all_use(server, version)


@contextmanager
def _loading(server, name: str, clients: int) -> Iterator[Sent]:
    """So many clients send leads, one after another, until the block ends."""
    sent, done = Sent(), threading.Event()
    with ThreadPoolExecutor() as pool:
        loads = [pool.submit(_send, server, f"{name}-{number}", sent, done) for number in range(clients)]
        try:
            yield sent
        finally:
            done.set()
        for each in loads:
            each.result()


def _send(server, name: str, sent: Sent, done: threading.Event) -> None:
    """One lead after another, each over a connection of its own."""
    number = 0
    while not done.is_set():
        number += 1
        external_id = f"{name}-{number}"
        try:
            status = _post(server, external_id)
        except ConnectionRefusedError:
            sent.refused += 1
            time.sleep(0.05)
        except (OSError, HTTPException):
            sent.unsure.add(external_id)
        else:
            sent.kept.add(external_id) if status == 201 else sent.other.append(status)


def _post(server, external_id: str) -> int:
    client = server.client()
    try:
        body = {"external_id": external_id, "attributes": {"course": "IELTS"}}
        status: int = client.post("/v1/leads", body, Idempotency_Key=external_id)[0]
        return status
    finally:
        client.close()


def _stored(company, prefix: str) -> set[str]:
    with company.parts.database.read() as connection:
        found = connection.scalars(
            sa.select(leads.c.external_id).where(leads.c.external_id.startswith(prefix))
        )
        return set(found)


def _count(company, prefix: str) -> int:
    with company.parts.database.read() as connection:
        rows = sa.select(sa.func.count()).where(leads.c.external_id.startswith(prefix))
        return connection.scalar(rows)


def _all_use(server, version: str) -> None:
    for client in server.one_client_a_worker().values():
        status, lead = client.post("/v1/leads", {})
        assert status == 201
        assert lead["score"]["model_version"] == version
        client.close()


@contextmanager
def _tampered(company) -> Iterator[None]:
    """One bit of the new model's file is another in the store."""
    table, database = models.models, company.parts.database
    with database.read() as connection:
        blob = models.find(connection, company.new).artefact
    changed = blob[:1000] + bytes([blob[1000] ^ 1]) + blob[1001:]

    def write(content: bytes) -> None:
        with database.write() as connection:
            connection.execute(table.update().where(table.c.version == company.new).values(artefact=content))

    write(changed)
    yield
    write(blob)
