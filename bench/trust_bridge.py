"""Does the revenue bridge say what truly changed? On simulated companies where one thing is changed by hand.

A company's matured leads are dealt out at random into two periods, so nothing differs but by chance; then one
thing is changed in the later one: fewer leads, fewer qualified, fewer sold, cheaper deals, harder judging.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from model.campaign.bridge import bridge, total
from model.campaign.bridge_cohort import Cohort
from model.campaign.bridge_doubt import of_judged_share, of_reasons
from model.campaign.bridge_terms import Terms
from model.vocabulary import QUALIFIED, REASONS, UNCOUNTED_REASONS, WON
from training.simulate import History, World, simulate

FIRST_SEED = 7000
# What share of the later period's leads, qualified, sales or revenue is taken away.
TAKEN = 0.25
# By how much harder judging lowers the lead quality rate.
HARDER = 0.10
SIGNS_RIGHT, RAISED, RAISED_FALSELY = 0.95, 0.8, 0.05
DOUBTED, FALSELY = '"judged differently" said of', '"judged differently" falsely said,'
_PRETEXTS = ("no_need", "not_target", "no_budget")
# What was measured, the figure, the bar, whether it holds.
Row = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Leads:
    """One entry a countable lead: campaign, what was said ("" where nothing), won, revenue in VND."""

    campaign: np.ndarray
    said: np.ndarray
    won: np.ndarray
    revenue: np.ndarray

    def take(self, rows: np.ndarray) -> "Leads":
        return Leads(self.campaign[rows], self.said[rows], self.won[rows], self.revenue[rows])


Change = Callable[[Leads, np.random.Generator], Leads]


def rows(worlds: int, seed: int = FIRST_SEED) -> list[Row]:
    """The bridge's part of the table, over so many companies from this seed on."""
    found: dict[str, list[bool]] = {}
    for number in range(worlds):
        for what, right in _looks(seed + number):
            found.setdefault(what, []).append(right)
    return [_row(what, rights) for what, rights in sorted(found.items())]


def _row(what: str, rights: list[bool]) -> Row:
    share, measured = float(np.mean(rights)), f"{np.mean(rights):.1%} of {len(rights)}"
    if what.startswith(FALSELY):
        return what, measured, f"at most {RAISED_FALSELY:.0%}", share <= RAISED_FALSELY
    bar = RAISED if what.startswith(DOUBTED) else SIGNS_RIGHT
    return what, measured, f"at least {bar:.0%}", share >= bar


def _looks(seed: int) -> Iterator[tuple[str, bool]]:
    """Of one company: what is asked, and whether the bridge had it right (or a doubt was raised)."""
    rng = np.random.default_rng(seed)
    leads = _matured(simulate(World(seed=seed, leads=12_000, wild_deal=False)))
    dealt = rng.permutation(len(leads.won)) % 2 == 0
    before, after = leads.take(np.flatnonzero(dealt)), leads.take(np.flatnonzero(~dealt))
    for term, change in CHANGES.items():
        changed = change(after, rng)
        there, back = _terms(before, changed), _terms(changed, before)
        yield f"sign of {term} right", getattr(there, term) < 0
        yield f"sign of {term} right", getattr(back, term) > 0
        yield "largest term is what was changed", abs(getattr(there, term)) == max(map(abs, there))
        yield f"{FALSELY} another thing changed", _is_doubted(before, changed)
    yield f"{FALSELY} nothing changed", _is_doubted(before, after)
    yield f"{DOUBTED} judging harder by 10 points", _is_doubted(before, _judged_harder(after, rng))
    yield f"{DOUBTED} fewer judged", _is_doubted(before, _judged_less(after, rng))


def _matured(history: History) -> Leads:
    """Countable leads older than the horizon, by the company's own tables."""
    last = history.leads.submitted_at.max() - pd.Timedelta(days=history.world.horizon_days)
    own = history.true_leads.countable.to_numpy() & (history.leads.submitted_at <= last).to_numpy()
    ids = history.leads.lead_id[own]
    newest = history.dispositions.groupby("lead_id", observed=True).disposition.last().astype("str")
    deals = history.outcomes[history.outcomes.outcome == WON].groupby("lead_id", observed=True).revenue.sum()
    said = ids.map(newest).fillna("").to_numpy(dtype=str)
    won = ids.isin(deals.index).to_numpy()
    counts = won | ~np.isin(said, UNCOUNTED_REASONS)
    campaign = history.leads.campaign[own].astype("str").to_numpy(dtype=str)
    revenue = ids.map(deals).fillna(0).to_numpy(dtype=float)
    return Leads(campaign, said, won, revenue).take(np.flatnonzero(counts))


