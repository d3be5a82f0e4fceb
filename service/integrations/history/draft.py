"""A first map for a file that nobody has mapped: guessed from its header and values, for a person to edit."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from model.reading.emails import read_email
from model.reading.phones import read_phones
from model.reading.text import clean_text, fold, is_blank
from service.integrations.history.draft_text import Draft, write_draft
from service.integrations.history.draft_words import header_words, value_words
from service.integrations.history.rows import Row, Table
from service.integrations.history.words import KINDS, Word

_LOOKED_AT: Final = 50_000
_MOST_VALUES: Final = 60
_SURE: Final = 0.6


def draft_map(kind: str, table: Table) -> str:
    """The text of a map.toml for this file. Looks at its first 50,000 rows."""
    rows = [row for row in islice(table, _LOOKED_AT) if isinstance(row, Row)]
    columns = guess_columns(kind, [name for name in table.columns if name], rows)
    words = {word.name: word for word in KINDS[kind]}
    values = {
        name: guess_values(words[name], (row.cells[column] for row in rows))
        for name, column in columns.items()
        if words[name].choices
    }
    left = tuple(name for name in table.columns if name and name not in columns.values())
    return write_draft(Draft(kind, columns, values, left))


def guess_columns(kind: str, columns: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """The file's column by Leadworth's word, each at most once: by header first, then by what is in it.

    >>> guess_columns("leads", ["Mã KH", "Ngày tạo", "SĐT", "Chiến dịch"], [])
    {'external_id': 'Mã KH', 'campaign': 'Chiến dịch', 'submitted_at': 'Ngày tạo', 'phone': 'SĐT'}
    """
    free = {fold(name): name for name in reversed(columns)}
    guessed: dict[str, str] = {}
    for word in KINDS[kind]:
        column = _by_header(kind, word, free)
        if column is None and word.reading in ("phones", "email"):
            column = _by_content(word, list(free.values()), rows)
        if column is not None:
            guessed[word.name] = column
            del free[fold(column)]
    return guessed


def _by_header(kind: str, word: Word, free: dict[str, str]) -> str | None:
    known = header_words()
    headers = (*known.get(kind, {}).get(word.name, ()), *known["all"].get(word.name, ()), fold(word.name))
    return next((free[header] for header in headers if header in free), None)


def _by_content(word: Word, columns: Iterable[str], rows: Sequence[Row]) -> str | None:
    """The first column most of whose filled cells read as the word does."""
    for column in columns:
        cells = [row.cells[column] for row in rows if not is_blank(row.cells[column])][:200]
        read = [bool(read_phones(cell) if word.reading == "phones" else read_email(cell)) for cell in cells]
        if cells and sum(read) >= _SURE * len(read):
            return column
    return None


def guess_values(word: Word, cells: Iterable[str]) -> list[tuple[str, int, str]]:
    """The most frequent values, how often each came, and the word guessed for it ("" for none).

    >>> guess_values(next(w for w in KINDS["attempts"] if w.name == "result"), ["KNM", "KNM lần 2", "??"])
    [('KNM', 1, 'no_answer'), ('KNM lần 2', 1, 'no_answer'), ('??', 1, '')]
    """
    counts = Counter(text for cell in cells if (text := clean_text(cell)))
    return [(text, times, guess_value(word, text)) for text, times in counts.most_common(_MOST_VALUES)]


def guess_value(word: Word, text: str) -> str:
    """A word for one value: by the whole of it, else by what stands before a number. "" for none.

    >>> outcome = next(w for w in KINDS["outcomes"] if w.name == "outcome")
    >>> guess_value(outcome, "Đã CK"), guess_value(outcome, "Cọc 2tr"), guess_value(outcome, "Không nghe máy")
    ('won', 'won', '')
    """
    said = fold(text)
    known = {
        phrase: ours
        for ours, phrases in value_words().get(word.name, {}).items()
        if not word.choices or ours in word.choices
        for phrase in (*phrases, fold(ours))
    }
    before_number = re.sub(r" (lan |l)?[0-9].*", "", said)
    return known.get(said) or known.get(before_number, "")
