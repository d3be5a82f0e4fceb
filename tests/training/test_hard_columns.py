"""Columns from which little can be learnt: fit trains all the same, and what comes out scores any lead."""

import json

import numpy as np
import pandas as pd
import pytest

COUNT = 300
DAYS = pd.date_range("2024-01-01", periods=COUNT, freq="D")
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M:%S+07:00", "%d.%m.%Y")
HARD = {
    "constant": ("category", ["same"] * COUNT),
    "constant number": ("number", [7] * COUNT),
    "an id a lead": ("category", [f"id-{place:05}" for place in range(COUNT)]),
    "a number a lead": ("number", list(range(COUNT))),
    "empty": ("category", [None] * COUNT),
    "empty number": ("number", [None] * COUNT),
    "empty date": ("date", [None] * COUNT),
    "nearly empty": ("number", [1.5] + [None] * (COUNT - 1)),
    "mixed types": ("category", ["a", 1, 2.5, None, "true"] * (COUNT // 5)),
    "words among numbers": ("number", ["12tr", "x", "1.500.000", "", "-"] * (COUNT // 5)),
    "dates in five forms": ("date", [day.strftime(FORMS[place % 5]) for place, day in enumerate(DAYS)]),
    "infinite and huge": ("number", ["inf", "1e308", "-1e308", "nan", "1e-300"] * (COUNT // 5)),
}


@pytest.fixture
def fit(command, tmp_path, schema):
    """Fit on this frame with more fields; the exit code, what it said, and the manifest."""

    def run(frame: pd.DataFrame, fields: dict[str, str]):
        blocks = [
            f'[[fields]]\nname = "{name}"\ntype = "{kind}"\nknown = "submit"\n'
            for name, kind in fields.items()
        ]
        schema.write_text(schema.read_text() + "".join(blocks))
        frame.to_csv(tmp_path / "given.csv", index=False)
        given = ("--data", tmp_path / "given.csv", "--schema", schema, "--out", tmp_path / "artefact")
        code, _, said = command("fit", *given)
        manifest = tmp_path / "artefact" / "manifest.json"
        return code, said, json.loads(manifest.read_text()) if manifest.exists() else None

    return run


def test_all_hard_columns_at_once_train_and_score(fit, command, frame, tmp_path):
    given = frame.assign(**{name: values for name, (_, values) in HARD.items()})
    code, said, manifest = fit(given, {name: kind for name, (kind, _) in HARD.items()})
    assert code == 0, said
    assert manifest["metrics"]["log_loss"] < 0.70
    scores = tmp_path / "scores.csv"
    assert (
        command(
            "score", "--artefact", tmp_path / "artefact", "--data", tmp_path / "given.csv", "--out", scores
        )[0]
        == 0
    )
    assert pd.read_csv(scores).probability.between(0, 1, inclusive="neither").all()


def test_five_thousand_levels_of_noise_leave_what_the_course_tells(fit, frame):
    many = pd.concat([frame] * 20, ignore_index=True)
    noise = np.random.default_rng(2).integers(5000, size=len(many))
    code, said, manifest = fit(
        many.assign(noise=[f"level {level}" for level in noise]), {"noise": "category"}
    )
    assert code == 0, said
    rate = manifest["metrics"]["base_rate"]
    unknowing = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    assert manifest["metrics"]["log_loss"] < 0.96 * unknowing


def test_a_column_written_twice_under_two_names_changes_little(fit, frame):
    plain = fit(frame, {})[2]["metrics"]["log_loss"]
    again = fit(frame.assign(again=frame.course), {"again": "category"})[2]["metrics"]["log_loss"]
    assert again == pytest.approx(plain, rel=0.05)


def test_twenty_leads_train(fit, frame):
    won, lost = frame[frame.outcome == "won"].head(6), frame[frame.outcome == "lost"].head(14)
    code, said, manifest = fit(pd.concat([won, lost]), {})
    assert code == 0, said
    assert manifest["training"]["cold_start"] == {"won": 6, "enough": 40}
