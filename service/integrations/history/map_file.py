"""map.toml → Map."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers

from model.money import CURRENCIES
from service.integrations.history.mapping import Column, FileForm, Map, value_key
from service.integrations.history.toml_document import Document, MapRefused, nested, suggest
from service.integrations.history.words import Word, words_of

_SECTIONS: Final = (
    "kind",
    "file",
    "columns",
    "constants",
    "values",
    "only",
    "ignore",
    "attributes",
)
_FILE_KEYS: Final = ("delimiter", "encoding", "timezone", "dayfirst", "currency", "region", "sheet", "header")
_NO_TEXTS: Final = ("dayfirst", "header")
_PREFIXES: Final = ("tracking", "consent")


def load_map(path: Path, kind: str) -> Map:
    """The map in a file, which has to be one for `kind`. Raises MapRefused."""
    try:
        return parse_map(path.read_text(encoding="utf-8-sig"), kind)
    except (OSError, UnicodeDecodeError) as error:
        raise MapRefused(f"{path} cannot be read as a UTF-8 file") from error
    except MapRefused as error:
        raise MapRefused(f"{path}: {error}") from error


def parse_map(text: str, kind: str) -> Map:
    """Raises MapRefused."""
    document = Document(text)
    document.known("", document.root, _SECTIONS)
    if document.root.get("kind") != kind:
        raise document.error("", "kind", f'needs to be "{kind}", which this import is of')
    words = words_of(kind)
    columns, constants, values = (
        _words(document, name, words) for name in ("columns", "constants", "values")
    )
    read = Map(
        kind=kind,
        file=_file_form(document),
        columns={name: _column(document, name, value) for name, value in columns.items()},
        constants={name: _constant(document, name, value) for name, value in constants.items()},
        values={name: _values(document, words[name], value) for name, value in values.items()},
        only=_filters(document, "only"),
        ignore=_filters(document, "ignore"),
        attributes=_attributes(document, kind),
    )
    _check_complete(document, read, words)
    return read


def check_columns_exist(read: Map, columns: tuple[str, ...]) -> None:
    """Raises MapRefused for a column that the file does not have."""
    for name, key in read.used_columns().items():
        if name not in columns:
            # Only a column much like it is shown: a file without a header has people in its first row.
            close = difflib.get_close_matches(name, columns, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise MapRefused(f"{key} names the column {name!r}, which the file does not have{hint}")


def _words(document: Document, section: str, words: Mapping[str, Word]) -> dict[str, object]:
    flat = nested(document.table(section), _PREFIXES)
    document.known(section, flat, words)
    return flat


def _check_complete(document: Document, read: Map, words: Mapping[str, Word]) -> None:
    for name in read.columns.keys() & read.constants.keys():
        raise document.error("constants", name, "stands in [columns] too; keep one of the two")
    for word in words.values():
        if word.needed and word.name not in {*read.columns, *read.constants}:
            raise document.error("columns", word.name, f"is missing; {read.kind} need it")


def _file_form(document: Document) -> FileForm:
    table = document.table("file")
    document.known("file", table, _FILE_KEYS)
    form = {key: document.text("file", key, table[key]) for key in table if key not in _NO_TEXTS}
    dayfirst, header = table.get("dayfirst", True), table.get("header")
    checks = (
        ("dayfirst", isinstance(dayfirst, bool), "needs true or false"),
        ("header", header is None or (type(header) is int and header > 0), "needs a row's number, as 3"),
        ("delimiter", len(form.get("delimiter", ",")) == 1, 'needs one character, as ";"'),
        ("currency", form.get("currency", "VND") in CURRENCIES, "needs an ISO 4217 code, as VND"),
        (
            "region",
            form.get("region", "VN") in phonenumbers.SUPPORTED_REGIONS,
            "needs an ISO 3166 country, as VN",
        ),
    )
    for key, right, message in checks:
        if not right:
            raise document.error("file", key, message)
    return FileForm(
        delimiter=form.get("delimiter"),
        encoding=form.get("encoding"),
        timezone=_zone(document, form["timezone"]) if "timezone" in form else None,
        dayfirst=dayfirst,
        currency=form.get("currency"),
        region=form.get("region"),
        sheet=form.get("sheet"),
        header=header,
    )


def _zone(document: Document, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise document.error("file", "timezone", "needs an IANA zone, as Asia/Ho_Chi_Minh") from error


def _column(document: Document, word: str, value: object) -> Column:
    if isinstance(value, dict):
        document.known("columns", value, ("join",))
        return Column(document.texts("columns", word, value.get("join")), joined=True)
    return Column(document.texts("columns", word, [value] if isinstance(value, str) else value))


def _constant(document: Document, word: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) else document.text("constants", word, value)


def _values(document: Document, word: Word, table: object) -> dict[str, str]:
    section = f"values.{word.name}"
    if not isinstance(table, dict):
        raise document.error(
            "values", word.name, f'needs a section [{section}] of "their value" = "our word"'
        )
    read: dict[str, str] = {}
    for theirs, value in table.items():
        ours = document.text(section, theirs, value)
        if word.choices and not word.otherwise and ours not in ("", *word.choices):
            raise document.error(
                section, theirs, f"= {ours!r} is no {word.name}; {suggest(ours, word.choices)}"
            )
        if read.setdefault(value_key(theirs), ours) != ours:
            raise document.error(section, theirs, "differs from another key only in case or spaces")
    return read


def _filters(document: Document, section: str) -> dict[str, frozenset[str]]:
    table = document.table(section)
    return {name: frozenset(map(value_key, document.texts(section, name, table[name]))) for name in table}


def _attributes(document: Document, kind: str) -> dict[str, str]:
    table = document.table("attributes")
    if table and kind != "leads":
        raise MapRefused("[attributes] belong in a map of leads")
    return {column: document.text("attributes", column, name) for column, name in table.items()}
