"""What each campaign spends on each day, and the table of it by ad set."""

import numpy as np
import pandas as pd

from training.simulate import clock
from training.simulate.ads import Ads
from training.simulate.arrays import Floats, stream
from training.simulate.campaigns import TINY_LEADS, Campaigns
from training.simulate.words import labelled
from training.simulate.world import World

# VND for a thousand impressions, and clicks for one.
IMPRESSION_COST = {"facebook": 55e3, "google": 190e3, "tiktok": 28e3, "zalo": 40e3, "referral": 0.0}
CLICK_RATE = {"facebook": 0.017, "google": 0.052, "tiktok": 0.011, "zalo": 0.013, "referral": 0.0}


def draw_spend(world: World, campaigns: Campaigns) -> Floats:
    """Whole VND by campaign and day; shape (C, days), 0 where a campaign does not run or pay.

    Budgets are moved every three to seven weeks, except where they never are: in a fifth of the
    campaigns, or in all of them in a world whose spend does not vary.
    """
    rng = stream(world, "spend")
    length = clock.days(world)
    running = campaigns.stop - campaigns.start
    leads = np.where(campaigns.share > 0, campaigns.share * world.leads, TINY_LEADS)
    daily = campaigns.cost * leads / running
    day = np.arange(length)
    active = (day >= campaigns.start[:, None]) & (day < campaigns.stop[:, None])
    levels = np.array([_levels(rng, length) for _ in range(campaigns.size)])
    noise = np.exp(rng.normal(0, 0.07, levels.shape))
    flat = rng.random(campaigns.size) < (0.2 if world.spend_varies else 1.1)
    varied = np.where(flat[:, None], 1.0, levels * noise)
    paying = active & (campaigns.cost[:, None] > 0)
    return np.where(paying, np.maximum(np.round(daily[:, None] * varied), 1.0), 0.0)


def _levels(rng: np.random.Generator, length: int) -> Floats:
    """Multipliers that hold for three to seven weeks each; shape (length,)."""
    spans = rng.integers(21, 50, length // 21 + 1)
    return np.repeat(np.exp(rng.normal(0, 0.35, spans.size)), spans)[:length]


def spend_table(world: World, campaigns: Campaigns, ads: Ads, spend: Floats) -> pd.DataFrame:
    """campaign, ad_set, day, amount (VND), impressions, clicks: a row an ad set and paid day."""
    rng = stream(world, "spend by ad set")
    rows, day = np.nonzero(spend[ads.set_campaign] > 0)
    owner = ads.set_campaign[rows]
    amount = np.round(spend[owner, day] * ads.set_share[rows])
    channel = [plan.channel for plan in campaigns.plans]
    thousand = np.array([IMPRESSION_COST[c] for c in channel])[owner]
    rate = np.array([CLICK_RATE[c] for c in channel])[owner]
    impressions = np.round(amount / np.maximum(thousand, 1) * 1000 * np.exp(rng.normal(0, 0.1, amount.size)))
    first = np.datetime64(clock.first_day(world), "D")
    keys = [plan.key for plan in campaigns.plans]
    return pd.DataFrame(
        {
            "campaign": labelled(owner, keys),
            "ad_set": labelled(rows, ads.set_keys),
            "day": np.datetime_as_string(first + day),
            "amount": amount.astype(np.int64),
            "impressions": impressions.astype(np.int64),
            "clicks": rng.binomial(impressions.astype(np.int64), rate),
        }
    )
