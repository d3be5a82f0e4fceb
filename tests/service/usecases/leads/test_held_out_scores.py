"""Imported leads get what models that had not seen them said of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from model.lead import artefact
from model.lead.held_out_file import HeldOutScores, HeldOutTold, from_bytes
from model.lead.manifest import ArtefactRefused
from model.money import expected_revenue
from service.store import models
from service.store.leads import leads
from service.usecases.clock import utc_now
from service.usecases.leads import held_out_scores as module
from service.usecases.leads import score_missing as score
from service.usecases.leads.held_out_scores import held_out_score
from service.usecases.leads.ingest_lead import ingest
from service.usecases.leads.new_lead import NO_SCHEMA, NewLead
from service.usecases.leads.score_missing import replace_later_scores, score_missing
from service.usecases.source import IMPORT, Source

CRM = Source("key", "crm")


@pytest.fixture
def database_url(sqlite_url):
    """Plain SQL; the job that runs it is tested on both kinds of store."""
    return sqlite_url


@pytest.fixture(scope="session")
def told(artefact_folder) -> HeldOutScores:
    manifest = artefact.read(artefact_folder)[1]
    return from_bytes(artefact.read_held_out(artefact_folder, manifest))


@pytest.fixture
def keep(parts):
    def ingested(external_id, source=IMPORT):
        at = utc_now() - timedelta(days=9)
        new = NewLead(submitted_at=at, external_id=external_id, checked=NO_SCHEMA.check({"course": "IELTS"}))
        with parts.database.write() as connection:
            (answer,) = ingest(connection, parts.company, NO_SCHEMA, None, source, [new], utc_now())
        return answer.lead_id

    return ingested


@pytest.fixture
def stored(parts):
    def find(lead_id):
        with parts.database.read() as connection:
            return connection.execute(sa.select(leads).where(leads.c.id == lead_id)).one()

    return find


def score_all(parts):
    with parts.database.write() as connection:
        return score_missing(connection, parts.company, parts.serving.scorer, None)


def replace_later(parts):
    with parts.database.write() as connection:
        return replace_later_scores(connection, parts.company, parts.serving.scorer, utc_now())


def test_a_simulated_companys_model_brings_them_and_all_that_a_model_can(
    artefact_folder, parts, serving, told
):
    manifest, scorer = artefact.read(artefact_folder)[1], parts.serving.scorer
    assert manifest["held_out"]["leads"] == len(told) == manifest["metrics"]["n"]
    assert manifest["training"]["heads"].keys() == {"quality", "without_campaign"}
    assert scorer.held_out.ids == "external_id"
    assert scorer.delay.shares[-1] == 1.0
    (score,) = scorer.score([{"course": "IELTS"}])
    assert 0 < score.quality_probability < 1
    assert 0 < score.probability_without_campaign < 1


def test_an_imported_lead_gets_what_models_that_had_not_seen_it_said(parts, serving, told, keep, stored):
    known, own = told.ids[3], told.of(told.ids[3])
    lead, other = keep(known), keep("nobody")
    score_all(parts)
    row = stored(lead)
    assert (row.score_origin, row.probability) == ("held_out", own.probability)
    assert row.expected_revenue == expected_revenue(own.probability, own.deal_value, "VND")
    assert row.probability_without_campaign == own.probability_without_campaign
    assert row.quality_probability is not None
    assert (row.model_version, row.grade in "ABCD", len(row.factors) > 0) == (serving, True, True)
    assert stored(other).score_origin == "later"
    assert stored(other).probability_without_campaign is not None


def test_the_same_id_from_a_key_may_mean_another_lead(parts, serving, told, keep, stored):
    lead = keep(told.ids[3], CRM)
    score_all(parts)
    assert stored(lead).score_origin == "later"


def test_a_model_of_the_stores_own_history_knows_leads_by_their_ids(parts, serving, told, keep, stored):
    own = replace(parts.serving.scorer, held_out=HeldOutTold("00", "lead.id"))
    lead = stored(keep("L1", CRM))
    scores = replace(told, ids=[str(lead.id), *told.ids[1:]])
    assert held_out_score(scores, own, lead) == scores.of(str(lead.id))
    assert held_out_score(scores, own, stored(keep(told.ids[3]))) is None


def score_later(parts, *ids):
    with parts.database.write() as connection:
        chosen = sa.update(leads).where(leads.c.id.in_(ids))
        connection.execute(chosen.values(score_origin="later", probability=0.9, model_version="older"))


def test_a_later_score_is_replaced_once_and_one_at_submit_never(
    parts, serving, told, keep, stored, monkeypatch
):
    monkeypatch.setattr(score, "_AT_ONCE", 2)
    later = [keep(known) for known in told.ids[:3]]
    unknown, at_submit = keep("nobody"), keep(told.ids[5])
    score_later(parts, unknown, *later)
    with parts.database.write() as connection:
        chosen = sa.update(leads).where(leads.c.id == at_submit)
        connection.execute(chosen.values(score_origin="submit", probability=0.9))
    assert replace_later(parts) == (2, True)
    assert replace_later(parts) == (1, False)
    assert [stored(lead).probability for lead in later] == [
        told.of(known).probability for known in told.ids[:3]
    ]
    assert {stored(lead).score_origin for lead in later} == {"held_out"}
    assert {stored(lead).model_version for lead in later} == {serving}
    assert (stored(unknown).score_origin, stored(unknown).probability) == ("later", 0.9)
    assert (stored(at_submit).score_origin, stored(at_submit).probability) == ("submit", 0.9)
    score_later(parts, later[0])
    assert replace_later(parts) == (0, False)
    assert stored(later[0]).score_origin == "later"


def test_changed_ones_are_refused_before_they_are_opened(parts, serving, told, keep, monkeypatch):
    monkeypatch.setattr(module, "_opened", {})
    monkeypatch.setattr(module, "from_bytes", lambda _blob: pytest.fail("opened"))
    keep(told.ids[3])
    with parts.database.write() as connection:
        connection.execute(sa.update(models.models).values(held_out=b"something else"))
    with pytest.raises(ArtefactRefused, match="hash"):
        score_all(parts)


def test_a_model_that_was_added_without_them_scores_as_before(
    parts, serving, told, keep, stored, monkeypatch
):
    monkeypatch.setattr(module, "_opened", {})
    lead = keep(told.ids[3])
    with parts.database.write() as connection:
        connection.execute(sa.update(models.models).values(held_out=None))
    score_all(parts)
    assert stored(lead).score_origin == "later"
    assert replace_later(parts) == (0, False)
