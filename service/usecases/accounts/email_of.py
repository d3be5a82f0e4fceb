"""The e-mail that a person signs in by, however she types it."""

from typing import Final

from email_validator import EmailNotValidError, validate_email

from model.reading.normal_form import normal_form
from model.reading.text import clean_text

_LONGEST: Final = 254


def email_of(text: str) -> str | None:
    """One spelling of an address, in lower case; None where it is none. Asks no network.

    >>> email_of(" Lan.Tran@Example.COM "), email_of("ｌan@example.com")
    ('lan.tran@example.com', 'lan@example.com')
    >>> email_of("lan@@example.com"), email_of("a@example.com, b@example.com"), email_of("")
    (None, None, None)
    """
    if len(text) > _LONGEST:
        return None
    try:
        address = validate_email(normal_form("NFKC", clean_text(text)), check_deliverability=False).normalized
    except EmailNotValidError:
        return None
    email = normal_form("NFC", address.lower())
    return email if len(email) <= _LONGEST else None
