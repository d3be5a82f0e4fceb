"""A history, models of its first part, and training that tries few candidates."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from training import choice
from training.fit import fit
from training.publish.challenge import Asked
from training.publish.challenge import challenge as challenge_of
from training.source import file_hash

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
CUT = "2026-05-01"
NOW = datetime(2026, 8, 1, 9, tzinfo=UTC)
SCHEMA = """\
[columns]
outcome = "outcome"
won = ["won"]
time = "created"
[[fields]]
name = "course"
known = "submit"
type = "category"
"""


@pytest.fixture(autouse=True)
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STRENGTHS": (0.1,), "ITERATIONS": (25,), "TREE_SHARES": (0.0,), "BAG": 1}.items():
        monkeypatch.setattr(choice, name, value)


@pytest.fixture
def leads() -> pd.DataFrame:
    """800 leads over 200 days; IELTS is won in 70 %, the others in 10 %."""
    rng = np.random.default_rng(5)
    course = rng.choice(["IELTS", "TOEIC", "Giao tiếp"], 800)
    sold = rng.random(800) < np.where(course == "IELTS", 0.7, 0.1)
    created = [(START + timedelta(days=place / 4)).isoformat() for place in range(800)]
    return pd.DataFrame({"course": course, "created": created, "outcome": np.where(sold, "won", "lost")})


class Room:
    """A folder in which histories are written, models fitted, and challenges held.

    What was fitted once is copied from `made` when it is asked for again.
    """

    def __init__(self, folder: Path, made: Path) -> None:
        self.folder, self.made = folder, made
        (folder / "schema.toml").write_text(SCHEMA, encoding="utf-8")

    def write(self, name: str, frame: pd.DataFrame) -> Path:
        path = self.folder / f"{name}.csv"
        frame.to_csv(path, index=False)
        return path

    def fitted(self, name: str, frame: pd.DataFrame, now: datetime = NOW) -> Path:
        data = self.write(name, frame)
        kept = self.made / f"{file_hash(data)[:16]}-{now:%Y%m%d}"
        if not kept.exists():
            fit(data, self.folder / "schema.toml", kept, 0, now)
        return Path(shutil.copytree(kept, self.folder / name))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made")


@pytest.fixture
def room(tmp_path: Path, made: Path) -> Room:
    return Room(tmp_path, made)


@pytest.fixture
def challenge(room: Room) -> Callable[..., dict[str, Any]]:
    """Hold a challenge over this history a day later; the decision, and its artefact at `out`."""

    def run(
        frame: pd.DataFrame, serving: Path | None, recent: tuple[Path, ...] = (), stale: str | None = None
    ) -> dict[str, Any]:
        shutil.rmtree(room.folder / "out", ignore_errors=True)
        asked = Asked(
            data=room.write("history", frame),
            schema=room.folder / "schema.toml",
            serving=serving,
            recent=recent,
            out=room.folder / "out",
            decision=room.folder / "decision.json",
            stale=stale,
            seed=0,
        )
        decision = challenge_of(asked, NOW + timedelta(days=1))
        assert json.loads(asked.decision.read_text("utf-8")) == decision
        assert asked.out.is_dir() == decision["publish"]
        return decision

    return run
