"""A Parquet file of leads, and what a history snapshot says of itself."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from training.refusal import Refused

MAGIC = b"PAR1"
SNAPSHOT_KEY = b"leadworth"
SNAPSHOT_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the service wrote beside the rows: as of when they hold, and the amounts' currency."""

    as_of: datetime
    currency: str


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """``snapshot`` is None for a file that the service did not write."""

    path: Path
    columns: tuple[str, ...]
    snapshot: Snapshot | None

    def chunks(self, rows: int) -> Iterator[pd.DataFrame]:
        """The rows in their order, as Arrow's types become pandas'."""
        try:
            with pq.ParquetFile(self.path) as file:
                for batch in file.iter_batches(batch_size=rows):
                    yield batch.to_pandas()
        except (pa.ArrowException, OSError) as error:
            raise Refused(f"{self.path} cannot be read as Parquet: {str(error).splitlines()[0]}") from None


def is_parquet(path: Path) -> bool:
    """By the file's first bytes, whatever its name."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def open_parquet(path: Path) -> ParquetSource:
    """Read the file's schema; raises Refused for a damaged file or an unknown snapshot."""
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise Refused(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}") from None
    twice = [name for name, count in Counter(schema.names).items() if count > 1]
    if twice:
        raise Refused(f"{path} has the column {twice[0]!r} more than once; rename all but one")
    return ParquetSource(path, tuple(schema.names), _snapshot(path, schema.metadata or {}))


def _snapshot(path: Path, metadata: dict[bytes, bytes]) -> Snapshot | None:
    if SNAPSHOT_KEY not in metadata:
        return None
    try:
        told = json.loads(metadata[SNAPSHOT_KEY])
        if told["kind"] != "snapshot" or told["format"] > SNAPSHOT_FORMAT:
            raise Refused(f"{path} is a snapshot of a newer format than {SNAPSHOT_FORMAT}; update this code")
        as_of = datetime.fromisoformat(told["as_of"])
        if as_of.tzinfo is None:
            raise ValueError
        return Snapshot(as_of, told["currency"])
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{path}: what it says of itself as a snapshot is damaged; write it again") from None
