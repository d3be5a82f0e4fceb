"""Alembic's entry: the connection comes from `service.store.migrations`, never from a file."""

from alembic import context

from service.store.columns import Instant, Json, JsonValue
from service.store.tables import metadata


def render(kind: str, item: object, _context: object) -> str | bool:
    """Migrations spell types out, so that they stay what they were when the code moves on."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item in (Json, JsonValue):
        return "JSON"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    transaction_per_migration=False,
    compare_type=True,
    render_item=render,
)
context.run_migrations()
