"""Passwords, as argon2id hashes."""

import threading
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from model.reading.normal_form import normal_form
from service.usecases.problems import refuse

SHORTEST: Final = 10
LONGEST: Final = 200
# What is read of a text that somebody sends as a password; accents may be typed as letters of their own.
_MOST_READ: Final = 10 * LONGEST
# The library's own choice, RFC 9106's second: 64 MiB and some 0.1 s a hash.
HASHER = PasswordHasher()
# So many at a time in one process, so that nobody fills the memory from the sign-in page.
_AT_ONCE = threading.BoundedSemaphore(2)


def typed(password: str) -> str:
    """What keyboards type differently made the same: accents in one piece, no space around.

    >>> typed(" mo\u0323\u0302t ha\u0300ng ") == "một hàng"
    True
    """
    return normal_form("NFKC", password[:_MOST_READ]).strip()


def check_password(plain: str, email: str) -> None:
    """Raises Refused for one that is easily guessed. `plain` comes from `typed`, as below."""
    if len(plain) < SHORTEST:
        raise refuse("/password", "password_short", f"at least {SHORTEST} characters are needed")
    if len(plain) > LONGEST:
        raise refuse("/password", "password_long", f"at most {LONGEST} characters are needed")
    if plain.casefold() == email.casefold():
        raise refuse("/password", "password_is_email", "something else than the e-mail is needed")


def hash_of(plain: str) -> str:
    with _AT_ONCE:
        return HASHER.hash(_bytes(plain))


def is_password(stored: str | None, plain: str) -> bool:
    """Whether it is the one whose hash is stored. Takes the time of a hash where none is stored too."""
    if stored is None:
        hash_of(plain)
        return False
    with _AT_ONCE:
        try:
            return HASHER.verify(stored, _bytes(plain))
        except (VerificationError, InvalidHashError):
            return False


def renewed(stored: str, plain: str) -> str | None:
    """A hash of today's strength where the stored one is of another; None where it is not."""
    return hash_of(plain) if HASHER.check_needs_rehash(stored) else None


def _bytes(plain: str) -> bytes:
    return plain.encode("utf-8", "surrogatepass")
