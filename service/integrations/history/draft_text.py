"""A draft as the text of a map.toml, with comments that say what to check."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from service.integrations.history.words import KINDS

_HEAD: Final = """\
# A draft, guessed from the file's header and its first rows. Read every line before you import:
# a wrong guess here is a wrong figure everywhere. Then try it with --dry-run.
kind = "{kind}"

[file]                              # uncomment what is not as the company's settings say
# delimiter = ";"                   # else found out from the first line
# encoding = "cp1258"               # else UTF-8, or UTF-16 by its byte order mark
# timezone = "Asia/Ho_Chi_Minh"     # of times that name no zone
# dayfirst = true                   # 03/04 is the 3rd of April
# currency = "VND"                  # of the amounts
# sheet = "Tháng 11"                # of a spreadsheet; else the one with the most rows
# header = 3                        # the row that names the columns; else found out, of a text file the first

[columns]                           # Leadworth's word = the file's column
"""
_FILTERS: Final = """
# [only]                            # take only the rows whose column holds one of these
# "column" = ["value"]
# [ignore]                          # leave these rows out, counted
# "column" = ["value", ""]
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """`values` are, by word: the file's value, how often it came, the word guessed for it ("" for none)."""

    kind: str
    columns: dict[str, str]
    values: dict[str, list[tuple[str, int, str]]] = field(default_factory=dict)
    left: tuple[str, ...] = ()


def write_draft(draft: Draft) -> str:
    lines = [_HEAD.format(kind=draft.kind).rstrip("\n"), *_columns(draft)]
    for word, values in draft.values.items():
        lines += ["", _noted(f"[values.{word}]", "the file's value = Leadworth's word"), *_values(values)]
    if draft.kind == "leads" and draft.left:
        lines += ["", _noted("[attributes]", "the file's column = the attribute's name in the lead schema")]
        lines += [f"# {quoted(name)} = {quoted(name)}" for name in draft.left]
    elif draft.left:
        lines += ["", f"# Columns that are not used: {', '.join(map(quoted, draft.left))}"]
    return "\n".join(lines) + "\n" + _FILTERS


def _columns(draft: Draft) -> Iterator[str]:
    for word in KINDS[draft.kind]:
        key = word.name if "." not in word.name else quoted(word.name)
        if word.name in draft.columns:
            yield f"{key} = {quoted(draft.columns[word.name])}"
        elif word.needed:
            yield f'# {key} = ""   # NEEDED: no column looked like it'
        elif "." not in word.name:
            yield f'# {key} = ""'


def _values(values: Iterable[tuple[str, int, str]]) -> Iterator[str]:
    for theirs, times, ours in values:
        if ours:
            yield _noted(f"{quoted(theirs)} = {quoted(ours)}", f"{times:,} rows")
        else:
            yield _noted(f'# {quoted(theirs)} = ""', f"{times:,} rows: NOT MAPPED")


def _noted(line: str, note: str) -> str:
    return f"{line:<34}  # {note}"


def quoted(text: str) -> str:
    """A TOML string: JSON's form is one, but for DEL.

    >>> print(quoted('Tết "26"'))
    "Tết \\"26\\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
