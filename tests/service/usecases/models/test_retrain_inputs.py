"""What a retrain reads: the history, the schema that can be trusted, and the models to beat."""

import json
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from model.lead import artefact
from model.lead.schema import Field, LeadSchema
from service.store import models, watches
from service.store.ids import new_id
from service.usecases.models.retrain_inputs import ALERT, write_inputs
from service.usecases.problems import Conflict

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def inputs(parts, tmp_path):
    def written(own_schema=None, horizon_days=None):
        (tmp_path / "inputs").mkdir()
        with parts.database.read() as connection:
            return write_inputs(
                connection,
                parts.company,
                own_schema,
                horizon_days,
                parts.settings.artefact_key,
                tmp_path / "inputs",
                NOW,
                lambda _leads: None,
            )

    return written


@pytest.fixture
def served(parts, artefact_folder):
    """Let versions of these names serve one after the other; the same artefact under another name."""
    blob, manifest = artefact.read(artefact_folder)

    def serve(*versions):
        with parts.database.write() as connection:
            for place, version in enumerate(versions):
                if models.find(connection, version) is None:
                    models.add(
                        connection,
                        version=version,
                        sha256=f"{place:x}" * 64,
                        manifest={**manifest, "version": version},
                        artefact=blob,
                        added_at=NOW,
                    )
                at = NOW + timedelta(minutes=place)
                told = {"version": version, "action": models.PROMOTE, "decided_by": "a test"}
                models.decide(connection, id=new_id(), decided_at=at, **told)

    return serve


def version_in(directory):
    return json.loads((directory / "manifest.json").read_text("utf-8"))["version"]


def test_of_a_store_where_nothing_served_there_is_the_history_alone(inputs, crm):
    crm.post("/v1/leads", {})
    found = inputs()
    assert (found.serving, found.serving_artefact, found.recent_artefacts, found.stale) == (
        None,
        None,
        (),
        None,
    )
    assert pq.read_table(found.history).num_rows == 1
    assert LeadSchema.load(found.schema).fields == ()
    assert LeadSchema.load(found.schema).currency == "VND"


def test_the_serving_model_is_written_as_it_was_signed(inputs, parts, serving):
    found = inputs()
    assert found.serving == serving
    scorer = artefact.load(*artefact.read(found.serving_artefact), parts.settings.artefact_key)
    assert scorer.model_version == serving
    assert LeadSchema.load(found.schema).fields == scorer.schema.fields


def test_the_last_five_others_that_served_come_with_it(inputs, served):
    served("v-1", "v-2", "v-3", "v-4", "v-5", "v-6", "v-7", "v-2")
    found = inputs(own_schema=LeadSchema(fields=()))
    assert (found.serving, version_in(found.serving_artefact)) == ("v-2", "v-2")
    assert [version_in(each) for each in found.recent_artefacts] == ["v-7", "v-6", "v-5", "v-4", "v-3"]


def test_the_companys_own_schema_and_horizon_come_first(inputs, serving):
    own = LeadSchema(fields=(Field("course", "category"),), currency="USD", horizon_days=90)
    written = LeadSchema.load(inputs(own, 45).schema)
    assert [field.name for field in written.fields] == ["course"]
    assert (written.currency, written.horizon_days, written.timezone) == ("VND", 45, "Asia/Ho_Chi_Minh")


def test_the_schema_of_a_model_that_opens_no_more_still_holds(inputs, parts, serving):
    with parts.database.write() as connection:
        connection.execute(sa.update(models.models).values(artefact=b"gone"))
    assert LeadSchema.load(inputs().schema).fields


def test_a_schema_that_was_changed_is_not_trusted(inputs, parts, serving):
    with parts.database.write() as connection:
        manifest = connection.scalar(sa.select(models.models.c.manifest))
        connection.execute(sa.update(models.models).values(manifest=manifest | {"horizon_days": 1}))
    with pytest.raises(Conflict, match="LEADWORTH_LEAD_SCHEMA"):
        inputs()


@pytest.mark.parametrize(("since", "stale"), [(NOW, ALERT), (None, None)])
def test_an_open_calibration_alert_makes_the_serving_model_stale(inputs, parts, serving, since, stale):
    with parts.database.write() as connection:
        row = {"version": serving, "day": NOW.date(), "looked_at": NOW, "alert_since": since, "figures": {}}
        watches.put(connection, [row])
    assert inputs().stale == stale
