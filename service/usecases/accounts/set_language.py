"""The language of a person's pages."""

from uuid import UUID

import sqlalchemy as sa

from service.store import users
from service.usecases.problems import refuse
from service.words import LANGUAGES


def set_language(connection: sa.Connection, user_id: UUID, language: str) -> None:
    """Raises Refused."""
    if language not in LANGUAGES:
        raise refuse("/language", "unknown_word", f"one of {', '.join(LANGUAGES)} is needed")
    users.change(connection, user_id, language=language)
