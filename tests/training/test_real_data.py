"""On real rows, where they are at hand."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

DATA = Path(os.environ.get("LEADWORTH_DATA", "../shared/data"))
BANK = DATA / "bank" / "bank-additional-first80.csv"
SAAS = DATA / "event_saas"


def plain_log_loss(path: Path) -> float:
    """scikit-learn's own one-hot and scaled logistic regression, on five stratified folds."""
    frame = pd.read_csv(path, sep=";").drop(columns="duration")
    won = frame.pop("y") == "yes"
    categories = frame.select_dtypes(exclude="number").columns
    columns = ColumnTransformer(
        [("categories", OneHotEncoder(handle_unknown="ignore"), categories)], remainder=StandardScaler()
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    model = make_pipeline(columns, LogisticRegression(max_iter=2000))
    return log_loss(won, cross_val_predict(model, frame, won, cv=folds, method="predict_proba")[:, 1])


@pytest.mark.skipif(not BANK.exists(), reason=f"{BANK} is not here")
def test_bank_is_no_worse_than_a_plain_logistic_regression(command, tmp_path):
    schema, artefact = tmp_path / "schema.toml", tmp_path / "artefact"
    assert command("infer-schema", "--data", BANK, "--outcome", "y", "--out", schema)[0] == 0
    assert 'name = "duration"\ntype = "number"\nknown = "contact"' in schema.read_text()
    assert command("fit", "--data", BANK, "--schema", schema, "--out", artefact)[0] == 0
    told = json.loads((artefact / "manifest.json").read_text())
    assert told["metrics"]["n"] == told["data"]["rows"] == 32_950
    assert told["metrics"]["log_loss"] <= plain_log_loss(BANK)
    assert told["metrics"]["ece"] < 0.01


@pytest.fixture
def saas(tmp_path) -> Path:
    """Leads joined with their offers: won and revenue by lead."""
    leads = pd.read_csv(SAAS / "leads.csv", dtype=str, keep_default_na=False)
    offers = pd.read_csv(SAAS / "offers.csv", dtype=str, keep_default_na=False)
    sold = offers[(offers.Status == "Closed Won") & offers.Id.isin(leads.Id)]
    revenue = pd.to_numeric(sold.Price, errors="coerce").groupby(sold.Id).sum()
    leads["Outcome"] = np.where(leads.Id.isin(sold.Id), "won", "not won")
    leads["Price"] = leads.Id.map(revenue)
    leads.to_csv(tmp_path / "saas.csv", index=False)
    return tmp_path / "saas.csv"


@pytest.mark.skipif(not SAAS.exists(), reason=f"{SAAS} is not here")
def test_event_saas_expects_what_was_won(command, saas, tmp_path):
    schema, artefact, scores = tmp_path / "schema.toml", tmp_path / "artefact", tmp_path / "scores.parquet"
    named = ["--value", "Price", "--campaign", "Acquisition Campaign", "--currency", "USD"]
    assert command("infer-schema", "--data", saas, "--outcome", "Outcome", *named, "--out", schema)[0] == 0
    assert command("fit", "--data", saas, "--schema", schema, "--out", artefact)[0] == 0
    assert json.loads((artefact / "manifest.json").read_text())["training"]["fields"] == [
        "Source",
        "City",
        "lead.campaign",
    ]
    assert command("score", "--artefact", artefact, "--data", saas, "--out", scores)[0] == 0
    won = pd.read_csv(saas).Price.sum()
    assert pd.read_parquet(scores).expected_revenue.sum() / won == pytest.approx(1.0, abs=0.03)
