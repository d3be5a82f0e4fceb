"""The worker: every job under a lease, none kept back by another's failure."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.lead.held_out_file import from_bytes
from service.jobs.worker import JOBS, Job, Worker
from service.store import idempotency, leases, models
from service.store.leads import leads
from service.store.reps import ids, reps
from service.usecases.clock import utc_now
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.source import IMPORT


@pytest.fixture
def worker(parts):
    """A worker of its own name over these jobs."""

    def make(name, *jobs):
        made = Worker(parts, tuple(jobs))
        made._me = name
        return made

    return make


def stored_reps(parts):
    with parts.database.read() as connection:
        return set(connection.scalars(sa.select(reps.c.key)))


def note(name):
    def step(_parts, connection):
        ids(connection, [name], utc_now())
        return False

    return step


def test_a_job_is_repeated_while_it_has_more_to_do(worker):
    left = [1, 2, 3]

    def step(_parts, _connection):
        left.pop()
        return bool(left)

    worker("one", Job("a job", step)).do_all()
    assert left == []


def test_of_two_workers_one_does_the_job(worker, parts):
    started, finish = threading.Event(), threading.Event()
    done = []

    def slow(_parts, _connection):
        done.append("slow")
        started.set()
        finish.wait(5)
        return False

    if parts.database.is_sqlite:  # its one writer would keep the other from asking for the lease
        with parts.database.write() as connection:
            leases.take(connection, "a job", "one", 60)
        started.set()
    else:
        thread = threading.Thread(target=worker("one", Job("a job", slow)).do_all)
        thread.start()
    started.wait(5)
    worker("two", Job("a job", lambda *_: done.append("two"))).do_all()
    finish.set()
    assert "two" not in done
    if not parts.database.is_sqlite:
        thread.join(5)
        worker("two", Job("a job", lambda *_: done.append("two"))).do_all()
        assert done == ["slow", "two"]


def test_a_lease_that_has_expired_is_taken_over(worker, parts):
    with parts.database.write() as connection:
        leases.take(connection, "a job", "one that died", -1)
    worker("two", Job("a job", note("done"))).do_all()
    assert stored_reps(parts) == {"done"}


def test_who_lost_the_lease_meanwhile_keeps_nothing(worker, parts):
    def overtaken(_parts, connection):
        ids(connection, ["too late"], utc_now())
        taken = sa.update(leases.leases).values(fence=leases.leases.c.fence + 1)
        connection.execute(taken)
        return True

    worker("one", Job("a job", overtaken)).do_all()
    assert stored_reps(parts) == set()


def test_a_job_that_fails_keeps_nothing_and_keeps_no_other_back(worker, parts):
    def fail(_parts, connection):
        ids(connection, ["half"], utc_now())
        raise RuntimeError

    worker("one", Job("bad", fail), Job("good", note("good"))).do_all()
    assert stored_reps(parts) == {"good"}


def test_leads_without_a_score_get_one(crm, parts, request):
    crm.post("/v1/leads", {})
    worker = Worker(parts, JOBS)
    worker.do_all()
    request.getfixturevalue("serving")
    worker.do_all()
    with parts.database.read() as connection:
        assert connection.scalars(sa.select(leads.c.score_origin)).all() == ["later"]


def test_later_scores_give_way_to_held_out_ones(parts, serving, artefact_folder):
    held_out = from_bytes((artefact_folder / "held_out.parquet").read_bytes())
    new = NewLead(submitted_at=utc_now(), external_id=held_out.ids[0], checked=NO_SCHEMA.check({}))
    with parts.database.write() as connection:
        ingest(connection, parts.company, NO_SCHEMA, None, IMPORT, [new], utc_now())
        connection.execute(sa.update(leads).values(score_origin="later", probability=0.9))
    Worker(parts, JOBS).do_all()
    with parts.database.read() as connection:
        (row,) = connection.execute(sa.select(leads.c.score_origin, leads.c.probability)).all()
        assert not models.has_unused_held_out(connection, serving)
    assert tuple(row) == ("held_out", held_out.probability[0])


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_answers_are_forgotten_after_30_days(crm, parts, days, left):
    crm.post("/v1/leads", {}, Idempotency_Key="once")
    records = idempotency.idempotency_records
    with parts.database.write() as connection:
        connection.execute(sa.update(records).values(created_at=utc_now() - timedelta(days=days)))
    Worker(parts, JOBS).do_all()
    with parts.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(records)) == left


def test_what_a_job_looks_up_first_is_kept_in_its_step(worker, parts):
    worker("one", Job("a job", look=lambda _parts: note("looked up"))).do_all()
    assert stored_reps(parts) == {"looked up"}


def test_while_a_job_looks_others_may_write(worker, parts):
    def look(_parts):
        with parts.database.write() as connection:  # on SQLite this would wait for ever in a step
            ids(connection, ["another"], utc_now())
        return note("looked")

    worker("one", Job("a job", look=look)).do_all()
    assert stored_reps(parts) == {"another", "looked"}


def test_a_job_that_finds_nothing_to_do_frees_its_lease(worker, parts):
    worker("one", Job("a job", look=lambda _parts: None)).do_all()
    worker("two", Job("a job", note("done"))).do_all()
    assert stored_reps(parts) == {"done"}
