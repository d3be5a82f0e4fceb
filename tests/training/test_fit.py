"""What fit refuses, each in one line that says what would be right."""

import json
import re

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def refused(refusal, tmp_path, schema):
    """Write the frame (or bytes), fit on it with the undated schema, and give back why that was refused."""

    def run(content: pd.DataFrame | bytes) -> str:
        path = tmp_path / "given.csv"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content.to_csv(path, index=False)
        return refusal("fit", "--data", path, "--schema", schema, "--out", tmp_path / "artefact")

    return run


@pytest.mark.parametrize("name", ["outcome", "price", "course"])
def test_a_column_that_the_schema_names_and_the_file_lacks_is_named(refused, frame, name):
    assert f"no column '{name}'" in refused(frame.drop(columns=name))


def test_a_column_that_does_not_train_may_be_absent(command, frame, schema, tmp_path):
    frame.drop(columns="duration").to_csv(tmp_path / "given.csv", index=False)
    told = ["--data", tmp_path / "given.csv", "--schema", schema, "--out", tmp_path / "artefact"]
    assert command("fit", *told)[0] == 0


def test_one_class_is_refused_with_the_values_found(refused, frame):
    assert "lost (300)" in refused(frame.assign(outcome="lost"))
    assert "every row is won" in refused(frame.assign(outcome="won"))


def test_too_few_rows_are_refused_with_their_numbers(refused, frame):
    few = pd.concat([frame[frame.outcome == "won"].head(6), frame[frame.outcome == "lost"].head(6)])
    assert "12 leads may teach, 6 won and 6 not; it takes 20, 5 of each" in refused(few)


def test_too_few_won_are_refused_with_their_numbers(refused, frame):
    few = pd.concat([frame[frame.outcome == "won"].head(4), frame[frame.outcome == "lost"]])
    assert "4 won" in refused(few)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"course,budget,outcome,price\n", "no rows"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "NUL character|not UTF-8"),
        (bytes(range(256)) * 20, "NUL character|not UTF-8"),
        (b"PK\x03\x04 xl/workbook", "Excel"),
        (b"PAR1 and then nothing", "Parquet"),
        (b"course,budget\nIELTS,\x001\n", "NUL character in line 2"),
        (b"course,budget\nIELTS,\xe9\xe8\n", "not UTF-8 or UTF-16 text .line 2"),
        (b"course,course,outcome,price\na,b,c,d\n", "'course' 2 times"),
        (b"one\n1\n2\n", "one column only"),
        (b'{"leads": [1]}', "one column only"),
        (b"course,budget,outcome,price\na,1,won\nb,2,won,3,4,5\n", "line 3"),
        (b'course,budget,outcome,price\n"a,1,won,2\nb,1,won,2\n', "not a CSV file"),
    ],
)
def test_what_is_no_table_of_leads_is_refused(refused, content, told):
    assert re.search(told, refused(content))


def test_a_time_column_without_times_is_refused(refusal, frame, dated_schema, tmp_path):
    frame.assign(created="yesterday").to_csv(tmp_path / "given.csv", index=False)
    told = refusal("fit", "--data", tmp_path / "given.csv", "--schema", dated_schema, "--out", tmp_path / "a")
    assert "0 of 300 rows" in told


def test_a_directory_with_other_files_is_refused_before_work(refusal, history, schema, tmp_path):
    assert "name a new directory" in refusal("fit", "--data", history, "--schema", schema, "--out", tmp_path)


def test_a_schema_without_columns_is_refused(refusal, history, tmp_path):
    (tmp_path / "s.toml").write_text('[[fields]]\nname = "course"\ntype = "category"\n')
    told = refusal("fit", "--data", history, "--schema", tmp_path / "s.toml", "--out", tmp_path / "a")
    assert "[columns]" in told


def test_a_schema_with_nothing_to_learn_from_is_refused(refusal, history, tmp_path):
    (tmp_path / "s.toml").write_text('[columns]\noutcome = "outcome"\nwon = ["won"]\n')
    told = refusal("fit", "--data", history, "--schema", tmp_path / "s.toml", "--out", tmp_path / "a")
    assert "no field may train" in told


def snapshot(frame: pd.DataFrame, path, **told: object) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    about = {"kind": "snapshot", "format": 1, "as_of": "2026-11-21T00:00:00+00:00", "currency": "VND", **told}
    pq.write_table(table.replace_schema_metadata({b"leadworth": json.dumps(about).encode()}), path)


