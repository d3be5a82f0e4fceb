"""Ad sets and ads below the campaigns, and how good the people are that each ad draws."""

from dataclasses import dataclass

import numpy as np

from training.simulate.arrays import Floats, Ints, stream
from training.simulate.campaigns import Campaigns
from training.simulate.world import World

AUDIENCES = ("18-24", "25-34", "tuong-tu", "tim-kiem", "khach-quan-tam")


@dataclass(frozen=True, slots=True)
class Ads:
    """The tree below the campaigns.

    set_keys, set_campaign, set_share: one entry an ad set (S,), its share within its campaign ·
    keys, ad_set, share, effect: one entry an ad (A,), its share within its campaign, and what it adds
    to the log-odds that a lead is qualified.
    """

    set_keys: tuple[str, ...]
    set_campaign: Ints
    set_share: Floats
    keys: tuple[str, ...]
    ad_set: Ints
    share: Floats
    effect: Floats

    def of_campaign(self, campaign: int) -> Ints:
        """The numbers of a campaign's ads."""
        return np.flatnonzero(self.set_campaign[self.ad_set] == campaign)


def draw_ads(world: World, campaigns: Campaigns) -> Ads:
    """Two to four ad sets a campaign with two or three ads each; one of each where the campaign is tiny."""
    rng = stream(world, "ads")
    set_keys: list[str] = []
    set_rows: list[tuple[int, float]] = []
    ad_keys: list[str] = []
    ad_rows: list[tuple[int, float]] = []
    for c, plan in enumerate(campaigns.plans):
        tiny = plan.role == "tiny"
        for s, set_share in enumerate(rng.dirichlet(np.full(1 if tiny else int(rng.integers(2, 5)), 4.0))):
            set_keys.append(f"{plan.key}/{AUDIENCES[s]}")
            set_rows.append((c, float(set_share)))
            for a, share in enumerate(rng.dirichlet(np.full(1 if tiny else int(rng.integers(2, 4)), 4.0))):
                ad_keys.append(f"{plan.key}/{AUDIENCES[s]}/{'abc'[a]}")
                ad_rows.append((len(set_rows) - 1, float(set_share * share)))
    return Ads(
        set_keys=tuple(set_keys),
        set_campaign=np.array([c for c, _ in set_rows], dtype=np.int64),
        set_share=np.array([share for _, share in set_rows]),
        keys=tuple(ad_keys),
        ad_set=np.array([s for s, _ in ad_rows], dtype=np.int64),
        share=np.array([share for _, share in ad_rows]),
        effect=rng.normal(0, 0.25, len(ad_rows)),
    )
