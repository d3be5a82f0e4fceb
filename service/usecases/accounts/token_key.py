"""Secrets that stand in a cookie or a link: 256 random bits, kept as SHA-256."""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32


def new_token() -> str:
    return secrets.token_urlsafe(_BYTES)


def token_key(token: str) -> bytes:
    """What is kept of a token. It need not be slow: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