@pytest.fixture
def snapshot_frame(frame) -> pd.DataFrame:
    won = frame.outcome == "won"
    return pd.DataFrame(
        {
            "lead.id": [str(place) for place in range(len(frame))],
            "lead.submitted_at": pd.to_datetime(frame.created, utc=True),
            "lead.campaign": "tet",
            "lead.channel": None,
            "lead.ad_set": None,
            "lead.ad": None,
            "lead.won": won.astype(object).where(won, None),
            "lead.won_at": pd.to_datetime(frame.closed, utc=True),
            "lead.revenue": pd.to_numeric(frame.price),
            "lead.worked": [place % 10 > 0 for place in range(len(frame))],
            "utm_source": "facebook",
            "course": frame.course,
            "budget": frame.budget.astype(float),
        }
    )


def test_a_snapshot_brings_its_own_columns(command, snapshot_frame, schema, tmp_path):
    snapshot(snapshot_frame, tmp_path / "history.parquet")
    told = ["--data", tmp_path / "history.parquet", "--schema", schema, "--out", tmp_path / "artefact"]
    assert command("fit", *told)[0] == 0
    manifest = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    unworked = int((~snapshot_frame["lead.worked"] & snapshot_frame["lead.won"].isna()).sum())
    assert manifest["data"]["left_out"] == {"not_worked": unworked}
    assert manifest["data"]["as_of"] == "2026-11-21T00:00:00+00:00"
    assert {"course", "budget", "lead.campaign", "lead.submitted_at", "utm_source"} == set(
        manifest["training"]["fields"]
    )
    assert (
        command("evaluate", "--artefact", tmp_path / "artefact", "--data", tmp_path / "history.parquet")[0]
        == 0
    )


def test_the_manifest_tells_what_the_leads_looked_like(command, snapshot_frame, schema, tmp_path):
    """All leads of the file, those that nobody worked too: newer leads are held against them."""
    snapshot(snapshot_frame, tmp_path / "history.parquet")
    told = ["--data", tmp_path / "history.parquet", "--schema", schema, "--out", tmp_path / "artefact"]
    assert command("fit", *told)[0] == 0
    profile = json.loads((tmp_path / "artefact" / "manifest.json").read_text())["profile"]
    assert profile["leads"] == 300
    counts = snapshot_frame["course"].str.casefold().value_counts()
    named = dict(
        zip(profile["fields"]["course"]["levels"], profile["fields"]["course"]["counts"][2:], strict=True)
    )
    assert named == counts.to_dict()
    assert sum(profile["score"]["counts"]) == 300
    assert profile["score"]["counts"][0] == 0


def test_a_lead_that_was_worked_at_random_counts_for_its_like(command, snapshot_frame, schema, tmp_path):
    chance = [0.1 if place % 10 == 1 else None for place in range(len(snapshot_frame))]
    versions = set()
    for frame in (snapshot_frame, snapshot_frame.assign(**{"lead.work_probability": chance})):
        snapshot(frame, tmp_path / "history.parquet")
        told = ["--data", tmp_path / "history.parquet", "--schema", schema, "--out", tmp_path / "artefact"]
        assert command("fit", *told)[0] == 0
        versions.add(json.loads((tmp_path / "artefact" / "manifest.json").read_text())["sha256"])
    assert len(versions) == 2


def test_an_undated_snapshot_trains(command, snapshot_frame, schema, tmp_path):
    undated = snapshot_frame.assign(
        **{"lead.submitted_at": pd.NaT, "lead.won_at": pd.NaT, "lead.worked": True}
    )
    snapshot(undated, tmp_path / "history.parquet")
    told = ["--data", tmp_path / "history.parquet", "--schema", schema, "--out", tmp_path / "artefact"]
    assert command("fit", *told)[0] == 0
    manifest = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    assert manifest["data"]["trained"] == len(snapshot_frame)
    assert manifest["training"]["split"] == "stratified"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"currency": "USD"}, "in USD and the schema in VND"),
        ({"format": 2}, "newer"),
        ({"as_of": "then"}, "damaged"),
    ],
)
def test_a_snapshot_that_does_not_fit_is_refused(refusal, snapshot_frame, schema, tmp_path, told, reason):
    snapshot(snapshot_frame, tmp_path / "history.parquet", **told)
    assert reason in refusal(
        "fit", "--data", tmp_path / "history.parquet", "--schema", schema, "--out", tmp_path / "a"
    )