def _fewer_leads(leads: Leads, rng: np.random.Generator) -> Leads:
    return leads.take(np.flatnonzero(rng.random(len(leads.won)) >= TAKEN))


def _fewer_qualified(leads: Leads, rng: np.random.Generator) -> Leads:
    """Some leads that were qualified, sold to or not, are as the campaign's bad ones instead."""
    good = leads.won | (leads.said == QUALIFIED)
    spoilt = good & (rng.random(len(good)) < TAKEN)
    said = leads.said.copy()
    for campaign in np.unique(leads.campaign[spoilt]):
        own = leads.campaign == campaign
        bad = leads.said[own & ~good & np.isin(leads.said, REASONS)]
        usual = bad if len(bad) else np.array(["no_need"])
        said[own & spoilt] = rng.choice(usual, int((own & spoilt).sum()))
    return Leads(leads.campaign, said, leads.won & ~spoilt, np.where(spoilt, 0.0, leads.revenue))


def _fewer_sold(leads: Leads, rng: np.random.Generator) -> Leads:
    lost = leads.won & (rng.random(len(leads.won)) < TAKEN)
    said = np.where(lost, QUALIFIED, leads.said)
    return Leads(leads.campaign, said, leads.won & ~lost, np.where(lost, 0.0, leads.revenue))


def _cheaper(leads: Leads, _rng: np.random.Generator) -> Leads:
    return replace(leads, revenue=np.round(leads.revenue * (1 - TAKEN)))


def _judged_harder(leads: Leads, rng: np.random.Generator) -> Leads:
    """The same leads and sales; pretexts for some that nobody bought from make the rate ten points lower."""
    unsold = np.flatnonzero(~leads.won & (leads.said == QUALIFIED))
    judged = int((leads.won | (leads.said != "")).sum())
    some = rng.choice(unsold, min(round(HARDER * judged), len(unsold)), replace=False)
    said = leads.said.copy()
    said[some] = rng.choice(_PRETEXTS, len(some))
    return replace(leads, said=said)


def _judged_less(leads: Leads, rng: np.random.Generator) -> Leads:
    some = ~leads.won & (rng.random(len(leads.won)) < TAKEN / 2)
    return replace(leads, said=np.where(some, "", leads.said))


CHANGES: dict[str, Change] = {
    "volume": _fewer_leads,
    "quality": _fewer_qualified,
    "handling": _fewer_sold,
    "value": _cheaper,
}


def _terms(before: Leads, after: Leads) -> Terms:
    pairs = {key: (_cohort(before, key), _cohort(after, key)) for key in _campaigns(before, after)}
    return total(bridge(pairs, {}))


def _is_doubted(before: Leads, after: Leads) -> bool:
    keys = _campaigns(before, after)
    pairs = [(_cohort(before, key), _cohort(after, key)) for key in keys]
    judged = [(old.countable, old.judged, new.countable, new.judged) for old, new in pairs]
    said = [(_reasons(before, key), _reasons(after, key)) for key in keys]
    return bool(of_judged_share(judged) or of_reasons(said))


def _campaigns(before: Leads, after: Leads) -> list[str]:
    return sorted({*before.campaign, *after.campaign})


def _cohort(leads: Leads, campaign: str) -> Cohort:
    own = leads.campaign == campaign
    good = own & (leads.won | (leads.said == QUALIFIED))
    return Cohort(
        countable=int(own.sum()),
        judged=int((own & (leads.won | (leads.said != ""))).sum()),
        qualified=int(good.sum()),
        won=int((own & leads.won).sum()),
        revenue=int(leads.revenue[own].sum()),
    )


def _reasons(leads: Leads, campaign: str) -> dict[str, int]:
    own = (leads.campaign == campaign) & ~leads.won & np.isin(leads.said, REASONS)
    words, counts = np.unique(leads.said[own], return_counts=True)
    return dict(zip(words.tolist(), counts.tolist(), strict=True))
