"""One e-mail address out of one cell."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from model.reading.text import clean_text

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"'/\\]+@[^\s<>()\[\],;:\"'/\\]+")
_LONGEST_CELL: Final = 1000


def read_email(cell: str) -> str | None:
    """The first valid address in a cell, its domain in lower case; None if there is none. Asks no network.

    >>> read_email("mailto:Lan.Tran@Example.COM"), read_email("Lan <lan@example.com>; b@example.com")
    ('Lan.Tran@example.com', 'lan@example.com')
    >>> read_email("lan@@example"), read_email("không có")
    (None, None)
    """
    for address in _ADDRESS.findall(clean_text(cell)[:_LONGEST_CELL]):
        try:
            return validate_email(address.rstrip("."), check_deliverability=False).normalized
        except EmailNotValidError:
            continue
    return None
