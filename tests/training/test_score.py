import json

import pandas as pd
import pytest

from training import score as scoring


@pytest.fixture
def scored(command, trained, tmp_path):
    def run(data, name="scores.csv"):
        out = tmp_path / name
        code, _, errors = command("score", "--artefact", trained, "--data", data, "--out", out)
        assert code == 0
        return (pd.read_parquet(out) if name.endswith("parquet") else pd.read_csv(out)), errors

    return run


def test_parquet_and_csv_say_the_same(scored, history):
    csv, parquet = scored(history)[0], scored(history, "scores.parquet")[0]
    pd.testing.assert_frame_equal(csv, parquet, check_dtype=False)


def test_chunks_change_nothing(scored, history, monkeypatch):
    whole = scored(history)[0]
    monkeypatch.setattr(scoring, "CHUNK_ROWS", 7)
    pd.testing.assert_frame_equal(scored(history)[0], whole)


def test_rows_keep_their_order(scored, frame, tmp_path):
    frame[::-1].to_csv(tmp_path / "reversed.csv", index=False)
    frame.to_csv(tmp_path / "straight.csv", index=False)
    straight, reversed_ = scored(tmp_path / "straight.csv")[0], scored(tmp_path / "reversed.csv")[0]
    pd.testing.assert_frame_equal(reversed_[::-1].reset_index(drop=True), straight)


def test_a_missing_column_is_said_and_taken_as_missing(scored, frame, tmp_path):
    frame.drop(columns="budget").to_csv(tmp_path / "without.csv", index=False)
    frame.assign(budget="").to_csv(tmp_path / "empty.csv", index=False)
    without, errors = scored(tmp_path / "without.csv")
    assert [line for line in errors if line.endswith("taken as missing: 'budget'")]
    pd.testing.assert_frame_equal(without, scored(tmp_path / "empty.csv")[0])


def test_odd_values_and_unknown_columns_are_scored(scored, frame, tmp_path):
    odd = frame.assign(course="Tiếng Nhật", budget="khoảng 5 triệu", colour="red").head(5)
    odd.to_csv(tmp_path / "odd.csv", index=False)
    written, _ = scored(tmp_path / "odd.csv")
    assert written.probability.between(0, 1, inclusive="neither").all()


def test_open_leads_are_scored_without_an_outcome_column(scored, frame, tmp_path):
    frame[["course", "budget"]].to_csv(tmp_path / "open.csv", index=False)
    written, errors = scored(tmp_path / "open.csv")
    assert len(written) == len(frame)
    assert errors == []


def test_a_file_of_something_else_is_refused(refusal, trained, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    told = refusal(
        "score", "--artefact", trained, "--data", tmp_path / "other.csv", "--out", tmp_path / "s.csv"
    )
    assert "none of the columns that the model reads: 'budget', 'course'" in told


def test_another_ending_is_refused(refusal, trained, history, tmp_path):
    told = refusal("score", "--artefact", trained, "--data", history, "--out", tmp_path / "scores.xlsx")
    assert ".csv or .parquet" in told


def test_the_file_that_is_read_is_not_overwritten(refusal, trained, history):
    assert "name another" in refusal("score", "--artefact", trained, "--data", history, "--out", history)


def test_a_file_that_breaks_off_leaves_no_scores(refusal, trained, frame, tmp_path):
    text = frame.to_csv(index=False) + "a,b,c,d,e,f,g,h,i\n"
    (tmp_path / "broken.csv").write_text(text)
    refusal("score", "--artefact", trained, "--data", tmp_path / "broken.csv", "--out", tmp_path / "s.csv")
    assert [entry.name for entry in tmp_path.iterdir()] == ["broken.csv"]


def test_no_rows_are_refused(refusal, trained, tmp_path):
    (tmp_path / "empty.csv").write_text("course,budget\n")
    told = refusal(
        "score", "--artefact", trained, "--data", tmp_path / "empty.csv", "--out", tmp_path / "s.csv"
    )
    assert "nothing to score" in told


def test_evaluate_prints_json_only(command, trained, frame, tmp_path):
    frame.drop(columns="budget").to_csv(tmp_path / "given.csv", index=False)
    code, out, errors = command("evaluate", "--artefact", trained, "--data", tmp_path / "given.csv")
    assert code == 0
    assert json.loads(out)["n"] == len(frame)
    assert len(errors) == 1


def test_evaluate_needs_the_outcome(refusal, trained, frame, tmp_path):
    frame.drop(columns="outcome").to_csv(tmp_path / "given.csv", index=False)
    assert "no column 'outcome'" in refusal(
        "evaluate", "--artefact", trained, "--data", tmp_path / "given.csv"
    )


def test_evaluate_on_one_class_has_no_auc(command, trained, frame, tmp_path):
    frame.assign(outcome="lost").to_csv(tmp_path / "given.csv", index=False)
    code, out, _ = command("evaluate", "--artefact", trained, "--data", tmp_path / "given.csv")
    assert code == 0
    assert json.loads(out)["auc"] is None
