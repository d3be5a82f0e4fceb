"""Every row of a file scored, in the file's order, a chunk at a time."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from model.lead.grade import grade_of
from model.lead.scorer import Scorer
from training.dataset import columns_of
from training.evaluate import open_artefact, warn_of_missing
from training.lead_columns import lead_table
from training.progress import counted
from training.refusal import Refused
from training.source import Source, open_source

CHUNK_ROWS = 20_000
ENDINGS = (".csv", ".parquet")


def score(directory: Path, data: Path, out: Path) -> int:
    """Write probability, deal_value, expected_revenue and grade of each row; returns how many rows."""
    if out.suffix.lower() not in ENDINGS:
        raise Refused(f"--out {out} must end in .csv or .parquet")
    if out.exists() and out.samefile(data):
        raise Refused("--out names the file that is read; name another")
    scorer = open_artefact(directory)
    source = open_source(data)
    warn_of_missing(source, scorer, "score")
    with replaced(out) as fresh, counted("score", None, "lead") as step:
        rows = _write(fresh, scored(source, scorer, step), out.suffix.lower())
        if not rows:
            raise Refused(f"{data} holds a header and no rows; there is nothing to score")
    return rows


def scored(source: Source, scorer: Scorer, step: Callable[[int], object]) -> Iterator[pd.DataFrame]:
    """Chunks of scores in the rows' order."""
    columns = columns_of(source, scorer.schema)
    fields = scorer.model.probability.encoder.fields
    for chunk in source.chunks(CHUNK_ROWS):
        table = lead_table(chunk, fields, columns, scorer.schema.timezone)
        probability, value = scorer.compiled.predict(scorer.compiled.read_table(table))
        revenue = probability * value
        worths = revenue if scorer.grade_by == "expected_revenue" else probability
        yield pd.DataFrame(
            {
                "probability": probability,
                "deal_value": value,
                "expected_revenue": revenue,
                "grade": np.array([grade_of(worth, scorer.grade_cutoffs) for worth in worths.tolist()]),
            }
        )
        step(len(chunk))


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """A file beside ``out`` that takes its place when all was written, and goes away otherwise."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=f".{out.name}-", dir=out.parent, delete=False) as file:
        fresh = Path(file.name)
    try:
        fresh.chmod(0o644)
        yield fresh
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterator[pd.DataFrame], ending: str) -> int:
    return _write_csv(path, chunks) if ending == ".csv" else _write_parquet(path, chunks)


def _write_csv(path: Path, chunks: Iterator[pd.DataFrame]) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for chunk in chunks:
            chunk.to_csv(file, index=False, header=rows == 0, lineterminator="\n")
            rows += len(chunk)
    return rows


def _write_parquet(path: Path, chunks: Iterator[pd.DataFrame]) -> int:
    rows = 0
    writer: pq.ParquetWriter | None = None
    for chunk in chunks:
        table = pa.Table.from_pandas(chunk, preserve_index=False)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
        rows += len(chunk)
    if writer is not None:
        writer.close()
    return rows
