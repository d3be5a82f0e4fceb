"""What a word of a status column means: one column mixes calls, what they showed, and sales."""

import re
from typing import Final

from model.vocabulary import LOST, OPEN, SUB_REASONS, WON
from service.integrations.history.draft import guess_value
from service.integrations.history.words import words_of
from service.integrations.uploads.plan import ATTEMPT, DISPOSITION, OUTCOME, UNDECIDED

_RESULT: Final = words_of("attempts")["result"]
_DISPOSITION: Final = words_of("dispositions")["disposition"]
_SUB_REASON: Final = words_of("dispositions")["sub_reason"]
_OUTCOME: Final = words_of("outcomes")["outcome"]
# Of these a call is all that is known; the others say what the talk, or the lack of one, showed.
_ONLY_A_CALL: Final = frozenset({"no_answer", "busy", "hung_up", "callback"})
_END_OF_WORD: Final = re.compile(r"\s+[-–—]|[-–—]\s|[/|:;,.(\[]")


def guess_meaning(text: str) -> str:
    """By the whole of it, else by what stands before a mark. UNDECIDED where no list has it.

    >>> [guess_meaning(word) for word in ("KNM", "TB", "SS", "KNC", "đã CK", "Cọc 2tr", "Chốt - 20/11")]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['attempt.no_answer', 'disposition.unreachable.switched_off', 'disposition.wrong_number',
     'disposition.no_need', 'outcome.won', 'outcome.won', 'outcome.won']
    >>> guess_meaning("Nghe máy"), guess_meaning("Rớt"), guess_meaning("Tham khảo"), guess_meaning("abc")
    ('attempt.reached', 'outcome.lost', 'disposition.no_need.just_asking', '')
    """
    return _guess(text) or _guess(_END_OF_WORD.split(text.strip(), maxsplit=1)[0])


def _guess(text: str) -> str:
    result = guess_value(_RESULT, text)
    disposition = guess_value(_DISPOSITION, text)
    outcome = guess_value(_OUTCOME, text)
    if outcome == WON:
        return f"{OUTCOME}.{outcome}"
    if result in _ONLY_A_CALL:
        return f"{ATTEMPT}.{result}"
    if disposition:
        return f"{DISPOSITION}.{_with_sub_reason(disposition, text)}"
    if outcome in (LOST, OPEN):
        return f"{OUTCOME}.{outcome}"
    return f"{ATTEMPT}.{result}" if result else UNDECIDED


def _with_sub_reason(disposition: str, text: str) -> str:
    sub = guess_value(_SUB_REASON, text)
    return f"{disposition}.{sub}" if sub in SUB_REASONS.get(disposition, ()) else disposition
