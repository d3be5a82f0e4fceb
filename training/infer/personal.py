"""Whether a column holds what tells who a person is."""

import re
from collections.abc import Iterable

from training.leaks.late_words import words_of

NAMES = frozenset(
    {
        *("name", "full name", "fullname", "first name", "last name", "firstname", "lastname", "surname"),
        *("customer name", "lead name", "contact name", "ten", "ho ten", "ho va ten", "ten khach", "hoten"),
        *("ten khach hang", "ho", "ten dem"),
    }
)
PARTS = (
    *(
        "phone",
        "mobile",
        "telephone number",
        "sdt",
        "so dien thoai",
        "dien thoai",
        "so dt",
        "hotline",
        "zalo",
    ),
    *("email", "e mail", "mail", "address", "dia chi", "facebook id", "psid", "cccd", "cmnd", "passport"),
    *("ngay sinh", "birthday", "date of birth", "dob", "ip"),
)
SHARE = 0.5
LONGEST = 200
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?:p:)?(?:\+?84|0)[235789](?:[\s.-]?\d){8,9}")


def is_personal(name: str, values: Iterable[str]) -> bool:
    """By the column's name, or because half of its values are e-mail addresses or Vietnamese phone numbers.

    >>> is_personal("SĐT", []), is_personal("Họ tên", []), is_personal("x", ["0901 234 567"])
    (True, True, True)
    >>> is_personal("campaign_name", []), is_personal("city", ["Huế"])
    (False, False)
    """
    words = words_of(name)
    if words in NAMES or any(f" {part} " in f" {words} " for part in PARTS):
        return True
    shown = [value[:LONGEST] for value in values]
    told = sum(bool(_EMAIL.search(value) or _PHONE.match(value)) for value in shown)
    return bool(shown) and told >= SHARE * len(shown)
