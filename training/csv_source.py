"""A CSV file of leads: its delimiter, its header, and its rows as texts."""

import csv
import io
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from model.reading.text import clean_text
from training.encoding import encoding_of, refuse_what_is_no_text
from training.refusal import Refused

SAMPLE_CHARACTERS = 2**18
SAMPLE_ROWS = 200
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class CsvSource:
    """``header`` holds the cleaned names of the first line; a column without a name is not read."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    snapshot: None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names that can be asked for."""
        return tuple(name for name in self.header if name)

    def chunks(self, rows: int) -> Iterator[pd.DataFrame]:
        """The rows in their order, every cell a text; raises Refused for a row that is no row."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pd.errors.ParserWarning)
                for chunk in self._parsed(rows):
                    yield chunk.set_axis(self.header, axis=1)[list(self.columns)].fillna("")
        except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
            raise Refused(
                f"{self.path} is not a CSV file with one lead a row: {_in_one_line(error)}"
            ) from None

    def _parsed(self, rows: int) -> Iterator[pd.DataFrame]:
        return pd.read_csv(
            self.path,
            sep=self.delimiter,
            encoding=self.encoding,
            names=list(range(len(self.header))),
            header=0,
            index_col=False,
            dtype=str,
            na_filter=False,
            chunksize=rows,
        )


def open_csv(path: Path) -> CsvSource:
    """Look at the file's beginning, and once through it; raises Refused for what is no text or no table."""
    encoding = encoding_of(path)
    refuse_what_is_no_text(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARACTERS)
    if not sample.strip():
        raise Refused(f"{path} is empty; its first line must name the columns")
    delimiter = delimiter_of(sample)
    records = _records(sample, delimiter)
    header = tuple(clean_text(name) for name in records[0]) if records else ()
    _refuse_header(path, header)
    return CsvSource(path, encoding, delimiter, header)


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts the most rows into as many cells as the header has, and into more than one.

    >>> delimiter_of("a;b,c;d" + chr(10) + "1,5;2;3" + chr(10)), delimiter_of("alone")
    (';', ',')
    """
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    header, *rows = [len(record) for record in _records(sample, delimiter) if record] or [0]
    if header < 2:
        return (0.0, 0)
    return (1.0 + sum(width == header for width in rows) / max(len(rows), 1), header)


def _records(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows; the last may be cut off by the sample's end, so it is left out of a full sample."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    try:
        for record in reader:
            if len(records) == SAMPLE_ROWS:
                break
            if record:
                records.append(record)
    except csv.Error:
        pass  # pandas names the line when it reads the whole file
    return records[:-1] if len(sample) == SAMPLE_CHARACTERS and len(records) > 1 else records


def _refuse_header(path: Path, header: tuple[str, ...]) -> None:
    names = [name for name in header if name]
    if len(names) < 2:
        raise Refused(f"{path} has one column only; separate the columns by a comma, a semicolon or a tab")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise Refused(f"{path} has the column {twice[0]!r} {names.count(twice[0])} times; rename all but one")


def _in_one_line(error: Exception) -> str:
    if isinstance(error, pd.errors.ParserWarning):
        return "its rows have more cells than its header"
    return " ".join(str(error).removeprefix("Error tokenizing data. C error:").split())
