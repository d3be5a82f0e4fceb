"""Which encoding a text file is in: what it says itself, else UTF-8. Never a guess between code pages."""

import codecs
from typing import Final

from service.integrations.history.held_file import AnyFile

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK: Final = 1 << 20


class FileRefused(Exception):
    """The file as a whole cannot be read; the message says why and what would be right."""


def find_encoding(path: AnyFile) -> str:
    """By its byte order mark; UTF-16 without one by its zero bytes; else UTF-8."""
    with path.open("rb") as file:
        start = file.read(256)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd > len(start) // 3:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def count_lines(path: AnyFile, encoding: str) -> int:
    """The lines of the whole file, decoded once before any row is taken. Raises FileRefused.

    So a file in another encoding is refused as a whole, not after its first thousand rows.
    """
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        lines = 1
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                lines += decoder.decode(block).count("\n")
            decoder.decode(b"", final=True)
    except LookupError as error:
        raise FileRefused(f"{encoding!r} is no encoding; utf-8, utf-16 and cp1258 are") from error
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"line {lines} or one soon after it is not {encoding}; save the file as CSV UTF-8, "
            "or name its encoding in [file] of the map"
        ) from error
    return lines
