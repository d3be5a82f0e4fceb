"""Rows of a Parquet file, a batch at a time; every value as the text that a CSV would hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from service.integrations.history.encoding import FileRefused
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row, check_columns

_BATCH: Final = 10_000


class ParquetTable:
    def __init__(self, path: Path) -> None:
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise FileRefused("the file starts as Parquet does and cannot be opened as one") from error
        self.columns = check_columns(list(self._file.schema_arrow.names))
        self.total = self._file.metadata.num_rows
        self.position = 0

    def __iter__(self) -> Iterator[Row | Reject]:
        number = 1
        for batch in self._file.iter_batches(_BATCH):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                self.position += 1
                yield self._row(number, dict(zip(self.columns, map(as_text, values), strict=True)))

    @staticmethod
    def _row(number: int, cells: dict[str, str]) -> Row | Reject:
        broken = next((name for name, cell in cells.items() if "\0" in cell), None)
        return Row(number, cells) if broken is None else Reject(number, broken, "holds a NUL byte")


def as_text(value: object) -> str:
    """A typed value as people's files write it.

    >>> as_text(None), as_text(float("nan")), as_text(901234567.0), as_text(True), as_text(1.5)
    ('', '', '901234567', 'true', '1.5')
    """
    if value is None or value != value:  # noqa: PLR0124  NaN is the one that differs from itself
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
