"""A simulated company's counts by score band, and the true rates of its campaigns.

A lead's true chance to be qualified is what its team's average rep would say of it. The score is the one by
which the company sorted its calls. Companies differ in size and in how far their campaigns' quality spreads.
"""

import numpy as np

from bench.trust_quality_worlds import World, tabulated
from model.vocabulary import QUALIFIED
from training.simulate import World as Parameters
from training.simulate.company import found
from training.simulate.truth import true_leads

MONTHS = 6


def simulated(seed: int) -> World:
    """The company of this seed, its whole history; its prior is nobody's to know: NaN."""
    rng = np.random.default_rng(seed)
    parameters = Parameters(
        seed=seed,
        leads=int(rng.integers(4_000, 20_000)),
        months=MONTHS,
        quality_spread=float(rng.uniform(0.3, 1.0)),
        worked_share=float(rng.uniform(0.6, 0.95)),
    )
    company = found(parameters)
    leads = true_leads(company)
    leads = leads[leads.countable & ~leads.said.isin(["duplicate", "already_customer"])]
    plans = {plan.key: plan.channel for plan in company.campaigns.plans}
    keys = [key for key in plans if (leads.campaign == key).any()]
    channels = list(dict.fromkeys(plans[key] for key in keys))
    campaign = leads.campaign.map({key: place for place, key in enumerate(keys)}).to_numpy()
    rates = leads.groupby(campaign).judged_qualified_probability.mean().to_numpy()
    judged = (leads.said.notna() | leads.won).to_numpy()
    qualified = ((leads.said == QUALIFIED) | leads.won).to_numpy()
    unknown = np.full(len(keys), np.nan)
    return World(
        *tabulated(campaign, leads.priority.to_numpy(), judged, qualified),
        np.array([channels.index(plans[key]) for key in keys]),
        rates,
        unknown,
        unknown,
    )
