"""Reads a spreadsheet out of its file, in a process of its own: `… MOST_BYTES SHEET < file > rows`.

A file may claim a billion cells, unpack to terabytes or bring the reader itself down; then this process
ends and no other. It takes the file from its input and writes one JSON document:
{"sheets": [names], "sheet": name, "rows": [[text, …], …]}, the rows from the sheet's first on.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, Final

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_MOST_SECONDS: Final = 60
_MOST_LETTERS: Final = 100_000_000
TOO_LARGE: Final = 3
NOTHING_IN_IT: Final = 4


def main(most_bytes: int, wanted: str) -> int:
    """The exit code. `most_bytes` is all the memory there is to be; `wanted` a sheet, "" for the longest."""
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
        names = _names(book)
        sheet = _chosen(book, names, wanted)
        if sheet is None or sheet.start is None:
            return NOTHING_IN_IT
        rows = list(_rows(sheet))
        answer = {"sheets": names, "sheet": sheet.name, "rows": rows}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    return 0


def _names(book: CalamineWorkbook) -> list[str]:
    """Of the sheets that hold cells and are shown; of all where every one is hidden."""
    cells = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [each.name for each in cells if each.visible == SheetVisibleEnum.Visible]
    return shown or [each.name for each in cells]


def _chosen(book: CalamineWorkbook, names: list[str], wanted: str) -> CalamineSheet | None:
    """The sheet that is asked for, else the one with the most rows."""
    if wanted:
        return book.get_sheet_by_name(wanted) if wanted in names else None
    sheets = (book.get_sheet_by_name(name) for name in names)
    return max(sheets, key=lambda sheet: sheet.height, default=None)


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Texts, without the empty cells at a row's end. What a merged cell says stands in each of its rows."""
    as_above = _merged_downwards(sheet)
    above: list[str] = []
    letters = 0
    for number, cells in enumerate(sheet.iter_rows()):
        texts = [as_text(cell) for cell in cells]
        for place in as_above.get(number, ()):
            texts[place] = texts[place] or above[place]
        above = texts
        letters += sum(map(len, texts))
        if letters > _MOST_LETTERS:
            raise MemoryError
        filled = max((place for place, text in enumerate(texts, start=1) if text), default=0)
        yield texts[:filled]


def _merged_downwards(sheet: CalamineSheet) -> dict[int, list[int]]:
    """By row, the columns whose cell is merged with the one above; columns from the first that is filled."""
    first_column = sheet.start[1] if sheet.start else 0
    as_above: dict[int, list[int]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        place = left - first_column
        if 0 <= place < sheet.width:
            for row in range(top + 1, min(bottom + 1, sheet.total_height)):
                as_above.setdefault(row, []).append(place)
    return as_above


def as_text(value: Any) -> str:
    """A cell as the texts of a CSV file have it.

    >>> from datetime import datetime, timedelta
    >>> as_text(901234567.0), as_text(0.5), as_text(True)
    ('901234567', '0.5', 'true')
    >>> as_text(datetime(2026, 11, 21, 10, 2)), as_text(timedelta(seconds=185))
    ('2026-11-21 10:02:00', '0:03:05')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1]), sys.argv[2]))
    except MemoryError:
        sys.exit(TOO_LARGE)
