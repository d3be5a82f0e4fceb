"""API keys: issue one, tell one by its text, revoke one."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import sqlalchemy as sa

from model.vocabulary import SCOPES
from service.store import keys
from service.usecases.problems import NotFound, refuse
from service.usecases.source import Source

_PREFIX = "lw"
_SECRET_BYTES = 32
_ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, by a key that is valid."""

    source: Source
    origins: tuple[str, ...]
    thank_you_urls: tuple[str, ...]


def issue_key(
    connection: sa.Connection,
    scope: str,
    name: str,
    now: datetime,
    origins: Sequence[str] = (),
    thank_you_urls: Sequence[str] = (),
) -> str:
    """The key's text, `lw_<scope>_<id>_<secret>`; it can never be read again. Raises Refused."""
    if scope not in SCOPES:
        raise refuse("/scope", "unknown_word", f"one of {', '.join(SCOPES)} is needed")
    if not 0 < len(name) <= 200:
        raise refuse("/name", "length", "1 to 200 characters are needed")
    key_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_hex(_SECRET_BYTES)
    keys.add(
        connection,
        id=key_id,
        scope=scope,
        name=name,
        secret_sha256=_digest(secret),
        origins=[_origin(text) for text in origins],
        thank_you_urls=[_address(text) for text in thank_you_urls],
        created_at=now,
    )
    return f"{_PREFIX}_{scope}_{key_id}_{secret}"


def recognise_key(connection: sa.Connection, text: str) -> Caller | None:
    """Who calls with this text; None where it is no key of ours, or a revoked one."""
    parts = text.split("_")
    if len(parts) != 4 or parts[0] != _PREFIX or not (text.isascii() and text.isprintable()):
        return None
    stored = keys.find(connection, parts[2])
    expected = stored.secret_sha256 if stored else bytes(32)
    same = hmac.compare_digest(_digest(parts[3]), expected)
    if stored is None or not same or stored.scope != parts[1] or stored.revoked_at is not None:
        return None
    return Caller(Source(stored.id, stored.scope), tuple(stored.origins), tuple(stored.thank_you_urls))


def revoke_key(connection: sa.Connection, key_id: str, now: datetime) -> None:
    """Raises NotFound."""
    if not keys.revoke(connection, key_id, now):
        raise NotFound("there is no such key, or it is revoked already")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or text != f"{parts.scheme}://{parts.netloc}"
    ):
        raise refuse("/origins", "not_an_origin", "an origin is needed, as https://www.example.com")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise refuse(
            "/thank_you_urls", "not_a_url", "an address is needed, as https://www.example.com/thanks"
        )
    return text
