"""Figures of the service as people write them."""

from datetime import date

from model.money import to_major
from model.writing.numbers import Language, Numbers


def amount(minor: int, currency: str, language: Language) -> str:
    """Minor units of the currency.

    >>> amount(1500000, "VND", "vi")
    '1.500.000\\xa0₫'
    """
    return Numbers(language, currency).money(to_major(minor, currency))


def signed_amount(minor: int, currency: str, language: Language) -> str:
    """The same of a change, with its sign.

    >>> signed_amount(43_500_000, "VND", "en"), signed_amount(-5, "VND", "en")
    ('+43,500,000\\xa0VND', '−5\\xa0VND')
    """
    sign = "+" if minor > 0 else "−" if minor < 0 else ""
    return sign + amount(abs(minor), currency, language)


def count(number: int, language: Language) -> str:
    """A whole number.

    >>> count(1500, "vi")
    '1.500'
    """
    return Numbers(language).whole(number)


def percent(share: float, language: Language, digits: int = 0) -> str:
    """A share.

    >>> percent(0.415, "vi", 1)
    '41,5\\xa0%'
    """
    return Numbers(language).percent(share, digits)


def times(ratio: float, language: Language) -> str:
    """A ratio, with two digits.

    >>> times(1.18, "vi")
    '1,18'
    """
    return Numbers(language).decimal(ratio)


def day(when: date, language: Language) -> str:
    """A day.

    >>> day(date(2026, 11, 2), "vi")
    '02/11/2026'
    """
    return Numbers(language).day(when)
