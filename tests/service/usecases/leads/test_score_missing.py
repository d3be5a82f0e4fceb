"""Leads that came while no model served are scored later, and marked so."""

import sqlalchemy as sa

from service.store.leads import leads
from service.usecases.leads import score_missing as module
from service.usecases.leads.score_missing import score_missing


def stored(parts):
    with parts.database.read() as connection:
        rows = connection.execute(sa.select(leads.c.id, leads.c.score_origin, leads.c.expected_revenue))
        return {row.id: (row.score_origin, row.expected_revenue) for row in rows}


def run(parts, after=None):
    with parts.database.write() as connection:
        return score_missing(connection, parts.company, parts.serving.scorer, after)


def test_what_has_a_score_keeps_it_and_what_has_none_gets_one_once(crm, parts, request):
    body = {"campaign": "tet", "attributes": {"course": "IELTS"}, "submitted_at": "2026-11-20T10:00:00+07:00"}
    crm.post("/v1/leads", body)
    request.getfixturevalue("serving")
    at_submit = crm.post("/v1/leads", body).json["score"]["expected_revenue"]["amount"]
    assert run(parts) == (1, None)
    assert sorted(stored(parts).values(), key=str) == [("later", at_submit), ("submit", at_submit)]
    before = stored(parts)
    assert run(parts) == (0, None)
    assert stored(parts) == before


def test_it_goes_on_from_piece_to_piece_until_there_are_no_more(crm, parts, request, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    crm.post("/v1/leads/batch", {"leads": [{} for _ in range(5)]})
    request.getfixturevalue("serving")
    counts, after = [], None
    while True:
        count, after = run(parts, after)
        counts.append(count)
        if after is None:
            break
    assert counts == [2, 2, 1]
    assert {origin for origin, _ in stored(parts).values()} == {"later"}
