"""A revenue bridge in a few sentences. Where the periods were judged differently, none splits conversion."""

from collections.abc import Mapping

from model.campaign.bridge_noise import BEYOND_NOISE, handling_moved, quality_moved
from model.writing.numbers import Language
from service.usecases.bridge.explain_revenue import Bridge
from service.words import numbers, say

_TOPIC = "bridge"
# A loss is worth a sentence beside a rise where it is at least so many times the rise.
_HIDDEN = 1.0
# Of the change, and of the largest term: less than this is no news beside them.
_LEAST_PART = 0.1
_MOVED = {"quality": quality_moved, "handling": handling_moved}


def bridge_sentences(
    bridge: Bridge, currency: str, language: Language, names: Mapping[str, str] | None = None
) -> list[str]:
    """Two to six sentences, the change first. `names` is what campaigns are called, by key."""
    if bridge.unavailable:
        return [say(_TOPIC, language, bridge.unavailable)]
    before, after = bridge.cohorts
    leads = before.countable + after.countable
    if not leads:
        return [say(_TOPIC, language, "nothing")]
    if not before.won + after.won:
        key = "no_revenue_one" if leads == 1 else "no_revenue"
        return [say(_TOPIC, language, key, leads=numbers.count(leads, language))]
    sentences = [
        _headline(bridge, currency, language),
        _terms(bridge, currency, language),
        *_doubted(bridge, currency, language),
        *_hidden(bridge, currency, language),
        *_largest(bridge, currency, language, names or {}),
        *_timing(bridge, currency, language),
    ]
    return [sentence for sentence in sentences if sentence]


def _headline(bridge: Bridge, currency: str, language: Language) -> str:
    change = bridge.totals.change
    key = "revenue_up" if change > 0 else "revenue_down" if change < 0 else "revenue_same"
    amounts = {"before": bridge.cohorts[0].revenue, "after": bridge.cohorts[1].revenue, "change": abs(change)}
    return say(
        _TOPIC, language, key, **{k: numbers.amount(v, currency, language) for k, v in amounts.items()}
    )


def _terms(bridge: Bridge, currency: str, language: Language) -> str:
    terms = bridge.totals
    split = ["conversion"] if bridge.judged_differently else ["quality", "handling"]
    named = [(name, getattr(terms, name)) for name in ("volume", "mix", *split, "value")]
    told = [
        say(_TOPIC, language, name, amount=numbers.signed_amount(amount, currency, language))
        for name, amount in sorted(named, key=lambda each: -abs(each[1]))
        if amount
    ]
    return say(_TOPIC, language, "terms", terms="; ".join(told)) if told else ""


def _doubted(bridge: Bridge, currency: str, language: Language) -> list[str]:
    if not bridge.doubts:
        return []
    why = "; ".join(say(_TOPIC, language, doubt.kind) for doubt in bridge.doubts)
    amount = numbers.signed_amount(bridge.totals.conversion, currency, language)
    return [say(_TOPIC, language, "judged_differently", why=why, amount=amount)]


def _hidden(bridge: Bridge, currency: str, language: Language) -> list[str]:
    """What the change of revenue hides: a loss larger than a rise, a gain within a fall.

    Only what is large beside the rest, and where the rate itself moved by more than chance.
    """
    change, found = bridge.totals.change, []
    if bridge.judged_differently or not change:
        return []
    for name in ("quality", "handling"):
        term = getattr(bridge.totals, name)
        if not _is_news(bridge, name, term):
            continue
        shown = numbers.amount(abs(term), currency, language)
        if change > 0 and -term >= _HIDDEN * change:
            ratio = numbers.times(-term / change, language)
            found.append(say(_TOPIC, language, f"hidden_{name}", amount=shown, times=ratio))
        if change < 0 < term:
            found.append(say(_TOPIC, language, f"masked_{name}", amount=shown))
    return found


def _is_news(bridge: Bridge, name: str, term: int) -> bool:
    terms = bridge.totals
    parts = (terms.change, terms.volume, terms.mix, terms.quality, terms.handling, terms.value)
    if abs(term) < _LEAST_PART * max(abs(part) for part in parts):
        return False
    score = _MOVED[name]([(line.before, line.after) for line in bridge.lines])
    return abs(score) >= BEYOND_NOISE and (score > 0) == (term > 0)


def _largest(bridge: Bridge, currency: str, language: Language, names: Mapping[str, str]) -> list[str]:
    if len(bridge.lines) < 2:
        return []
    line = max(bridge.lines, key=lambda line: abs(line.terms.change))
    amount = numbers.signed_amount(line.terms.change, currency, language)
    key = line.campaign
    name = say(_TOPIC, language, "no_campaign") if key is None else names.get(key, key)
    return [say(_TOPIC, language, "campaign", campaign=name, amount=amount)] if line.terms.change else []


def _timing(bridge: Bridge, currency: str, language: Language) -> list[str]:
    if not bridge.timing:
        return []
    booked = numbers.signed_amount(bridge.booked[1] - bridge.booked[0], currency, language)
    amount = numbers.signed_amount(bridge.timing, currency, language)
    return [say(_TOPIC, language, "timing", booked=booked, amount=amount)]
