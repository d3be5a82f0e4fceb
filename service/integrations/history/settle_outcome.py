"""An outcome's words made to fit what became of the deal, as Leadworth keeps it."""

from typing import Any, Final

from model.vocabulary import LOST, LOST_REASONS, WON

_OTHER: Final = "other"
# Files price every offer and keep old reasons: that is no cause to lose what became of the deal.
_BELONGS: Final = {"revenue": WON, "lost_reason": LOST, "competitor": LOST}


def settle_outcome(values: dict[str, Any], said: str) -> dict[str, str]:
    """Take out what belongs to another outcome; why, by word. `said` is the file's own lost reason.

    A lost reason that is none of ours is `other`, with what the file says of it in the note.

    >>> lost = {"outcome": "lost", "lost_reason": "other", "revenue": 5, "note": "x"}
    >>> settle_outcome(lost, "No decision")
    {'revenue': 'belongs to an outcome that is won'}
    >>> lost
    {'outcome': 'lost', 'lost_reason': 'other', 'note': 'x; No decision'}
    """
    strange = [word for word, outcome in _BELONGS.items() if word in values and values["outcome"] != outcome]
    for word in strange:
        del values[word]
    if values.get("lost_reason") == _OTHER and said.casefold() not in ("", *LOST_REASONS):
        note = values.get("note")
        values["note"] = said if note in (None, said) else f"{note}; {said}"
    return {word: f"belongs to an outcome that is {_BELONGS[word]}" for word in strange}
