"""What a line of an answer is called on a chart."""

from collections.abc import Mapping
from typing import Any, Final

from service.charts.writing import Writing

_PARTS: Final = ("ad", "ad_set", "rep", "product")


def line_name(line: Mapping[str, Any], writing: Writing) -> str:
    """By the narrowest thing that the line is grouped by; a campaign by its name, else by its key."""
    for part in _PARTS:
        if part in line:
            return str(line[part] or writing.shared("unnamed"))
    if "campaign" in line:
        return str(line.get("name") or line["campaign"] or writing.shared("no_campaign"))
    return writing.shared(f"channel_{line.get('channel') or 'none'}")


def shortened(name: str, most: int) -> str:
    """At most so many letters.

    >>> shortened("khai giảng tháng 3", 10), shortened("ielts", 10)
    ('khai giản…', 'ielts')
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
