"""A review is printed on one A4: how much of it, and when in smaller letters."""

from collections.abc import Mapping
from typing import Any, Final

# Of each list of the answer the first so many.
PRINTED: Final = {"actions": 5, "earlier_actions": 3, "heard": 3}
_LETTERS_A_LINE: Final = {"actions": 60, "earlier_actions": 60, "heard": 125}
# Longer texts are cut.
_MOST_LINES: Final = 2
# Beside the figures, alerts and campaigns so many lines fit in letters of the usual size.
_ROOM: Final = 14


def is_much(answer: Mapping[str, Any]) -> bool:
    """Whether what people wrote takes more lines than there is room for.

    >>> action = {"what": "Thử mẫu mới"}
    >>> is_much({"actions": [action] * 9, "earlier_actions": [action], "heard": []})
    False
    >>> long = {"what": "Thử mẫu mới " * 9}
    >>> is_much({"actions": [long] * 5, "earlier_actions": [long] * 3, "heard": []})
    True
    """
    return sum(_lines(name, each) for name, most in PRINTED.items() for each in answer[name][:most]) > _ROOM


def _lines(name: str, each: Mapping[str, Any]) -> int:
    text = each["what"] if "what" in each else each["asked"] + (each["answer"] or "")
    return min(_MOST_LINES, 1 + len(text) // _LETTERS_A_LINE[name])
