"""Whether a file is text, and in which encoding."""

import codecs
from pathlib import Path

from training.refusal import Refused

SAMPLE_BYTES = 2**12
BLOCK_BYTES = 2**22
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OTHER_FORMATS = (
    (b"PK\x03\x04", "an Excel or zip file; save the sheet as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file; save the sheet as CSV UTF-8"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"%PDF", "a PDF; export the leads as CSV"),
)


def encoding_of(path: Path) -> str:
    """By the byte order mark; without one, UTF-16 where every other byte is NUL, else UTF-8."""
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    for magic, told in OTHER_FORMATS:
        if start.startswith(magic):
            raise Refused(f"{path} is {told}")
    for mark, encoding in BOMS:
        if start.startswith(mark):
            return encoding
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > 0.4 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[::2].count(0) > 0.4 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return "utf-8"


def refuse_what_is_no_text(path: Path, encoding: str) -> None:
    """Read the whole file once; raises Refused, naming the line, for NUL characters and undecodable bytes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            text = _decoded(decoder, block, path, line)
            if "\0" in text:
                line += text[: text.index("\0")].count("\n")
                raise Refused(f"{path} holds a NUL character in line {line}: a damaged file or no text")
            line += text.count("\n")
    _decoded(decoder, b"", path, line, final=True)


def _decoded(
    decoder: codecs.IncrementalDecoder, block: bytes, path: Path, line: int, final: bool = False
) -> str:
    try:
        return decoder.decode(block, final)
    except UnicodeDecodeError as error:
        line += block[: error.start].count(b"\n")
        raise Refused(f"{path} is not UTF-8 or UTF-16 text (line {line}); save it as CSV UTF-8") from None
