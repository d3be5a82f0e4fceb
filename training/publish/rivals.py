"""The models that a retrained one is held against: the serving one and those that served before it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from model.lead import artefact
from model.lead.arrays import Floats
from model.lead.field import Columns
from model.lead.manifest import ArtefactRefused
from model.lead.scorer import Scorer
from training.lead_columns import lead_table


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """``scorer`` is None where the artefact cannot be opened: ``refused`` says why."""

    version: str
    serves: bool
    scorer: Scorer | None = None
    manifest: dict[str, object] = field(default_factory=dict)
    refused: str | None = None

    def probabilities(self, frame: pd.DataFrame, columns: Columns) -> Floats:
        """Of these rows of a history file; columns that it lacks count as missing. Needs a scorer."""
        assert self.scorer is not None
        fields = self.scorer.model.probability.encoder.fields
        table = lead_table(frame, fields, columns, self.scorer.schema.timezone)
        return self.scorer.model.predict(table)[0]


def open_rivals(serving: Path | None, recent: Iterable[Path], key: bytes) -> list[Rival]:
    """Each verified with this installation's key and then opened; the serving one first."""
    first = [_open(serving, key, serves=True)] if serving else []
    return first + [_open(directory, key, serves=False) for directory in recent]


def _open(directory: Path, key: bytes, *, serves: bool) -> Rival:
    named = directory.name
    try:
        blob, manifest = artefact.read(directory)
        named = str(manifest.get("version") or named)
        scorer = artefact.load(blob, manifest, key)
        scorer.score([{}])
    except ArtefactRefused as refusal:
        return Rival(named, serves, refused=str(refusal))
    except Exception as error:  # what older code pickled may fail in any way
        return Rival(named, serves, refused=f"this code cannot read it, {type(error).__name__}")
    return Rival(scorer.model_version, serves, scorer, manifest)
