"""Vietnamese mobile prefixes of before the change of 15 September 2018, when 11 digits became 10.

Source: decision 798/QĐ-BTTTT of 2018. Numbers in old sheets still carry them; the networks do not.
"""

import re
from typing import Final

# Old three digits after the 0 → the two that replaced them.
NEW_PREFIX: Final = {
    **{
        "162": "32",
        "163": "33",
        "164": "34",
        "165": "35",
        "166": "36",
        "167": "37",
        "168": "38",
        "169": "39",
    },
    **{"120": "70", "121": "79", "122": "77", "126": "76", "128": "78"},
    **{"123": "83", "124": "84", "125": "85", "127": "81", "129": "82"},
    **{"186": "56", "188": "58", "199": "59"},
}
_OLD: Final = re.compile(r"(?P<lead>\+?(?:00)?840?|0)?(?P<prefix>1[0-9]{2})(?P<rest>[0-9]{7})")


def modernise(digits: str) -> str:
    """An old Vietnamese mobile number in today's form; any other text as it came.

    >>> modernise("01681234567"), modernise("+841281234567"), modernise("1991234567")
    ('0381234567', '0781234567', '0591234567')
    >>> modernise("0901234567"), modernise("01000000000")
    ('0901234567', '01000000000')
    """
    found = _OLD.fullmatch(digits)
    new = NEW_PREFIX.get(found["prefix"]) if found else None
    return f"0{new}{found['rest']}" if found and new else digits
