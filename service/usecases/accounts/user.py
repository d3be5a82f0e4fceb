"""A person who signs in, as pages and use cases know her."""

from dataclasses import dataclass
from uuid import UUID

from model.vocabulary import ROLES
from model.writing.numbers import Language
from service.store.columns import Row
from service.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class User:
    """`rep` is the key of the rep whose leads are her own; a user with the role rep always has one."""

    id: UUID
    email: str
    name: str
    role: str
    rep: str | None
    language: Language


def as_user(row: Row) -> User:
    language: Language = row.language if row.language in LANGUAGES else LANGUAGES[0]
    return User(row.id, row.email, row.name, row.role, row.rep, language)


def may_enter(row: Row) -> bool:
    """Not who is disabled, nor who has a role that this version does not know."""
    return row.disabled_at is None and row.role in ROLES
