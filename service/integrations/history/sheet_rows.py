"""Rows of a spreadsheet: XLSX, XLSB, XLS or ODS, the values of its formulas, one of its sheets."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from service.integrations.history.encoding import FileRefused
from service.integrations.history.find_header import find_header, name_columns
from service.integrations.history.held_file import AnyFile, read_bytes
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row
from service.integrations.history.unpack_sheet import NOTHING_IN_IT, TOO_LARGE

_SECONDS: Final = 90
MOST_BYTES = 2 << 30
# Where the child finds this package, wherever the service was started.
_ROOT: Final = Path(__file__).resolve().parents[3]
_COMMAND: Final = (sys.executable, "-m", "service.integrations.history.unpack_sheet")
_KILLED: Final = range(-64, 0)  # by a signal: its memory or its time ran out
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def is_spreadsheet(start: bytes) -> bool:
    """By a file's first bytes."""
    return start.startswith((_ZIP, _OLD_EXCEL))


class SheetTable:
    """`sheets` are the names to choose from; `header` is the row that names the columns, from 1."""

    def __init__(self, file: AnyFile, sheet: str | None = None, header: int | None = None) -> None:
        unpacked = _unpack(read_bytes(file), sheet or "")
        rows: list[list[str]] = unpacked["rows"]
        self.sheets: tuple[str, ...] = tuple(unpacked["sheets"])
        self.sheet: str = unpacked["sheet"]
        self.header = header or find_header(rows)
        self.columns = name_columns(rows[self.header - 1] if self.header <= len(rows) else [])
        if not any(self.columns):
            raise FileRefused(f"row {self.header} names no columns")
        self._rows = rows[self.header :]
        self.total = len(self._rows)
        self.position = 0

    def __iter__(self) -> Iterator[Row | Reject]:
        for place, cells in enumerate(self._rows, start=1):
            self.position = place
            if cells:
                yield self._row(self.header + place, cells)

    def _row(self, number: int, cells: list[str]) -> Row | Reject:
        padded = [*cells, *[""] * (len(self.columns) - len(cells))]
        named = dict(zip(self.columns, padded, strict=False))
        broken = next((name for name, cell in named.items() if "\0" in cell), None)
        return Row(number, named) if broken is None else Reject(number, broken, "holds a NUL byte")


def _unpack(data: bytes, sheet: str) -> dict[str, Any]:
    """What `unpack_sheet` writes. Raises FileRefused."""
    quiet = os.environ | {"RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [*_COMMAND, str(MOST_BYTES), sheet],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=quiet,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused("the spreadsheet takes too long to open") from error
    if done.returncode == TOO_LARGE or done.returncode in _KILLED:
        raise FileRefused("the spreadsheet is too large once it is unpacked; save the sheet as CSV UTF-8")
    if done.returncode == NOTHING_IN_IT:
        raise FileRefused(f"there is no sheet {sheet!r} with cells" if sheet else "no sheet has any cell")
    if done.returncode:
        raise FileRefused("the spreadsheet cannot be opened: it is damaged or has a password")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
