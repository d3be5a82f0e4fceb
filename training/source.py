"""A file of leads, whatever its format."""

import hashlib
from pathlib import Path

import pandas as pd

from training.csv_source import CsvSource, open_csv
from training.parquet_source import ParquetSource, is_parquet, open_parquet
from training.refusal import Refused

Source = CsvSource | ParquetSource
CHUNK_ROWS = 50_000


def open_source(path: Path) -> Source:
    """Raises Refused for a file that holds no table of leads, OSError for one that cannot be opened."""
    if not path.is_file():
        raise Refused(f"{path} is not a file" if path.exists() else f"{path} does not exist")
    if path.stat().st_size == 0:
        raise Refused(f"{path} is empty; its first line must name the columns")
    return open_parquet(path) if is_parquet(path) else open_csv(path)


def whole(source: Source, *, may_be_empty: bool = False) -> pd.DataFrame:
    """All rows; raises Refused where there are none and there must be some."""
    chunks = list(source.chunks(CHUNK_ROWS))
    if may_be_empty and not sum(map(len, chunks)):
        return pd.DataFrame({name: pd.Series(dtype=object) for name in source.columns})
    if not sum(map(len, chunks)):
        raise Refused(f"{source.path} holds a header and no rows; there is nothing to learn from")
    return pd.concat(chunks, ignore_index=True)


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
