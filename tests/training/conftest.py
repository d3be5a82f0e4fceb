"""Small history files whose truth is known, and a key to sign with."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from training.cli import main

KEY = "a key of more than thirty-two characters"
START = datetime(2024, 1, 1, 9, tzinfo=UTC)
SCHEMA = """\
[columns]
outcome = "outcome"
won = ["won"]
value = "price"
{columns}
[[fields]]
name = "course"
type = "category"
[[fields]]
name = "budget"
type = "number"
[[fields]]
name = "duration"
type = "number"
known = "contact"
"""


def made_frame(count: int = 300, seed: int = 1) -> pd.DataFrame:
    """Leads over 200 days, won by a chance that depends on the course, after up to 20 days.

    What would be won after the last day is still open: it has no outcome.
    """
    rng = np.random.default_rng(seed)
    course = rng.choice(["IELTS", "TOEIC", "Giao tiếp"], count)
    sold = rng.random(count) < np.where(course == "IELTS", 0.5, 0.15)
    created = [START + timedelta(days=200 * place / count) for place in range(count)]
    closed = [moment + timedelta(days=float(rng.uniform(0, 20))) for moment in created]
    known = np.array([moment <= START + timedelta(days=200) for moment in closed])
    won = sold & known
    price = rng.integers(1, 9, count) * 1000
    return pd.DataFrame(
        {
            "course": course,
            "budget": rng.integers(1, 50, count) * 100_000,
            "duration": np.where(sold, 900, 10),
            "created": [moment.isoformat() for moment in created],
            "closed": [moment.isoformat() if row else "" for moment, row in zip(closed, won, strict=True)],
            "outcome": np.where(won, "won", np.where(sold, "", "lost")),
            "price": [str(amount) if row else "" for amount, row in zip(price, won, strict=True)],
        }
    )


@pytest.fixture(autouse=True)
def signing_environment(monkeypatch):
    monkeypatch.setenv("LEADWORTH_ARTEFACT_KEY", KEY)


@pytest.fixture
def frame() -> pd.DataFrame:
    return made_frame()


@pytest.fixture
def history(tmp_path, frame) -> Path:
    frame.to_csv(tmp_path / "leads.csv", index=False)
    return tmp_path / "leads.csv"


@pytest.fixture
def schema(tmp_path) -> Path:
    (tmp_path / "schema.toml").write_text(SCHEMA.format(columns=""), encoding="utf-8")
    return tmp_path / "schema.toml"


@pytest.fixture
def dated_schema(tmp_path) -> Path:
    columns = 'time = "created"\nwon_time = "closed"'
    (tmp_path / "dated.toml").write_text(SCHEMA.format(columns=columns), encoding="utf-8")
    return tmp_path / "dated.toml"


@pytest.fixture(scope="session")
def trained(tmp_path_factory) -> Path:
    """An artefact that several tests only read."""
    folder = tmp_path_factory.mktemp("trained")
    made_frame().to_csv(folder / "leads.csv", index=False)
    (folder / "schema.toml").write_text(SCHEMA.format(columns=""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADWORTH_ARTEFACT_KEY", KEY)
        told = [
            "fit",
            "--data",
            folder / "leads.csv",
            "--schema",
            folder / "schema.toml",
            "--out",
            folder / "artefact",
        ]
        assert main([str(part) for part in told]) == 0
    return folder / "artefact"


@pytest.fixture
def command(capsys):
    """Run a command; its exit code, its standard output, and the lines of its standard error."""

    def run(*arguments: object) -> tuple[int, str, list[str]]:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err.strip().splitlines()

    return run


@pytest.fixture
def refusal(command):
    """Run a command that must refuse; the one line in which it says why."""

    def run(*arguments: object) -> str:
        code, out, errors = command(*arguments)
        assert code == 1
        assert out == ""
        assert len(errors) == 1
        return errors[0]

    return run
