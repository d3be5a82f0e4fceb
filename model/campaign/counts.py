"""Who is countable, judged, due and matured: the four groups every campaign figure is of.

Written here as predicates on plain values, so that the store's SQL can be held against them in a test.
"""

from datetime import datetime, timedelta

from model.vocabulary import QUALIFIED, UNCOUNTED_REASONS


def is_countable(
    *, duplicate: bool, auto_spam: bool, existing_customer: bool, disposition: str | None, won: bool
) -> bool:
    """Not a duplicate, not auto-marked spam, not an existing customer (found at submit or by Sales).

    Sales' own `spam` stays countable: it is a bad lead that was paid for. A win counts whatever Sales
    said of the lead before.

    >>> new = {"duplicate": False, "auto_spam": False, "existing_customer": False, "won": False}
    >>> is_countable(**new, disposition="spam"), is_countable(**new, disposition="duplicate")
    (True, False)
    """
    found_late = disposition in UNCOUNTED_REASONS and not won
    return not (duplicate or auto_spam or existing_customer or found_late)


def is_judged(*, disposition: str | None, won: bool) -> bool:
    """A countable lead is judged once it has a disposition, or is won.

    >>> is_judged(disposition=None, won=True), is_judged(disposition=None, won=False)
    (True, False)
    """
    return won or disposition is not None


def is_qualified(*, disposition: str | None, won: bool) -> bool:
    """A win counts as qualified whatever its disposition says.

    >>> is_qualified(disposition="no_need", won=True), is_qualified(disposition="qualified", won=False)
    (True, True)
    """
    return won or disposition == QUALIFIED


def submitted_before(as_of: datetime, days: float) -> datetime:
    """The instant up to which a lead must have been submitted to be `days` old at `as_of`.

    With the horizon's days it bounds matured leads, with the due days those Sales should have judged.
    """
    return as_of - timedelta(days=days)


def raw_quality_rate(qualified: int, judged: int) -> float | None:
    """Qualified ÷ judged; None where nothing is judged. Only called leads are judged, so this is raw.

    >>> raw_quality_rate(262, 640)
    0.409375
    """
    return qualified / judged if judged else None
