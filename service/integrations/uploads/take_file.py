"""A file as it is uploaded: opened, looked at, guessed at, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa

from model.reading.text import clean_text
from service.integrations.history.csv_rows import CsvTable
from service.integrations.history.encoding import FileRefused
from service.integrations.history.held_file import HeldFile
from service.integrations.history.mapping import FIND_HEADER, FileForm
from service.integrations.history.rows import Row
from service.integrations.history.sheet_rows import SheetTable
from service.integrations.history.table import open_table
from service.integrations.uploads.guess_plan import guess_meanings, guess_plan
from service.integrations.uploads.kept import COLUMNS, Upload, change_plan, keep, last_done, replace_look
from service.integrations.uploads.look import Look, look_at
from service.integrations.uploads.plan import Kind, Plan
from service.store.ids import new_id
from service.usecases.leads.vault import Vault

MOST_BYTES: Final = 20 * 1024 * 1024
_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """`attributes` are the names that the lead schema knows."""

    kind: Kind
    name: str
    data: bytes
    by: str
    attributes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    file: HeldFile
    look: Look
    plan: Plan


def open_new(new: NewFile) -> Opened:
    """What takes long, with no store at hand. Raises FileRefused."""
    if len(new.data) > MOST_BYTES:
        raise FileRefused(f"the file is larger than {MOST_BYTES >> 20} MB")
    file = HeldFile(new.data)
    look, rows = look_into(file, FileForm(header=FIND_HEADER))
    return Opened(file, look, guess_plan(new.kind, look, rows, new.attributes))


def look_into(file: HeldFile, form: FileForm) -> tuple[Look, list[Row]]:
    """Raises FileRefused."""
    table = open_table(file, form)
    assert isinstance(table, CsvTable | SheetTable)  # a file in memory is one of the two
    return look_at(table, table.header)


def keep_new(connection: sa.Connection, vault: Vault, new: NewFile, opened: Opened, now: datetime) -> UUID:
    """Its id. What was confirmed of the last such file is kept to where the columns are the same."""
    plan, before = opened.plan, last_done(connection, vault, new.kind)
    if before is not None and list(before.roles) == opened.look.names:
        plan = _as_before(opened, before)
    upload_id = new_id()
    upload = {
        "id": upload_id,
        "kind": new.kind,
        "file_name": _shown_name(new.name),
        "state": COLUMNS,
        "rows": opened.look.rows,
        "by": new.by,
        "created_at": now,
        "changed_at": now,
    }
    keep(connection, vault, upload, plan, opened.look, opened.file)
    return upload_id


def look_again(
    connection: sa.Connection, vault: Vault, upload: Upload, file: HeldFile, form: FileForm, now: datetime
) -> None:
    """Another sheet, or another row that names the columns: a first plan anew. Raises FileRefused."""
    look, rows = look_into(file, form)
    change_plan(connection, vault, upload, guess_plan(upload.kind, look, rows), COLUMNS, now)
    replace_look(connection, vault, upload, look, file)


def _as_before(opened: Opened, before: Plan) -> Plan:
    look = opened.look
    plan = Plan(
        sheet=look.sheet,
        header=look.header,
        dayfirst=before.dayfirst,
        campaign=before.campaign,
        roles=before.roles,
    )
    guessed = guess_meanings(look, plan)
    return plan.with_meanings(
        {name: {**words, **_kept(before, name, words)} for name, words in guessed.items()}
    )


def _kept(before: Plan, column: str, words: dict[str, str]) -> dict[str, str]:
    return {word: said for word, said in before.meanings.get(column, {}).items() if word in words}


def _shown_name(name: str) -> str:
    """The file's name without folders and without what cannot be shown.

    >>> _shown_name("C:\\\\so\\\\leads\\x00 11.xlsx"), _shown_name("/")
    ('leads 11.xlsx', 'file')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return clean_text("".join(letter for letter in last if letter.isprintable()))[:_LONGEST_NAME] or "file"
