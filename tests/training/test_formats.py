"""The same leads, whatever the file's format, teach the same model."""

import json

import pandas as pd
import pytest

FORMATS = {
    "semicolon": {"sep": ";"},
    "tab": {"sep": "\t"},
    "bom": {"encoding": "utf-8-sig"},
    "utf-16": {"encoding": "utf-16"},
    "utf-16 without a mark": {"encoding": "utf-16-le"},
    "windows lines": {"lineterminator": "\r\n"},
    "with an index": {"index": True},
}


def auc_of(command, data, schema, out) -> float:
    assert command("fit", "--data", data, "--schema", schema, "--out", out)[0] == 0
    return json.loads((out / "manifest.json").read_text())["metrics"]


@pytest.fixture
def expected(command, history, schema, tmp_path):
    return auc_of(command, history, schema, tmp_path / "expected")


@pytest.mark.parametrize("form", FORMATS)
def test_a_csv_file_in_any_form(command, frame, schema, tmp_path, expected, form):
    frame.to_csv(tmp_path / "given.csv", **{"index": False, **FORMATS[form]})
    assert auc_of(command, tmp_path / "given.csv", schema, tmp_path / "artefact") == expected


def test_parquet(command, frame, schema, tmp_path, expected):
    typed = frame.assign(price=pd.to_numeric(frame.price), course=frame.course.astype("category"))
    typed.to_parquet(tmp_path / "given.parquet")
    assert auc_of(command, tmp_path / "given.parquet", schema, tmp_path / "artefact") == expected


def test_times_as_vietnamese_write_them(command, frame, dated_schema, tmp_path, history):
    expected = auc_of(command, history, dated_schema, tmp_path / "expected")
    written = pd.to_datetime(frame.created, format="ISO8601").dt.strftime("%d/%m/%Y %H:%M:%S")
    frame.assign(created=written).to_csv(tmp_path / "given.csv", index=False)
    assert auc_of(command, tmp_path / "given.csv", dated_schema, tmp_path / "artefact") == expected


def test_amounts_as_vietnamese_write_them(command, frame, schema, tmp_path, expected):
    amounts = frame.budget.map(lambda amount: f"{amount:,} đ".replace(",", "."))
    frame.assign(budget=amounts).to_csv(tmp_path / "given.csv", index=False)
    assert auc_of(command, tmp_path / "given.csv", schema, tmp_path / "artefact") == expected


def test_decimal_commas(command, frame, schema, tmp_path):
    exact = frame.assign(budget=frame.budget / 3_000_000)
    exact.to_csv(tmp_path / "dots.csv", index=False)
    exact.to_csv(tmp_path / "commas.csv", index=False, sep=";", decimal=",")
    one = auc_of(command, tmp_path / "dots.csv", schema, tmp_path / "one")
    assert auc_of(command, tmp_path / "commas.csv", schema, tmp_path / "two") == one
