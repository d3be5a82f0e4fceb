"""Rows of a delimited text file, read as a stream."""

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Final

from service.integrations.history.encoding import FileRefused, count_lines, find_encoding
from service.integrations.history.find_header import find_header, name_columns
from service.integrations.history.held_file import AnyFile
from service.integrations.history.mapping import FIND_HEADER
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row, check_columns

_DELIMITERS: Final = (",", ";", "\t", "|")
_LARGEST_CELL: Final = 1 << 17
_FIRST_ROWS: Final = 20


class CsvTable:
    """`header` is the row that names the columns, from 1."""

    def __init__(
        self,
        file: AnyFile,
        delimiter: str | None = None,
        encoding: str | None = None,
        header: int | None = None,
    ) -> None:
        self.encoding = encoding or find_encoding(file)
        self.total = count_lines(file, self.encoding)
        self.position = 0
        self._file = file
        self._delimiter = delimiter or self._find_delimiter()
        first = [row or [] for row in islice(self._cells(), header or _FIRST_ROWS)]
        self.header = find_header(first) if header == FIND_HEADER else header or 1
        names = first[self.header - 1] if self.header <= len(first) else []
        self.columns = check_columns(names) if header is None else name_columns(names)
        if not any(self.columns):
            raise FileRefused(f"row {self.header} names no columns")

    def __iter__(self) -> Iterator[Row | Reject]:
        cells = islice(self._cells(), self.header, None)
        for number, row in enumerate(cells, start=self.header + 1):
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
        with self._file.open(encoding=self.encoding, newline="") as file:
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
        """The mark that cuts the first line into the most cells; a title, which none cuts, is passed over."""
        with self._file.open(encoding=self.encoding, newline="") as file:
            lines = [file.readline(_LARGEST_CELL) for _ in range(_FIRST_ROWS)]
        if "\0" in lines[0]:
            raise FileRefused("the first row holds a NUL byte; it has to name the columns")
        for line in lines:
            cells = {mark: len(next(csv.reader([line], delimiter=mark), [])) for mark in _DELIMITERS}
            best = max(_DELIMITERS, key=cells.__getitem__)
            if cells[best] > 1:
                return best
        return _DELIMITERS[0]
