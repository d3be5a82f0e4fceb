"""A history written as the files that a company has, with the truth in a folder beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from training.simulate import clock
from training.simulate.history import History
from training.simulate.schema import lead_schema

TABLES = (
    *("leads", "attempts", "dispositions", "assignments", "outcomes"),
    *("payments", "spend", "campaigns", "changes"),
)
MARKER = "world.json"


class OutputError(Exception):
    """The directory cannot take the files; the message is one line."""


def prepare(directory: Path) -> None:
    """Makes the directory, and refuses one that holds somebody's real files.

    Raises: OutputError where it cannot be made or written, or has tables but no mark of the simulator.
    """
    if any((directory / f"{name}.csv").exists() for name in TABLES) and not is_simulated(directory):
        raise OutputError(
            f"{directory} holds tables that the simulator did not write; choose another directory"
        )
    try:
        (directory / "truth").mkdir(parents=True, exist_ok=True)
        probe = directory / "truth" / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(f"cannot write to {directory}: {error.strerror}") from None


def is_simulated(directory: Path) -> bool:
    """Whether the simulator marked this directory as its own."""
    try:
        marked = json.loads((directory / "truth" / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(marked, dict) and marked.get("simulated") is True


def write(history: History, directory: Path, progress: Callable[[str], None]) -> None:
    """Writes every file; the mark first, so that a run cut short can be run again.

    Raises: OSError. The same history gives the same bytes.
    """
    truth = directory / "truth"
    _write_json(truth / MARKER, history.true_world)
    for name in TABLES:
        table: pd.DataFrame = getattr(history, name)
        write_csv(table, directory / f"{name}.csv")
        progress(f"{name}.csv: {len(table):,} rows")
    schema = lead_schema(history.world).dumps()
    (directory / "schema.toml").write_text(f"# A simulated company's schema.\n{schema}", encoding="utf-8")
    history.true_leads.to_parquet(truth / "leads.parquet", index=False)
    _write_json(truth / "campaigns.json", history.true_campaigns)
    progress("schema.toml, truth/")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """UTF-8, comma, missing left empty, times as RFC 3339."""
    columns = {name: _column(table[name]) for name in table.columns}
    csv.write_csv(pa.table(columns), path)


def _column(values: pd.Series) -> pa.Array:
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return pa.array(clock.written(values), pa.string())
    column = pa.Array.from_pandas(values)
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _write_json(path: Path, content: Any) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8"
    )
