"""Amounts in a currency's ISO 4217 minor units, and the one place where they are rounded."""

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Final

# Digits after the point, for the currencies that do not have 2 (ISO 4217, table A.1).
_DIGITS: Final = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
_TWO_DIGITS: Final = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
    "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER "
    "ZAR ZMW ZWG".split()
)
CURRENCIES: Final = _TWO_DIGITS | _DIGITS.keys()
LARGEST: Final = 2**53 - 1  # the largest integer that every JSON reader keeps exact
LARGEST_SENT: Final = 10**13  # of one row: sums of them stay exact, and within a database's integers


def minor_digits(currency: str) -> int:
    """Digits after the point. Raises KeyError for a code that is not ISO 4217.

    >>> minor_digits("VND"), minor_digits("USD"), minor_digits("KWD")
    (0, 2, 3)
    """
    if currency not in CURRENCIES:
        raise KeyError(currency)
    return _DIGITS.get(currency, 2)


def to_minor(value: float | Decimal, currency: str) -> int:
    """Currency units to minor units, rounded half-even. Raises ValueError outside ±(2^53 − 1) or for NaN.

    >>> to_minor(150.0, "USD"), to_minor(Decimal("0.125"), "USD"), to_minor(2.5, "VND")
    (15000, 12, 2)
    """
    try:
        scaled = Decimal(value).scaleb(minor_digits(currency))
        minor = int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    except (InvalidOperation, OverflowError, ValueError) as error:
        raise ValueError("not an amount") from error
    if abs(minor) > LARGEST:
        raise ValueError("amount beyond ±(2^53 − 1) minor units")
    return minor


def to_major(minor: int, currency: str) -> float:
    """Minor units to currency units.

    >>> to_major(15000, "USD"), to_major(1500000, "VND")
    (150.0, 1500000.0)
    """
    return float(Decimal(minor).scaleb(-minor_digits(currency)))


def expected_revenue(probability: float, deal_value: float, currency: str) -> int:
    """Probability × deal value in minor units, rounded once from the unrounded factors.

    >>> expected_revenue(0.231, 9_800_000.0, "VND")
    2263800
    """
    return to_minor(probability * deal_value, currency)


def ratio(numerator: float, divisor: float) -> float | None:
    """A plain ratio of two amounts or counts; None where the divisor is 0.

    >>> ratio(6, 4), ratio(1, 0)
    (1.5, None)
    """
    return numerator / divisor if divisor else None
