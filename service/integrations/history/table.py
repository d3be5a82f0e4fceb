"""Opening a file of rows, whatever its form."""

from pathlib import Path

from service.integrations.history.csv_rows import CsvTable
from service.integrations.history.encoding import FileRefused
from service.integrations.history.held_file import AnyFile
from service.integrations.history.mapping import FileForm
from service.integrations.history.rows import Table
from service.integrations.history.sheet_rows import SheetTable, is_spreadsheet

_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml")
_AS_THE_FILE_IS = FileForm()


def open_table(file: AnyFile, form: FileForm = _AS_THE_FILE_IS) -> Table:
    """CSV, Parquet or a spreadsheet, by the file's first bytes. Raises FileRefused."""
    if isinstance(file, Path) and not file.is_file():
        raise FileRefused(f"there is no file {file}")
    with file.open("rb") as opened:
        start: bytes = opened.read(1024)
    if is_spreadsheet(start):
        return SheetTable(file, form.sheet, form.header)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise FileRefused(
            "the file is a web page, whatever its name says; open it in Excel and save it as XLSX"
        )
    if not start.startswith(b"PAR1") or not isinstance(file, Path):
        return CsvTable(file, form.delimiter, form.encoding, form.header)
    from service.integrations.history.parquet_rows import ParquetTable

    return ParquetTable(file)
