"""The files: their columns, that they read back, and that the same seed gives the same bytes."""

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from model.lead.schema import LeadSchema
from training.simulate import World, files, simulate

COLUMNS = {
    "attempts": "lead_id occurred_at rep channel result callback_at duration_seconds source",
    "dispositions": "lead_id occurred_at rep disposition sub_reason note",
    "assignments": "lead_id occurred_at rep",
    "outcomes": "lead_id deal_id occurred_at outcome lost_reason competitor revenue",
    "payments": "lead_id deal_id payment_id paid_at kind amount",
    "spend": "campaign ad_set day amount impressions clicks",
    "campaigns": "campaign name channel owner message",
    "changes": "campaign occurred_at kind note",
}
SMALL = World(leads=1500, months=4, seed=3)


def write(world: World, directory: Path) -> Path:
    files.prepare(directory)
    files.write(simulate(world), directory, lambda step: None)
    return directory


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(SMALL, tmp_path_factory.mktemp("company") / "out")


def digests(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(written: Path, tmp_path: Path) -> None:
    again = digests(write(SMALL, tmp_path / "again"))
    other = digests(write(World(leads=1500, months=4, seed=4), tmp_path / "other"))
    assert len(again) == 13
    assert again == digests(written)
    assert again["leads.csv"] != other["leads.csv"]


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_table_has_its_columns(written: Path, name: str) -> None:
    assert list(pd.read_csv(written / f"{name}.csv", nrows=5).columns) == COLUMNS[name].split()


def test_the_lead_table_reads_back_as_it_was(written: Path) -> None:
    leads = pd.read_csv(written / "leads.csv", dtype={"phone": "str"})
    made = simulate(SMALL).leads
    assert list(leads.columns) == list(made.columns)
    assert leads.phone.tolist() == made.phone.tolist()
    assert (pd.to_datetime(leads.submitted_at) == made.submitted_at).all()
    assert leads.submitted_at.str.endswith("+07:00").all()
    assert leads.value.sum() == made.value.sum()


def test_the_schema_names_the_columns_of_the_lead_table(written: Path) -> None:
    schema = LeadSchema.load(written / "schema.toml")
    columns = set(pd.read_csv(written / "leads.csv", nrows=1).columns)
    assert schema.product_field is not None
    assert schema.product_field.name == "course"
    assert {field.name for field in schema.fields} <= columns
    assert all({"vi", "en"} <= set(field.label) for field in schema.fields)
    assert {field.name for field in schema.fields if field.personal} == {"name", "phone", "email", "message"}
    assert "talk_seconds" not in {field.name for field in schema.teaching}
    assert schema.horizon_days == 45


def test_every_lead_keeps_to_the_schema(written: Path) -> None:
    schema = LeadSchema.load(written / "schema.toml")
    names = [field.name for field in schema.fields]
    leads = pd.read_csv(written / "leads.csv", dtype="str")[names]
    for row in leads.head(200).to_dict("records"):
        given = {name: value for name, value in row.items() if isinstance(value, str)}
        assert not schema.read(given).problems


def test_the_truth_says_that_it_is_simulated(written: Path) -> None:
    world = json.loads((written / "truth" / "world.json").read_text())
    assert world["simulated"] is True
    assert world["seed"] == 3
    truth = pd.read_parquet(written / "truth" / "leads.parquet")
    assert len(truth) == 1500
    assert len(json.loads((written / "truth" / "campaigns.json").read_text())) == 25


def test_a_directory_with_somebodys_real_tables_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("real")
    with pytest.raises(files.OutputError, match="another directory"):
        files.prepare(tmp_path)
    assert (tmp_path / "leads.csv").read_text() == "real"


def test_a_simulated_directory_may_be_written_again(written: Path) -> None:
    files.prepare(written)
