"""Alerts about what leads are like: quality below target, revenue that hides its fall, leads never judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from model.campaign.alerts import quality, revenue, shares
from model.campaign.alerts.kinds import NEVER_JUDGED, QUALITY_BELOW_TARGET, REVENUE_UP_QUALITY_DOWN
from model.lead.arrays import Floats
from service.store import alert_figures
from service.store.columns import Row
from service.usecases.alerts.alert_look import Days, Found, Look
from service.usecases.bridge.explain_revenue import explain_revenue

# Leads without a quality score of their submit are compared as they are, once more than a tenth has none.
_SCORED = 0.9
_SURELY = 1e-6


@dataclass(frozen=True, slots=True)
class Bands:
    """A campaign's counts by band of the quality score at submit, shape (bands,) each."""

    countable: Floats
    judged: Floats
    qualified: Floats
    log_odds: Floats | None

    @property
    def totals(self) -> tuple[int, int, int]:
        """Countable, judged and qualified leads."""
        return int(self.countable.sum()), int(self.judged.sum()), int(self.qualified.sum())


def found(look: Look) -> Iterator[Found]:
    days = look.due_weeks(quality.WEEKS)
    campaigns = _bands(look, days)
    yield from _below_target(look, campaigns)
    yield from _never_judged(campaigns)
    yield from _burning(look, days, campaigns)


def _below_target(look: Look, campaigns: Mapping[str, Bands]) -> Iterator[Found]:
    """Of campaigns with a target of which enough leads are judged: their share is told by another alert."""
    targets = {key: look.agreement.target_of(key) for key, bands in campaigns.items() if _is_told(bands)}
    watched = {key: target for key, target in targets.items() if target is not None and 0 < target < 1}
    for key, target in watched.items():
        bands = campaigns[key]
        countable, judged, qualified = bands.totals
        chance = quality.below_target(
            bands.judged, bands.qualified, target, log_odds=bands.log_odds, countable=bands.countable
        ).item()
        if quality.opens(chance, (QUALITY_BELOW_TARGET, key) in look.open, len(watched)):
            figures = {"countable": countable, "judged": judged, "qualified": qualified, "target": target}
            yield Found(QUALITY_BELOW_TARGET, key, {**figures, "probability": chance})


def _is_told(bands: Bands) -> bool:
    countable, judged, _ = bands.totals
    return judged >= quality.LEAST_JUDGED and judged >= shares.JUDGED * countable


def _never_judged(campaigns: Mapping[str, Bands]) -> Iterator[Found]:
    for key, bands in campaigns.items():
        due, judged, _ = bands.totals
        if shares.broken(judged, due, shares.JUDGED, shares.SURE_OF_EACH):
            yield Found(NEVER_JUDGED, key, {"due": due, "judged": judged, "promised": shares.JUDGED})


def _burning(look: Look, days: Days, campaigns: Mapping[str, Bands]) -> Iterator[Found]:
    """The newest four weeks of due leads against the four before, priced by the bridge's quality term."""
    before = look.due_weeks(quality.WEEKS, earlier=quality.WEEKS)
    older = _bands(look, before)
    pairs = [_pair(older[key], campaigns[key]) for key in older.keys() & campaigns.keys()]
    fall = revenue.fell(pairs)
    if fall < revenue.SURE:
        return
    bridge = explain_revenue(look.connection, look.company, look.agreement, look.now, before, days)
    if bridge.judged_differently or not revenue.burns_unseen(
        bridge.totals.change, bridge.totals.quality, fall
    ):
        return
    rates = [
        sum(bands.totals[2] for bands in each) / sum(bands.totals[1] for bands in each)
        for each in (older.values(), campaigns.values())
    ]
    amounts = {name: getattr(bridge.totals, name) for name in ("change", "quality")}
    rest = bridge.totals.change - bridge.totals.quality
    revenues = {"before": bridge.cohorts[0].revenue, "after": bridge.cohorts[1].revenue}
    yield Found(
        REVENUE_UP_QUALITY_DOWN,
        "",
        {**amounts, **revenues, "rest": rest, "rate_before": rates[0], "rate_after": rates[1]},
    )


def _pair(before: Bands, after: Bands) -> revenue.TwoPeriods:
    return revenue.TwoPeriods(*before.totals[1:], *after.totals[1:])


def _bands(look: Look, days: Days) -> dict[str, Bands]:
    rows: dict[str, list[Row]] = {}
    for row in alert_figures.quality_bands(look.connection, *look.instants(days)):
        rows.setdefault(row.campaign or "", []).append(row)
    return {key: _of_rows(each) for key, each in rows.items()}


def _of_rows(rows: Sequence[Row]) -> Bands:
    counts = np.array([[row.countable, row.judged, row.qualified] for row in rows], dtype=float).T
    without = sum(row.countable for row in rows if row.probability is None)
    if without > (1 - _SCORED) * counts[0].sum():
        countable, judged, qualified = counts.sum(axis=1, keepdims=True)
        return Bands(countable, judged, qualified, None)
    middle = float(np.mean([row.probability for row in rows if row.probability is not None]))
    chances = np.array([middle if row.probability is None else row.probability for row in rows])
    return Bands(counts[0], counts[1], counts[2], logit(np.clip(chances, _SURELY, 1 - _SURELY)))
