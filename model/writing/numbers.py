"""Numbers, amounts and days as people write them in Vietnamese or English."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from model.money import minor_digits

Language = Literal["vi", "en"]
SPACE = "\u00a0"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How one language writes them; ``currency`` is an ISO 4217 code."""

    language: Language
    currency: str = "VND"

    def decimal(self, value: float, digits: int = 2) -> str:
        """A number with so many digits after the point.

        >>> Numbers("vi").decimal(1234.567), Numbers("en").decimal(1234.567)
        ('1.234,57', '1,234.57')
        """
        text = f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "vi" else text

    def whole(self, value: float) -> str:
        """A count.

        >>> Numbers("vi").whole(1500)
        '1.500'
        """
        return self.decimal(value, 0)

    def percent(self, share: float, digits: int = 1) -> str:
        """A share; none and all without digits.

        >>> Numbers("vi").percent(0.125), Numbers("en").percent(1.0)
        ('12,5\\xa0%', '100\\xa0%')
        """
        return f"{self.decimal(100 * share, 0 if share in (0, 1) else digits)}{SPACE}%"

    def money(self, amount: float) -> str:
        """Currency units, rounded to what the currency has.

        >>> Numbers("vi").money(1500000.4), Numbers("en", "USD").money(1500)
        ('1.500.000\\xa0₫', '1,500.00\\xa0USD')
        """
        sign = "₫" if (self.language, self.currency) == ("vi", "VND") else self.currency
        return f"{self.decimal(amount, minor_digits(self.currency))}{SPACE}{sign}"

    def day(self, moment: date | datetime) -> str:
        """A day, of the zone that the moment is in.

        >>> from datetime import UTC
        >>> Numbers("vi").day(datetime(2026, 11, 2, tzinfo=UTC))
        '02/11/2026'
        >>> Numbers("en").day(datetime(2026, 11, 2, tzinfo=UTC))
        '2 Nov 2026'
        """
        if self.language == "vi":
            return f"{moment:%d/%m/%Y}"
        return f"{moment.day} {self.month(moment.year, moment.month)}"

    def month(self, year: int, month: int) -> str:
        """A month.

        >>> Numbers("vi").month(2026, 2), Numbers("en").month(2026, 2)
        ('02/2026', 'Feb 2026')
        """
        return f"{month:02}/{year}" if self.language == "vi" else f"{_MONTHS[month - 1]} {year}"
