"""The commands as a person runs them, from a file to scores."""

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest


def fit(command, data, schema, out, *more):
    return command("fit", "--data", data, "--schema", schema, "--out", out, *more)


def test_from_a_file_to_scores(command, history, tmp_path, frame):
    schema, artefact, scores = tmp_path / "drafted.toml", tmp_path / "artefact", tmp_path / "scores.csv"
    named = ["--outcome", "outcome", "--value", "price", "--time", "created"]
    assert command("infer-schema", "--data", history, *named, "--out", schema)[0] == 0
    assert fit(command, history, schema, artefact)[0] == 0
    code, out, _ = command("evaluate", "--artefact", artefact, "--data", history)
    assert code == 0
    assert list(json.loads(out)) == ["n", "base_rate", "auc", "log_loss", "brier", "ece"]
    assert command("score", "--artefact", artefact, "--data", history, "--out", scores)[0] == 0
    written = pd.read_csv(scores)
    assert list(written) == ["probability", "deal_value", "expected_revenue", "grade"]
    assert len(written) == len(frame)
    np.testing.assert_allclose(written.expected_revenue, written.probability * written.deal_value)
    assert set(written.grade) <= {"A", "B", "C", "D"}
    by_course = written.probability.groupby(frame.course).mean()
    assert by_course["IELTS"] > by_course["TOEIC"] + 0.15


def test_a_field_known_after_the_submit_does_not_train(command, history, schema, tmp_path):
    fit(command, history, schema, tmp_path / "artefact")
    told = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    assert told["training"]["fields"] == ["course", "budget"]
    assert told["metrics"]["auc"] < 0.9  # duration alone would give 1.0


def test_the_same_seed_writes_the_same_model(command, history, schema, tmp_path):
    for name in ("one", "two"):
        fit(command, history, schema, tmp_path / name, "--seed", 5)
    hashes = {
        json.loads((tmp_path / name / "manifest.json").read_text())["sha256"] for name in ("one", "two")
    }
    assert len(hashes) == 1


def test_the_manifest_counts_who_taught(command, history, dated_schema, tmp_path, frame):
    assert fit(command, history, dated_schema, tmp_path / "artefact")[0] == 0
    told = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    data = told["data"]
    assert data["rows"] == len(frame)
    assert data["trained"] == data["matured"] == data["rows"] - data["left_out"]["not_matured"]
    assert 15 <= told["horizon_days"] <= 21
    assert told["training"]["split"] == "forward"
    assert told["grade_by"] == "expected_revenue"


def test_without_a_value_column_the_deal_value_is_0_and_grades_are_by_probability(
    command, history, schema, tmp_path
):
    schema.write_text(schema.read_text().replace('value = "price"\n', ""))
    assert fit(command, history, schema, tmp_path / "artefact")[0] == 0
    command("score", "--artefact", tmp_path / "artefact", "--data", history, "--out", tmp_path / "s.csv")
    written = pd.read_csv(tmp_path / "s.csv")
    assert (written.deal_value == 0).all()
    assert (written.expected_revenue == 0).all()
    assert len(set(written.grade)) > 1


def test_wrong_arguments_are_one_line_and_exit_2(command):
    for arguments in ([], ["fit"], ["score", "--nonsense"], ["dance"], ["fit", "--seed", "-1"]):
        code, out, errors = command(*arguments)
        assert (code, out, len(errors)) == (2, "", 1)


def test_help_is_no_failure(command):
    code, out, _ = command("--help")
    assert code == 0
    for name in ("simulate", "infer-schema", "fit", "evaluate", "score"):
        assert name in out


def test_a_missing_file_is_one_line(refusal, schema, tmp_path):
    told = refusal("fit", "--data", tmp_path / "none.csv", "--schema", schema, "--out", tmp_path / "a")
    assert told.startswith("fit: ")
    assert "does not exist" in told


def test_a_missing_schema_is_one_line(refusal, history, tmp_path):
    assert "no such file" in refusal(
        "fit", "--data", history, "--schema", tmp_path / "none.toml", "--out", tmp_path / "a"
    )


def test_a_missing_key_is_one_line_that_says_who_writes_it(refusal, history, schema, tmp_path, monkeypatch):
    monkeypatch.delenv("LEADWORTH_ARTEFACT_KEY")
    monkeypatch.setenv("LEADWORTH_ENV_FILE", str(tmp_path / "none.env"))
    assert "make secrets" in refusal("fit", "--data", history, "--schema", schema, "--out", tmp_path / "a")


def test_nothing_is_written_by_a_refusal(refusal, history, schema, tmp_path):
    schema.write_text(schema.read_text().replace('"course"', '"kurs"'))
    before = sorted(tmp_path.iterdir())
    refusal("fit", "--data", history, "--schema", schema, "--out", tmp_path / "artefact")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["evaluate", "score"])
def test_an_artefact_signed_with_another_key_is_refused(
    refusal, history, trained, tmp_path, monkeypatch, name
):
    monkeypatch.setenv("LEADWORTH_ARTEFACT_KEY", "another key of more than thirty-two characters")
    out = ["--out", tmp_path / "s.csv"] if name == "score" else []
    assert "another key" in refusal(name, "--artefact", trained, "--data", history, *out)


@pytest.mark.slow
def test_the_module_runs_as_a_process():
    done = subprocess.run(
        [sys.executable, "-m", "training", "fit"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
