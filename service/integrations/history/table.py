"""Opening a file of rows, whatever its form."""

from pathlib import Path

from service.integrations.history.csv_rows import CsvTable
from service.integrations.history.encoding import FileRefused
from service.integrations.history.rows import Table


def open_table(path: Path, delimiter: str | None = None, encoding: str | None = None) -> Table:
    """CSV or Parquet, by the file's first bytes. Raises FileRefused."""
    if not path.is_file():
        raise FileRefused(f"there is no file {path}")
    with path.open("rb") as file:
        parquet = file.read(4) == b"PAR1"
    if not parquet:
        return CsvTable(path, delimiter, encoding)
    from service.integrations.history.parquet_rows import ParquetTable

    return ParquetTable(path)
