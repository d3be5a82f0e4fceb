"""What nobody in the company can know: every lead's true chances, every campaign's true worth."""

from typing import Any

import numpy as np
import pandas as pd

from model.vocabulary import DISPOSITIONS
from training.simulate import clock
from training.simulate.arrays import Flags
from training.simulate.arrivals import KINDS, RETURNING, expected_counts
from training.simulate.chances import within_horizon
from training.simulate.company import Company
from training.simulate.fates import YES
from training.simulate.lead_table import tracked
from training.simulate.response import Response
from training.simulate.words import ids_of, labelled, lead_ids


def true_leads(company: Company) -> pd.DataFrame:
    """One row a lead, in the order of the lead table.

    Chances, as drawn from: probability (won within the horizon, given that somebody calls; what a model
    estimates), probability_ever, worked_probability, qualified_probability, judged_qualified_probability
    (as the team's average rep would say, or sold to), deal_value (E[contract value of all its deals |
    won], VND, the wild deal aside), expected_revenue = probability × deal_value. Fates, with what lies
    after the last day: kind, countable, nature, worked, said, won, won_at, revenue, priority (the score
    by which the company sorted its calls). Whose it is: campaign and ad even where the tracking was
    lost, rep, person, phone (E.164; none where the cell does not say it), duplicate_of.
    """
    arrivals, chances, fates, people = company.arrivals, company.chances, company.fates, company.people
    ids = lead_ids(arrivals.kind.size)
    repeated = arrivals.root != np.arange(arrivals.root.size)
    closed = np.where(fates.won, arrivals.submitted + fates.delay, -1)
    revenue = np.bincount(company.deals.lead, weights=company.deals.revenue, minlength=len(ids))
    return pd.DataFrame(
        {
            "lead_id": pd.Series(ids, dtype="str"),
            "kind": labelled(arrivals.kind, KINDS),
            "countable": arrivals.countable,
            "campaign": labelled(arrivals.campaign, [plan.key for plan in company.campaigns.plans]),
            "tracked": tracked(company),
            "ad": labelled(company.given.ad, company.ads.keys),
            "rep": labelled(company.assignment.owner, company.reps.names),
            "person": people.person,
            "phone": pd.Series(people.e164, dtype="str"),
            "duplicate_of": ids_of(ids, arrivals.root).where(repeated),
            "priority": chances.score,
            "worked_probability": chances.worked,
            "qualified_probability": chances.qualified,
            "judged_qualified_probability": chances.said,
            "probability_ever": chances.ever,
            "probability": chances.within,
            "deal_value": chances.value,
            "expected_revenue": chances.within * chances.value,
            "nature": labelled(fates.nature, DISPOSITIONS),
            "worked": fates.worked,
            "said": labelled(fates.said, DISPOSITIONS),
            "won": fates.won,
            "won_at": clock.stamps(closed),
            "revenue": revenue,
        }
    )


def true_campaigns(company: Company) -> list[dict[str, Any]]:
    """One entry a campaign: what its leads are truly worth and how it answers to money.

    Rates and worth are means over its countable leads, those whose tracking was lost included; null
    where it has none. expected_revenue_per_lead is as the company handles its leads (some are never
    called), expected_revenue_per_worked_lead if all were called; profit = margin × expected revenue −
    spend. Money in VND.
    """
    return [_true_campaign(company, c) for c in range(company.campaigns.size)]


def _true_campaign(company: Company, c: int) -> dict[str, Any]:
    arrivals, chances, plan = company.arrivals, company.chances, company.campaigns.plans[c]
    own = (arrivals.campaign == c) & arrivals.countable
    worth = chances.ever * chances.value
    total = float((chances.worked * worth)[own].sum())
    spend = float(company.spend[c].sum())
    answer = response(company, c)
    return {
        "campaign": plan.key,
        "role": plan.role,
        "channel": plan.channel,
        "leads": int((arrivals.campaign == c).sum()),
        "countable": int(own.sum()),
        "quality_rate": _mean(chances.qualified, own),
        "judged_quality_rate": _mean(chances.said, own),
        "realised_quality_rate": _mean(company.fates.nature == YES, own),
        "probability": _mean(chances.within, own),
        "deal_value": _mean(chances.value, own),
        "expected_revenue": total,
        "expected_revenue_per_lead": _mean(chances.worked * worth, own),
        "expected_revenue_per_worked_lead": _mean(worth, own),
        "won_ever": int(company.fates.won[own].sum()),
        "spend": spend,
        "profit": company.world.gross_margin * total - spend,
        "response": {
            "scale": answer.scale,
            "exponent": answer.exponent,
            "days": answer.days,
            "daily_spend": answer.daily_spend,
            "marginal_return": answer.marginal_return(),
        },
    }


def response(company: Company, c: int) -> Response:
    """How campaign `c`'s countable leads answer to its daily spend."""
    drawing, spend = company.drawing[c], company.spend[c]
    running = drawing > 0
    exponent = float(company.campaigns.exponent[c]) if company.campaigns.cost[c] > 0 else 0.0
    daily = float(spend[running].mean())
    # The curve passes through what the days brought together, so that moving nothing changes nothing.
    world = company.world
    plain = 1 - world.spam - world.returning
    leads = float(expected_counts(world, company.campaigns)[c]) * plain / int(running.sum())
    own = (company.arrivals.campaign == c) & company.arrivals.countable
    value = _mean(company.chances.worked * company.chances.ever * company.chances.value, own)
    scale = leads / daily**exponent if daily > 0 else leads
    return Response(scale, exponent, int(running.sum()), daily, value or 0.0)


def true_world(company: Company) -> dict[str, Any]:
    """The parameters, the marker `simulated`, the reps as they are, and shares that follow from them."""
    reps = company.reps
    wild = company.deals.lead[company.deals.wild]
    returning = company.arrivals.kind == RETURNING
    return {
        "simulated": True,
        "world": "drift" if company.world.drift else "stable",
        **company.world.to_dict(),
        "since": clock.first_day(company.world).isoformat(),
        "share_within_horizon": within_horizon(company.world),
        "returning_known": int((company.people.person != company.arrivals.root)[returning].sum()),
        "wild_deal_of": lead_ids(company.arrivals.kind.size)[int(wild[0])] if wild.size else None,
        "rep_truth": [
            {"rep": name, "skill": s, "misses": m, "excuses": e, "diligence": d}
            for name, s, m, e, d in zip(
                reps.names,
                reps.skill.tolist(),
                reps.misses.tolist(),
                reps.excuses.tolist(),
                reps.diligence.tolist(),
                strict=True,
            )
        ],
    }


def _mean(values: Any, own: Flags) -> float | None:
    return float(np.mean(values[own])) if own.any() else None
