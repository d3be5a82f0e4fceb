"""What the templates of the desk and of a lead's page are given beside the lead."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import phonenumbers

from model.agreement import Agreement
from model.vocabulary import LOST_REASONS, QUALIFIED
from service.usecases.desk.read_chat import MESSAGE
from service.web.forms.desk_forms import LATER
from service.web.frame.visit import Visit
from service.words import knows, say
from service.words.numbers import count, day

TOPIC: Final = "desk"
# Digits tap them, in this order.
RESULTS: Final = ("reached", "no_answer", "switched_off", "busy", "hung_up", "wrong_person")
# In the order in which they are met; what a machine marks by itself is not offered.
REASONS: Final = (
    *("no_need", "no_need:just_asking", "not_target", "no_budget", "bad_timing", "wrong_number"),
    *("unreachable", "spam", "already_customer"),
)
_HOUR: Final = 60
_DIGITS: Final = 15
_GROUPED: Final = 10_000
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# After these the lead is judged next.
TALKED: Final = ("reached", "wrong_person")
CALL, JUDGE, DEAL, HEARD = "call", "judge", "deal", "heard"
_CALLED: Final = ("later_at", "result", "channel", "callback_at")
_FIELDS: Final = {
    **dict.fromkeys(("revenue", "outcome", "lost_reason", "competitor", "occurred_at"), DEAL),
    **dict.fromkeys(("text", "kind"), HEARD),
}


def lead_values(visit: Visit, agreement: Agreement) -> dict[str, Any]:
    return {
        "results": [
            (word, say("words", visit.language, f"result_{word}"), str(key))
            for key, word in enumerate(RESULTS, start=1)
        ],
        "laters": [
            (word, say(TOPIC, visit.language, f"later_{word}"), str(key))
            for key, word in enumerate(LATER, start=len(RESULTS) + 1)
        ],
        "reasons": [(word, _reason(visit, word)) for word in REASONS],
        "lost_reasons": [(word, say("words", visit.language, f"lost_{word}")) for word in LOST_REASONS],
        "checklist": [(item, _item(visit, item)) for item in agreement.checklist],
        "why_words": partial(_why, visit),
        "clock": partial(_clock, visit),
        "local": partial(_local, visit),
        "zalo": _zalo,
        "shown": partial(shown, visit),
        "label_of": partial(_label, visit),
        "opens": _opens,
    }


def _reason(visit: Visit, word: str) -> str:
    if word == "no_need:just_asking":
        return say(TOPIC, visit.language, "no_need_just_asking")
    return say("words", visit.language, f"disposition_{word}")


def _item(visit: Visit, item: str) -> str:
    """An item of the company's own is written as it is."""
    key = f"checklist_{item}"
    return say("words", visit.language, key) if knows("words", key) else item


def _why(visit: Visit, why: Mapping[str, Any]) -> str:
    minutes = why["minutes"] or 0
    unit, number = ("minutes", minutes) if minutes < _HOUR else ("hours", minutes // _HOUR)
    return say(
        TOPIC,
        visit.language,
        f"why_{why['key']}",
        time=_clock(visit, why["at"]),
        minutes=minutes,
        span=say(TOPIC, visit.language, f"span_{unit}", count=number),
        attempt=why["attempt"],
        of=why["of"],
    )


def _clock(visit: Visit, at: str | None) -> str:
    """The hour alone where it is of today."""
    if at is None:
        return ""
    moment = datetime.fromisoformat(at).astimezone(visit.parts.company.timezone)
    if moment.date() == visit.today:
        return f"{moment:%H:%M}"
    return f"{moment:%H:%M} {day(moment.date(), visit.language)}"


def _local(visit: Visit, phone: str) -> str:
    """As people of the company's country read it aloud; a foreign one keeps its +."""
    number = phonenumbers.parse(phone)
    own = number.country_code == phonenumbers.country_code_for_region(visit.parts.company.region)
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, kind.NATIONAL if own else kind.INTERNATIONAL)


def _opens(lead: Mapping[str, Any], problems: Sequence[Mapping[str, str]]) -> str | None:
    """Which of the steps is open: where something was refused, else the one that comes next."""
    for each in problems:
        if each["field"] in _FIELDS:
            return _FIELDS[each["field"]]
        return CALL if each["field"] in _CALLED else JUDGE
    if lead["outcome"] is None and lead["disposition"] == QUALIFIED:
        return DEAL
    last = (lead["last_attempt"] or {}).get("result")
    talked = last in TALKED or (lead["why"] or {}).get("key") == "tried_enough"
    return JUDGE if talked and lead["disposition"] is None else None


def _zalo(phone: str) -> str:
    """Zalo knows people by their phone, without its +."""
    return f"https://zalo.me/{phone.lstrip('+')[:_DIGITS]}"


def _label(visit: Visit, field: str) -> str:
    """What a form's field is called; a message has a name also where no field is written for it."""
    label = visit.parts.serving.schema.labels(field)[visit.language]
    return say(TOPIC, visit.language, MESSAGE) if label == MESSAGE else label


def shown(visit: Visit, value: Any) -> str:
    """A value of a form's field. Days are kept as ISO 8601 writes them."""
    if isinstance(value, bool):
        return say(TOPIC, visit.language, "yes" if value else "no")
    if isinstance(value, int | float):
        whole = float(value).is_integer()
        many = abs(value) >= _GROUPED  # below it may be a year
        return count(round(value), visit.language) if whole and many else f"{value:g}"
    if _DAY.fullmatch(text := str(value)):
        return _written_day(visit, text)
    return text


def _written_day(visit: Visit, text: str) -> str:
    try:
        return day(date.fromisoformat(text), visit.language)
    except ValueError:  # 2026-02-31, as somebody typed it
        return text


def read_id(text: str | None) -> UUID | None:
    """Of an address; None for what is no lead's id."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
