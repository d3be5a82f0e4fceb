"""Files uploaded at set-up: what each is, how far it is, and its bytes for as long as they are needed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from service.store.columns import Instant, Json, Row, identifier, metadata, reference

uploads = sa.Table(
    "uploads",
    metadata,
    identifier(primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("file_name", sa.String(200), nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False, server_default=sa.text("0")),
    # What a person confirmed: it holds the words of her sheet, so it is sealed as contacts are.
    sa.Column("plan_key_version", sa.Integer, nullable=False),
    sa.Column("sealed_plan", sa.LargeBinary, nullable=False),
    sa.Column("result", Json),
    sa.Column("problem", sa.Text),
    sa.Column("by", sa.String(200), nullable=False),
    sa.Column("created_at", Instant, nullable=False, index=True),
    sa.Column("changed_at", Instant, nullable=False),
)
# In a table of its own: a list of uploads reads no file.
upload_files = sa.Table(
    "upload_files",
    metadata,
    reference("upload_id", "uploads.id", primary_key=True),
    sa.Column("key_version", sa.Integer, nullable=False),
    sa.Column("sealed_look", sa.LargeBinary, nullable=False),
    sa.Column("sealed_file", sa.LargeBinary, nullable=False),
)


def add(connection: sa.Connection, upload: dict[str, Any], file: dict[str, Any]) -> None:
    connection.execute(sa.insert(uploads).values(upload))
    connection.execute(sa.insert(upload_files).values(upload_id=upload["id"], **file))


def find(connection: sa.Connection, upload_id: UUID) -> Row | None:
    return connection.execute(sa.select(uploads).where(uploads.c.id == upload_id)).one_or_none()


def newest(connection: sa.Connection, most: int) -> list[Row]:
    return list(connection.execute(sa.select(uploads).order_by(uploads.c.id.desc()).limit(most)))


def newest_of(connection: sa.Connection, kind: str, state: str) -> Row | None:
    asked = sa.select(uploads).where(uploads.c.kind == kind, uploads.c.state == state)
    return connection.execute(asked.order_by(uploads.c.id.desc()).limit(1)).one_or_none()


def oldest_in(connection: sa.Connection, states: Collection[str]) -> Row | None:
    asked = sa.select(uploads).where(uploads.c.state.in_(states))
    return connection.execute(asked.order_by(uploads.c.changed_at, uploads.c.id).limit(1)).one_or_none()


def change(connection: sa.Connection, upload_id: UUID, **values: object) -> None:
    connection.execute(sa.update(uploads).where(uploads.c.id == upload_id).values(values))


def replace_look(connection: sa.Connection, upload_id: UUID, **values: object) -> None:
    connection.execute(sa.update(upload_files).where(upload_files.c.upload_id == upload_id).values(values))


def sealed(connection: sa.Connection, upload_id: UUID, column: str) -> tuple[int, bytes] | None:
    """The key's version and one of the two sealed columns; None where the file is gone."""
    asked = sa.select(upload_files.c.key_version, upload_files.c[column])
    row = connection.execute(asked.where(upload_files.c.upload_id == upload_id)).one_or_none()
    return None if row is None else (row[0], row[1])


def forget_file(connection: sa.Connection, upload_id: UUID) -> None:
    connection.execute(sa.delete(upload_files).where(upload_files.c.upload_id == upload_id))


def forget_files(connection: sa.Connection, before: datetime, done: str, expired: str) -> int:
    """Delete the files of what is done, and of what nobody finished since `before`. How many went."""
    late = uploads.c.created_at < before
    gone = sa.select(uploads.c.id).where(sa.or_(uploads.c.state == done, late))
    deleted = connection.execute(sa.delete(upload_files).where(upload_files.c.upload_id.in_(gone))).rowcount
    connection.execute(sa.update(uploads).where(late, uploads.c.state != done).values(state=expired))
    return deleted
