"""Free text that both teams read is kept without phone numbers and e-mail addresses."""

import re
from typing import Final

_MASK: Final = "…"
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_GAP: Final = r"[\s.\-()]{0,3}"
# Vietnam's as people type them, and any with a +. Never the tail of an amount such as 1.050.000.000.
_PHONE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:(?:\+{_GAP}84{_GAP}0?|84(?=\d{{9}})|0){_GAP}[1-9](?:{_GAP}\d){{7,9}}"
    rf"|\+{_GAP}[1-9](?:{_GAP}\d){{7,13}})(?!\d)"
)


def mask_contacts(text: str) -> str:
    """The text with "…" in place of each. What is no phone stays: amounts, days, codes.

    >>> mask_contacts("Chị Lan 0901 234.567 hỏi giá"), mask_contacts("gọi +84 (0) 901-234-567 nhé")
    ('Chị Lan … hỏi giá', 'gọi … nhé')
    >>> mask_contacts("gửi lan.tran+hoc@example.com.vn"), mask_contacts("2.000.000.000 đ ngày 02/11/2026")
    ('gửi …', '2.000.000.000 đ ngày 02/11/2026')
    """
    return _PHONE.sub(_MASK, _EMAIL.sub(_MASK, text))
