"""A lead's life as one list, from the ad to the money, in words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from model.writing.numbers import Language
from service.words import say
from service.words.numbers import amount

# What is told of the same instant, in the order in which it must have happened.
KINDS: Final = ("ad", "form", "owner", "call", "disposition", "dispute", "deal", "payment")
Lead = Mapping[str, Any]


def timeline(lead: Lead, language: Language) -> list[dict[str, Any]]:
    """{at, kind, words, note} each, the oldest first; `at` is RFC 3339, None where nobody knows it: first.

    `lead` is what `GET /v1/leads/{id}` answers.
    """
    told = [entry for part in _PARTS for entry in part(lead, language)]
    return sorted(told, key=lambda entry: (entry["at"] or "", KINDS.index(entry["kind"])))


def _entry(kind: str, at: str | None, words: str, note: str | None = None) -> dict[str, Any]:
    return {"at": at, "kind": kind, "words": words, "note": note}


def _came(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    at, tracking = lead["submitted_at"], lead["tracking"]
    parts = (lead["campaign"], tracking.get("ad_set"), tracking.get("ad"))
    if any(parts):
        ad = " › ".join(part for part in parts if part)
        yield _entry("ad", at, say("timeline", language, "tl_ad", ad=ad))
    page = tracking.get("landing_page") or tracking.get("utm_source")
    key = "tl_form_page" if page else "tl_form"
    yield _entry("form", at, say("timeline", language, key, page=page or ""))


def _owners(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["history"]["assignments"]:
        words = say("timeline", language, "tl_owner" if each["rep"] else "tl_nobody", rep=each["rep"] or "")
        reason = each["reason"]
        note = say("timeline", language, f"given_{reason}") if reason else None
        yield _entry("owner", each["occurred_at"], words, note)


def _calls(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["history"]["contact_attempts"]:
        result = say("words", language, f"result_{each['result']}")
        words = say("timeline", language, "tl_call", result=result, channel=_channel(each, language))
        yield _entry("call", each["occurred_at"], words, _by(each, language)) | {"until": each["callback_at"]}


def _dispositions(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["history"]["dispositions"]:
        word = say("words", language, f"disposition_{each['disposition']}")
        if sub := each["sub_reason"]:
            word = f"{word} ({say('words', language, f'sub_{sub}')})"
        key = "tl_disposition_late" if each["late_change"] else "tl_disposition"
        note = " · ".join(filter(None, (_by(each, language), each["note"]))) or None
        yield _entry("disposition", each["occurred_at"], say("timeline", language, key, word=word), note)


def _disputes(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["disputes"]:
        yield _entry("dispute", each["opened_at"], say("timeline", language, "tl_disputed"))
        if each["decided_at"]:
            key = f"tl_{each['verdict']}"
            yield _entry("dispute", each["decided_at"], say("timeline", language, key))


def _deals(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["history"]["outcomes"]:
        words = say("words", language, f"outcome_{each['outcome']}")
        if each["revenue"]:
            words = f"{words}: {_money(each['revenue'], language)}"
        lost = each["lost_reason"]
        why = say("words", language, f"lost_{lost}") if lost else None
        said = [_by(each, language), why, each["competitor"], each["note"]]
        yield _entry("deal", each["occurred_at"], words, " · ".join(filter(None, said)) or None)


def _payments(lead: Lead, language: Language) -> Iterator[dict[str, Any]]:
    for each in lead["history"]["payments"]:
        words = say("timeline", language, f"tl_{each['kind']}", amount=_money(each["amount"], language))
        yield _entry("payment", each["occurred_at"], words)


_PARTS: Final = (_came, _owners, _calls, _dispositions, _disputes, _deals, _payments)


def _by(event: Lead, language: Language) -> str | None:
    return say("timeline", language, "tl_by", rep=event["rep"]) if event["rep"] else None


def _channel(attempt: Lead, language: Language) -> str:
    return say("timeline", language, f"via_{attempt['channel']}")


def _money(money: Lead, language: Language) -> str:
    return amount(money["amount"], money["currency"], language)
