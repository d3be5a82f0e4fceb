"""Who was right, where Marketing disputes what Sales said of a lead and another person called it blind."""

from typing import Final

from model.vocabulary import MARKETING_REASONS, QUALIFIED, SHARED_REASONS, UNCOUNTED_REASONS

UPHELD: Final = "upheld"
OVERTURNED: Final = "overturned"
VERDICTS: Final = (UPHELD, OVERTURNED)
# Reasons that say the same of whose the lead was to better; `qualified` is a group of its own.
_GROUPS: Final = ((QUALIFIED,), MARKETING_REASONS, SHARED_REASONS, UNCOUNTED_REASONS)


def verdict(said: str, found: str) -> str:
    """Whether what Sales `said` stands after what the blind caller `found`; both are dispositions.

    It stands where she found the same, or another reason of the same group: whether a lead has no need or no
    budget, the advertising brought the wrong person.

    >>> verdict("no_need", "no_budget"), verdict("no_need", "qualified"), verdict("duplicate", "no_need")
    ('upheld', 'overturned', 'overturned')
    """
    same = any(said in group and found in group for group in _GROUPS)
    return UPHELD if same else OVERTURNED
