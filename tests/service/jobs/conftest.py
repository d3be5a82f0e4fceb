"""A retrain whose training is a script of the test's own: it takes no time and says what the test wants."""

import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.jobs import challenge_process
from service.jobs.retrain import retrain_now
from service.store import models
from service.usecases.models.conclude_retrain import Decision

BEGIN = """\
import json, os, shutil, sys, time
folder = sys.argv[1]

def decide(**told):
    with open(folder + "/decision.json", "w") as file:
        json.dump({"publish": False, "reason": "a reason", "serving": None, **told}, file)
"""


@pytest.fixture
def training_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Let this code run in the place of training, with `folder` and `decide(publish=…, reason=…)`."""

    def put(code: str) -> Path:
        script = tmp_path / "training.py"
        script.write_text(BEGIN + textwrap.dedent(code), encoding="utf-8")
        words = [sys.executable, str(script)]
        monkeypatch.setattr(challenge_process, "_words", lambda _inputs, folder: [*words, str(folder)])
        return script

    return put


@pytest.fixture
def publishes(training_does: Callable[..., Path], other_artefact_folder: Path) -> None:
    """Training that makes the other artefact, and lets it through."""
    training_does(f"""
        shutil.copytree({str(other_artefact_folder)!r}, folder + "/retrained")
        decide(publish=True, losses={{"retrained": 0.3}})
    """)


@pytest.fixture
def retrain(parts: Any) -> Callable[..., Decision | None]:
    return lambda: retrain_now(parts, "a person", threading.Event())


@pytest.fixture
def decisions(parts: Any) -> Callable[[], list[tuple[Any, ...]]]:
    """Version, action and reason of each, the newest first."""

    def listed() -> list[tuple[Any, ...]]:
        with parts.database.read() as connection:
            rows = models.decisions(connection, None)
        return [(row.version, row.action, (row.evidence or {}).get("reason")) for row in rows]

    return listed
