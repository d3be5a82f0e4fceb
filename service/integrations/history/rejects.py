"""The rows that were not taken, each with its reason, in a file beside the import."""

import csv
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Reject:
    """One row not taken. `reason` holds no value of the row; `word` may hold one that names no person."""

    row: int
    column: str
    reason: str
    word: str = ""


class RejectFile:
    """Writes rejects to `path`; to nowhere where that is None."""

    def __init__(self, path: Path | None) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="") if path else None
        self._writer = csv.writer(self._file) if self._file else None
        if self._writer:
            self._writer.writerow(("row", "column", "reason"))

    def add(self, reject: Reject) -> None:
        if self._writer:
            reason = f'{reject.reason}: "{reject.word}"' if reject.word else reject.reason
            self._writer.writerow((reject.row, reject.column, reason))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
