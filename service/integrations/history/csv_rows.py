"""Rows of a delimited text file, read as a stream."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from service.integrations.history.encoding import FileRefused, count_lines, find_encoding
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row, check_columns

_DELIMITERS: Final = (",", ";", "\t", "|")
_LARGEST_CELL: Final = 1 << 17


class CsvTable:
    def __init__(self, path: Path, delimiter: str | None = None, encoding: str | None = None) -> None:
        self.encoding = encoding or find_encoding(path)
        self.total = count_lines(path, self.encoding)
        self.position = 0
        self._path = path
        self._delimiter = delimiter or self._find_delimiter()
        header = next(self._cells(), None)
        self.columns = check_columns(header or [])

    def __iter__(self) -> Iterator[Row | Reject]:
        cells = self._cells()
        next(cells)  # the names of the columns
        for number, row in enumerate(cells, start=2):
            if row is None:
                yield Reject(
                    number, "", f"a cell is longer than {_LARGEST_CELL} characters: an unclosed quote?"
                )
            elif row:
                yield self._row(number, row)

    def _row(self, number: int, row: list[str]) -> Row | Reject:
        if len(row) < len(self.columns):
            return Reject(number, self.columns[len(row)], "the row ends before this column")
        if any(row[len(self.columns) :]):
            return Reject(number, self.columns[-1], "the row has more cells after this last column")
        cells = dict(zip(self.columns, row, strict=False))
        broken = next((name for name, cell in cells.items() if "\0" in cell), None)
        return Row(number, cells) if broken is None else Reject(number, broken, "holds a NUL byte")

    def _cells(self) -> Iterator[list[str] | None]:
        """The cells of each record, [] for an empty line, None for one that cannot be cut into cells."""
        csv.field_size_limit(_LARGEST_CELL)
        with self._path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=self._delimiter)
            while True:
                try:
                    row = next(reader, None)
                except csv.Error:
                    yield None
                    continue
                if row is None:
                    return
                self.position = reader.line_num
                yield row

    def _find_delimiter(self) -> str:
        """The mark that cuts the first line into the most cells."""
        with self._path.open(encoding=self.encoding, newline="") as file:
            header = file.readline(_LARGEST_CELL)
        if "\0" in header:
            raise FileRefused("the first row holds a NUL byte; it has to name the columns")
        return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))
