"""What each kind of import knows: Leadworth's words, how a cell of each is read, which are needed."""

from dataclasses import dataclass
from typing import Final, Literal

from model.vocabulary import (
    ATTEMPT_CHANNELS,
    ATTEMPT_SOURCES,
    CHANGE_KINDS,
    CHANNELS,
    DISPOSITIONS,
    OUTCOMES,
    PAYMENT_KINDS,
    RESULTS,
)

Reading = Literal["text", "choice", "time", "day", "amount", "count", "seconds", "phones", "email", "yes_no"]


@dataclass(frozen=True, slots=True)
class Word:
    """`choices` are the only values of a `choice`; `longest` bounds a text, in characters."""

    name: str
    reading: Reading = "text"
    needed: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 200
    signed: bool = False


_LEAD: Final = Word("lead", needed=True)
_AT: Final = Word("occurred_at", "time")
_AT_NEEDED: Final = Word("occurred_at", "time", needed=True)
_REP: Final = Word("rep")
_NOTE: Final = Word("note", longest=10_000)
_DEAL: Final = Word("deal")
_TRACKING: Final = (
    "utm_source utm_medium utm_campaign utm_content utm_term ad_set ad gclid gbraid wbraid fbclid fbc fbp "
    "ttclid meta_lead_id form_id page_id psid landing_page referrer"
).split()

KINDS: Final[dict[str, tuple[Word, ...]]] = {
    "leads": (
        Word("external_id", needed=True),
        Word("campaign"),
        Word("submitted_at", "time"),
        Word("name"),
        Word("phone", "phones"),
        Word("email", "email"),
        *(Word(f"tracking.{name}", longest=2000) for name in _TRACKING),
        Word("consent.text_version", longest=64),
        Word("consent.contact", "yes_no"),
        Word("consent.ads", "yes_no"),
    ),
    "attempts": (
        _LEAD,
        _AT_NEEDED,
        Word("result", "choice", needed=True, choices=RESULTS),
        _REP,
        Word("channel", "choice", choices=ATTEMPT_CHANNELS),
        Word("duration_seconds", "seconds"),
        Word("callback_at", "time"),
        Word("source", "choice", choices=ATTEMPT_SOURCES),
    ),
    "dispositions": (
        _LEAD,
        _AT,
        Word("disposition", "choice", needed=True, choices=DISPOSITIONS),
        Word("sub_reason", longest=24),
        _REP,
        _NOTE,
    ),
    "outcomes": (
        _LEAD,
        _DEAL,
        _AT,
        Word("outcome", "choice", needed=True, choices=OUTCOMES),
        Word("revenue", "amount"),
        Word("lost_reason", longest=24),
        Word("competitor"),
        _REP,
        _NOTE,
    ),
    "payments": (
        _LEAD,
        _DEAL,
        Word("payment"),
        Word("paid_at", "time", needed=True),
        Word("kind", "choice", choices=PAYMENT_KINDS),
        Word("amount", "amount", needed=True, signed=True),
    ),
    "assignments": (_LEAD, _AT_NEEDED, Word("rep", needed=True)),
    "spend": (
        Word("campaign", needed=True),
        Word("ad_set"),
        Word("ad"),
        Word("day", "day", needed=True),
        Word("amount", "amount", needed=True),
        Word("impressions", "count"),
        Word("clicks", "count"),
    ),
    "campaigns": (
        Word("campaign", needed=True),
        Word("name"),
        Word("channel", "choice", choices=CHANNELS),
        Word("owner"),
        Word("message", longest=10_000),
    ),
    "changes": (
        Word("campaign", needed=True),
        _AT_NEEDED,
        Word("kind", "choice", needed=True, choices=CHANGE_KINDS),
        _NOTE,
    ),
}


def words_of(kind: str) -> dict[str, Word]:
    """By name.

    >>> sorted(words_of("assignments"))
    ['lead', 'occurred_at', 'rep']
    """
    return {word.name: word for word in KINDS[kind]}
