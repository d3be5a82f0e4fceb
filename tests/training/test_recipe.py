import json
import math

import pytest


@pytest.mark.parametrize("dated", [False, True])
def test_where_a_sample_chooses_all_leads_teach(
    command, frame, schema, dated_schema, tmp_path, monkeypatch, dated
):
    """More leads than the recipe is chosen by: those that no fold judged have no log-odds to correct by."""
    monkeypatch.setattr("training.recipe.MOST_TO_CHOOSE_BY", 200)
    frame.to_csv(tmp_path / "given.csv", index=False)
    given = ("--schema", dated_schema if dated else schema, "--data", tmp_path / "given.csv")
    code, _, said = command("fit", *given, "--out", tmp_path / "artefact")
    assert code == 0, said
    told = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    assert told["metrics"]["n"] <= 200 < told["data"]["trained"]
    assert math.isfinite(told["training"]["correction"]["intercept"])
