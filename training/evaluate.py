"""How good an artefact's probabilities are on a file of leads whose outcomes are known."""

from datetime import datetime
from pathlib import Path

from model.lead import artefact
from model.lead.metrics import Metrics, metrics_of
from model.lead.scorer import Scorer
from training.dataset import columns_of, label
from training.lead_columns import column_of, lead_table
from training.outcomes import read_outcomes
from training.progress import say
from training.refusal import Refused
from training.signing import signing_key
from training.source import Source, open_source, whole


def evaluate(directory: Path, data: Path, now: datetime) -> Metrics:
    """Metrics over the leads that matured by the artefact's horizon; raises Refused where there are none."""
    scorer = open_artefact(directory)
    source = open_source(data)
    columns = columns_of(source, scorer.schema)
    if columns.outcome not in source.columns:
        raise Refused(f"{data} has no column {columns.outcome!r}, which says what became of a lead")
    warn_of_missing(source, scorer, "evaluate")
    frame = whole(source)
    as_of = source.snapshot.as_of if source.snapshot else None
    found = read_outcomes(frame, columns, scorer.schema.timezone, as_of, now)
    labelled = label(found, scorer.horizon_days, learn_horizon=False)
    if not labelled.rows.any():
        raise Refused(f"none of {len(frame):,} leads can be judged: {labelled.left_out}")
    fields = scorer.model.probability.encoder.fields
    table = lead_table(frame[labelled.rows], fields, columns, scorer.schema.timezone)
    probability, _ = scorer.model.predict(table)
    return metrics_of(probability, labelled.won[labelled.rows])


def open_artefact(directory: Path) -> Scorer:
    """Verified with this installation's key, then opened; raises ArtefactRefused or Refused."""
    key = signing_key()
    return artefact.load(*artefact.read(directory), key)


def warn_of_missing(source: Source, scorer: Scorer, command: str) -> None:
    """Name the columns that the model reads and the file lacks: they count as missing.

    Raises Refused where the file has none of them: it is another company's, or another table.
    """
    columns = columns_of(source, scorer.schema)
    read = {column_of(name, columns) for name in scorer.model.columns} - {None}
    missing = [name for name in read if name not in source.columns]
    if len(missing) == len(read):
        raise Refused(f"{source.path} has none of the columns that the model reads: {_listed(missing)}")
    if missing:
        say(f"{command}: {source.path} lacks columns, which are taken as missing: {_listed(missing)}")


def _listed(names: list[str | None]) -> str:
    return ", ".join(sorted(map(repr, names)))
