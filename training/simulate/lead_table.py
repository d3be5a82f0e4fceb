"""leads.csv: what came with each lead, and what was known of it on the last day."""

import numpy as np
import pandas as pd

from model.vocabulary import DISPOSITIONS, LOST, QUALIFIED, UNCOUNTED_REASONS, WON
from training.simulate import catalogue, clock
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.attempts import RESULT
from training.simulate.attributes import LEVELS
from training.simulate.company import Company
from training.simulate.judgements import newest
from training.simulate.words import labelled, lead_ids, whole

MEDIUMS = {
    "facebook": "paid_social",
    "tiktok": "paid_social",
    "google": "cpc",
    "zalo": "oa",
    "referral": "referral",
}
OUTCOME_WORDS = (WON, LOST)
FINAL_REASONS = [i for i, word in enumerate(DISPOSITIONS) if word not in (QUALIFIED, *UNCOUNTED_REASONS)]


def lead_table(company: Company) -> pd.DataFrame:
    """One row a lead, in order of arrival; columns as in leads.csv."""
    size = company.arrivals.kind.size
    columns: dict[str, object] = {
        "lead_id": pd.Series(lead_ids(size), dtype="str"),
        "submitted_at": clock.stamps(company.arrivals.submitted),
    }
    columns.update(_tracking(company))
    columns.update(_answers(company))
    columns.update(_became(company))
    return pd.DataFrame(columns)


def tracked(company: Company) -> Flags:
    """Leads whose campaign is known; the tracking of a few got lost."""
    size = company.arrivals.kind.size
    return ~chance(stream(company.world, "tracking"), company.world.untracked, size)


def _tracking(company: Company) -> dict[str, object]:
    plans = company.campaigns.plans
    known = tracked(company)
    paid = known & (company.campaigns.cost > 0)[company.arrivals.campaign]
    campaign = np.where(known, company.arrivals.campaign, -1)
    channels = sorted({plan.channel for plan in plans})
    number = np.array([channels.index(plan.channel) for plan in plans])
    channel = np.where(known, number[company.arrivals.campaign], -1)
    ad = np.where(paid, company.given.ad, -1)
    ad_set = np.where(paid, company.ads.ad_set[company.given.ad], -1)
    return {
        "campaign": labelled(campaign, [plan.key for plan in plans]),
        "channel": labelled(channel, channels),
        "ad_set": labelled(ad_set, company.ads.set_keys),
        "ad": labelled(ad, company.ads.keys),
        "name": pd.Series(company.people.name, dtype="str"),
        "phone": pd.Series(company.people.phone, dtype="str"),
        "email": pd.Series(company.people.email, dtype="str"),
        "utm_source": labelled(channel, channels),
        "utm_medium": labelled(channel, channels).map(MEDIUMS),
    }


def _answers(company: Company) -> dict[str, object]:
    given, size = company.given, company.arrivals.kind.size
    day = clock.day_number(company.arrivals.submitted)
    start = np.where(
        np.isnan(given.numbers["start_date"]), -1, day + np.nan_to_num(given.numbers["start_date"])
    )
    rng = stream(company.world, "messages")
    message = np.where(chance(rng, 0.3, size), rng.integers(0, len(catalogue.MESSAGES), size), -1)
    words = {name: labelled(codes, LEVELS[name]) for name, codes in given.codes.items()}
    return {
        **words,
        "city": _spelt(company),
        "budget": whole(given.numbers["budget"]),
        "form_seconds": whole(given.numbers["form_seconds"]),
        "start_date": _iso_days(start.astype(np.int64)),
        "message": labelled(message, catalogue.MESSAGES),
        "talk_seconds": whole(_talk(company)),
    }


def _spelt(company: Company) -> pd.Categorical:
    """Some people write their city another way."""
    rng = stream(company.world, "spelling")
    city = company.given.codes["city"]
    words = list(LEVELS["city"])
    spelt = city.copy()
    other = chance(rng, 0.05, city.size)
    for place, spellings in catalogue.SPELLINGS.items():
        which = rng.integers(0, len(spellings), city.size)
        spelt = np.where(other & (city == place), len(words) + which, spelt)
        words.extend(spellings)
    return labelled(spelt, words)


def _iso_days(day: Ints) -> pd.Series:
    text = np.datetime_as_string(np.maximum(day, 0).astype("datetime64[D]"))
    return pd.Series(text.astype(object), dtype="str").where(day >= 0)


def _talk(company: Company) -> Floats:
    """Seconds of conversation up to the last day, by the dialler; NaN where nobody was reached."""
    calls, size = company.attempts, company.arrivals.kind.size
    heard = (calls.result == RESULT["reached"]) & (calls.talk >= 0) & (calls.at < clock.closes(company.world))
    total = np.bincount(calls.lead[heard], weights=calls.talk[heard], minlength=size)
    return np.where(total > 0, total, np.nan)


def _became(company: Company) -> dict[str, object]:
    """worked, disposition, outcome, value and won_at as they stood on the last day."""
    size, end = company.arrivals.kind.size, clock.closes(company.world)
    word, _ = newest(company.judgements, size, end)
    deals, calls = company.deals, company.attempts
    known = deals.at < end
    won, lost = known & deals.won, known & ~deals.won
    won_at = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(won_at, deals.lead[won], deals.at[won])
    has_won, has_lost = won_at < end, np.isin(word, FINAL_REASONS)
    has_lost[deals.lead[lost]] = True
    outcome = np.where(has_won, 0, np.where(has_lost, 1, -1))
    worked = (word >= 0) | (outcome >= 0)
    worked[calls.lead[calls.at < end]] = True
    priced = won & deals.priced
    value = np.bincount(deals.lead[priced], weights=deals.revenue[priced], minlength=size)
    return {
        "worked": labelled(worked.astype(np.int64), ("no", "yes")),
        "disposition": labelled(word, DISPOSITIONS),
        "outcome": labelled(outcome, OUTCOME_WORDS),
        "value": whole(np.where(value > 0, value, np.nan)),
        "won_at": clock.stamps(np.where(has_won, won_at, -1)),
    }
