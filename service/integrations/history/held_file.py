"""A file that came over the network: it is read from memory, and no copy of it lies on a disk."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class HeldFile:
    """Opens as a path does, as often as one likes."""

    data: bytes

    def open(self, mode: str = "r", *, encoding: str | None = None, newline: str | None = None) -> IO[Any]:
        """
        >>> HeldFile("Mã\\n1".encode()).open(encoding="utf-8").readline()
        'Mã\\n'
        """
        raw = io.BytesIO(self.data)
        return raw if "b" in mode else io.TextIOWrapper(raw, encoding=encoding, newline=newline)


AnyFile = Path | HeldFile


def read_bytes(file: AnyFile) -> bytes:
    return file.data if isinstance(file, HeldFile) else file.read_bytes()
