"""An upload on its way: its file sealed in the store, so that whichever process comes next can go on with it.

It lies in the store and on no disk of its own: replicas share the store and nothing else, and what becomes of
the file commits with what is said of it.
"""

import json
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from service.integrations.history.held_file import HeldFile
from service.integrations.uploads.look import Look, read_look
from service.integrations.uploads.plan import Kind, Plan, read_plan
from service.store import uploads
from service.store.columns import Row
from service.usecases.leads.vault import Vault
from service.usecases.problems import Conflict, NotFound

KEPT_FOR: Final = timedelta(hours=24)
COLUMNS: Final = "columns"
WORDS: Final = "words"
CHECKING: Final = "checking"
CHECKED: Final = "checked"
IMPORTING: Final = "importing"
DONE: Final = "done"
FAILED: Final = "failed"
EXPIRED: Final = "expired"
# While a person may still change what she said; a trial that runs is then started anew.
_CHANGEABLE: Final = frozenset({COLUMNS, WORDS, CHECKING, CHECKED, FAILED})
_PLAN, _LOOK, _FILE = b"plan", b"look", b"file"


@dataclass(frozen=True, slots=True)
class Upload:
    """`row` is the store's; `look` is None once the file is deleted."""

    id: UUID
    kind: Kind
    state: str
    row: Row
    plan: Plan
    look: Look | None

    @property
    def open_look(self) -> Look:
        """Raises Conflict where the file is gone."""
        if self.look is None:
            raise Conflict("the file is deleted; please upload it again")
        return self.look


def find_upload(connection: sa.Connection, vault: Vault, upload_id: UUID) -> Upload:
    """Raises NotFound."""
    row = uploads.find(connection, upload_id)
    if row is None:
        raise NotFound("there is no such upload")
    return _upload(connection, vault, row)


def last_done(connection: sa.Connection, vault: Vault, kind: Kind) -> Plan | None:
    """What was confirmed of the last file of this kind that was imported."""
    row = uploads.newest_of(connection, kind, DONE)
    return None if row is None else _upload(connection, vault, row).plan


def keep(
    connection: sa.Connection, vault: Vault, upload: dict[str, Any], plan: Plan, look: Look, file: HeldFile
) -> None:
    """A new upload; `upload` are its plain columns."""
    owner: UUID = upload["id"]
    version, sealed_plan = _seal(vault, owner, _PLAN, plan.as_json())
    file_version, sealed_look = _seal(vault, owner, _LOOK, look.as_json())
    _, sealed_file = vault.seal_bytes(owner.bytes + _FILE, zlib.compress(file.data, 1))
    uploads.add(
        connection,
        {**upload, "plan_key_version": version, "sealed_plan": sealed_plan},
        {"key_version": file_version, "sealed_look": sealed_look, "sealed_file": sealed_file},
    )


def open_file(connection: sa.Connection, vault: Vault, upload_id: UUID) -> HeldFile | None:
    """None where it is deleted."""
    sealed = uploads.sealed(connection, upload_id, "sealed_file")
    return HeldFile(zlib.decompress(vault.open_bytes(upload_id.bytes + _FILE, *sealed))) if sealed else None


def change_plan(
    connection: sa.Connection, vault: Vault, upload: Upload, plan: Plan, state: str, now: datetime
) -> None:
    """Raises Conflict where it is being imported, or was, or its file is deleted."""
    if upload.state not in _CHANGEABLE or upload.look is None:
        raise Conflict("this file is imported already, is being imported, or is deleted")
    version, sealed = _seal(vault, upload.id, _PLAN, plan.as_json())
    changed: dict[str, Any] = {"state": state, "done": 0, "result": None, "problem": None, "changed_at": now}
    uploads.change(connection, upload.id, plan_key_version=version, sealed_plan=sealed, **changed)


def replace_look(connection: sa.Connection, vault: Vault, upload: Upload, look: Look, file: HeldFile) -> None:
    """What another sheet, or another header, shows of the same file."""
    version, sealed_look = _seal(vault, upload.id, _LOOK, look.as_json())
    _, sealed_file = vault.seal_bytes(upload.id.bytes + _FILE, zlib.compress(file.data, 1))
    values = {"key_version": version, "sealed_look": sealed_look, "sealed_file": sealed_file}
    uploads.replace_look(connection, upload.id, **values)
    uploads.change(connection, upload.id, rows=look.rows)


def start_import(connection: sa.Connection, upload: Upload, now: datetime) -> None:
    """Raises Conflict unless it was tried and nothing was changed since."""
    if upload.state != CHECKED:
        raise Conflict("this file needs to be tried before it is imported")
    uploads.change(connection, upload.id, state=IMPORTING, done=0, changed_at=now)


def remove(connection: sa.Connection, upload: Upload, now: datetime) -> None:
    """Delete the file of an upload that nobody wants any more. Raises Conflict while it is being imported."""
    if upload.state == IMPORTING:
        raise Conflict("this file is being imported")
    uploads.forget_file(connection, upload.id)
    if upload.state != DONE:
        uploads.change(connection, upload.id, state=EXPIRED, changed_at=now)


def forget_files(connection: sa.Connection, now: datetime) -> int:
    """Delete what is imported, and what nobody finished within a day. How many files went."""
    return uploads.forget_files(connection, now - KEPT_FOR, DONE, EXPIRED)


def _upload(connection: sa.Connection, vault: Vault, row: Row) -> Upload:
    plan = vault.open_bytes(row.id.bytes + _PLAN, row.plan_key_version, row.sealed_plan)
    sealed = uploads.sealed(connection, row.id, "sealed_look")
    look = vault.open_bytes(row.id.bytes + _LOOK, *sealed) if sealed else None
    return Upload(
        id=row.id,
        kind=row.kind,
        state=row.state,
        row=row,
        plan=read_plan(json.loads(plan)),
        look=read_look(json.loads(look)) if look else None,
    )


def _seal(vault: Vault, owner: UUID, part: bytes, body: dict[str, Any]) -> tuple[int, bytes]:
    return vault.seal_bytes(owner.bytes + part, json.dumps(body, ensure_ascii=False).encode())
