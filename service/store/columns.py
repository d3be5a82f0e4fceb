"""The column types that both databases share, and the metadata that every table joins."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

Row: TypeAlias = sa.Row[*tuple[Any, ...]]

Json = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
# The same column, where None is a value of its own: JSON's null, not SQL's.
JsonValue = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware instant. PostgreSQL keeps timestamptz; SQLite keeps UTC as text that sorts in time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def identifier(name: str = "id", **options: Any) -> sa.Column[Any]:
    """A UUIDv7 column: native on PostgreSQL, 32 hexadecimal digits on SQLite; both sort by time."""
    return sa.Column(name, sa.Uuid(), **options)


def reference(name: str, target: str, **options: Any) -> sa.Column[Any]:
    """A foreign key to `target` ("table.column"), indexed unless said otherwise."""
    options.setdefault("index", not options.get("primary_key", False))
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(target), **options)
