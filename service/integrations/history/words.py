"""What each kind of import knows: Leadworth's words, how a cell of each is read, which are needed."""

from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from model.vocabulary import (
    ATTEMPT_CHANNELS,
    ATTEMPT_SOURCES,
    CHANGE_KINDS,
    CHANNELS,
    DISPOSITIONS,
    LOST_REASONS,
    OUTCOMES,
    PAYMENT_KINDS,
    RESULTS,
    SUB_REASONS,
)

Reading = Literal[
    "text", "key", "choice", "time", "day", "amount", "count", "seconds", "phones", "email", "yes_no"
]
_SECONDS_A_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Word:
    """`choices` are the only values of a `choice`; `longest` bounds a text, in characters, `most` a number.

    `otherwise` is the choice that stands for any word that is none of them; "" where there is none.
    A `key` is a text by which things are found again, kept letter for letter.
    """

    name: str
    reading: Reading = "text"
    needed: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 200
    signed: bool = False
    most: int | None = None
    otherwise: str = ""


_LEAD: Final = Word("lead", needed=True)
_AT: Final = Word("occurred_at", "time")
_AT_NEEDED: Final = Word("occurred_at", "time", needed=True)
_REP: Final = Word("rep")
_NOTE: Final = Word("note", longest=10_000)
_DEAL: Final = Word("deal")
_CAMPAIGN: Final = Word("campaign", "key")
_CAMPAIGN_NEEDED: Final = Word("campaign", "key", needed=True)
_TRACKING: Final = (
    "utm_source utm_medium utm_campaign utm_content utm_term gclid gbraid wbraid fbclid fbc fbp "
    "ttclid meta_lead_id form_id page_id psid landing_page referrer"
).split()

KINDS: Final[dict[str, tuple[Word, ...]]] = {
    "leads": (
        Word("external_id", needed=True),
        _CAMPAIGN,
        Word("submitted_at", "time"),
        Word("name"),
        Word("phone", "phones"),
        Word("email", "email"),
        Word("tracking.ad_set", "key"),
        Word("tracking.ad", "key"),
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
        Word("duration_seconds", "seconds", most=_SECONDS_A_DAY),
        Word("callback_at", "time"),
        Word("source", "choice", choices=ATTEMPT_SOURCES),
    ),
    "dispositions": (
        _LEAD,
        _AT,
        Word("disposition", "choice", needed=True, choices=DISPOSITIONS),
        Word("sub_reason", "choice", choices=tuple(chain.from_iterable(SUB_REASONS.values()))),
        _REP,
        _NOTE,
    ),
    "outcomes": (
        _LEAD,
        _DEAL,
        _AT,
        Word("outcome", "choice", needed=True, choices=OUTCOMES),
        Word("revenue", "amount"),
        Word("lost_reason", "choice", choices=LOST_REASONS, otherwise="other"),
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
        _CAMPAIGN_NEEDED,
        Word("ad_set", "key"),
        Word("ad", "key"),
        Word("day", "day", needed=True),
        Word("amount", "amount", needed=True),
        Word("impressions", "count"),
        Word("clicks", "count"),
    ),
    "campaigns": (
        _CAMPAIGN_NEEDED,
        Word("name"),
        Word("channel", "choice", choices=CHANNELS),
        Word("owner"),
        Word("message", longest=10_000),
    ),
    "changes": (
        _CAMPAIGN_NEEDED,
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
