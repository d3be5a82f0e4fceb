"""Whether a company has anything of a kind yet: one look into an index each, however many rows there are."""

import sqlalchemy as sa

from service.store import keys, leads, models, spend, users


def what_is_there(connection: sa.Connection) -> dict[str, bool]:
    """By kind: leads, spend, people beside the first, a form's key, a model that serves."""
    ingest = keys.api_keys.c.scope == "ingest", keys.api_keys.c.revoked_at.is_(None)
    asked = {
        "leads": sa.exists(sa.select(leads.leads.c.id)),
        "spend": sa.exists(sa.select(spend.spend.c.day)),
        "people": sa.exists(sa.select(users.users.c.id).offset(1)),
        "form": sa.exists(sa.select(keys.api_keys.c.id).where(*ingest)),
    }
    row = connection.execute(sa.select(*(found.label(name) for name, found in asked.items()))).one()
    return {**row._mapping, "model": models.serving_version(connection) is not None}
