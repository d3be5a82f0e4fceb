"""From spend to collected money in one line of steps, each with its owner and what is lost there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.funnel import COLLECTED, LEADS, OWNERS, SPEND, WON_STEP, Reached, leak
from model.money import ratio
from service.store import funnel_figures
from service.store.campaign_figures import Period
from service.usecases.campaigns.compare_campaigns import ARRIVAL, start_of, undated
from service.usecases.campaigns.figures import per
from service.usecases.company import Company

USUAL_HORIZON_DAYS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`count` leads got here, `rate` of those at the step before; `lost` of those before never will,
    `waiting` may yet. Before the first leads are all that were received: `lost` are not countable. `amount`
    is money where the step has some, `leak` what the lost would have brought; minor units. None where a
    figure is not of this step, or cannot be told.
    """

    name: str
    owner: str
    count: int | None
    rate: float | None
    lost: int | None
    waiting: int | None
    amount: int | None
    leak: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Countable leads submitted on the days [since, until), as of `as_of`, and the spend of those days; all
    where neither is given. `undated` is how many leads the days cannot hold.

    `cost_per_lead` is spend ÷ all leads received, as in a comparison of campaigns; `largest_leak` the step
    at which most is lost.
    """

    as_of: datetime
    since: date | None
    until: date | None
    undated: int
    version: int
    steps: Sequence[Step]
    cost_per_lead: int | None
    largest_leak: str | None


def shared_funnel(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    since: date | None,
    until: date | None,
    horizon_days: float = USUAL_HORIZON_DAYS,
) -> Funnel:
    """Of a company without leads every step is 0 and no leak is told."""
    period = Period(
        since=start_of(company, since), until=start_of(company, until), since_day=since, until_day=until
    )
    found = funnel_figures.steps(connection, period, now, horizon_days)._mapping
    spent, received = funnel_figures.spent(connection, period), funnel_figures.received(connection, period)
    steps = [_spend(spent), *_steps({name: int(value) for name, value in found.items()}, received)]
    leaks = {step.name: step.leak for step in steps if step.leak}
    return Funnel(
        as_of=now,
        since=since,
        until=until,
        undated=undated(connection, ARRIVAL, since is not None or until is not None),
        version=agreement.version,
        steps=steps,
        cost_per_lead=per(spent, received),
        largest_leak=max(leaks, key=lambda name: leaks[name] or 0) if leaks else None,
    )


def _spend(spent: int) -> Step:
    return Step(
        name=SPEND,
        owner=OWNERS[SPEND],
        count=None,
        rate=None,
        lost=None,
        waiting=None,
        amount=spent,
        leak=None,
    )


def _steps(found: Mapping[str, int], received: int) -> list[Step]:
    steps: list[Step] = []
    before: Reached | None = None
    for name in funnel_figures.STEPS:
        reached = Reached(**_of_step(found, name))
        steps.append(_step(found, name, reached, before) if before else _countable(reached.leads, received))
        before = reached
    return steps


def _countable(count: int, received: int) -> Step:
    """The first leads: what is lost of those received has no price, it was never one to win."""
    return Step(
        name=LEADS,
        owner=OWNERS[LEADS],
        count=count,
        rate=ratio(count, received),
        lost=received - count,
        waiting=0,
        amount=None,
        leak=None,
    )


def _of_step(found: Mapping[str, int], name: str) -> dict[str, Any]:
    return {field: found[f"{name}_{field}"] for field in Reached.__slots__}


def _step(found: Mapping[str, int], name: str, reached: Reached, before: Reached) -> Step:
    lost = found[f"{name}_lost"]
    amounts = {WON_STEP: found["won_revenue"], COLLECTED: found["collected"]}
    return Step(
        name=name,
        owner=OWNERS[name],
        count=reached.leads,
        rate=ratio(reached.leads, before.leads),
        lost=lost,
        waiting=before.leads - reached.leads - lost,
        amount=amounts.get(name),
        leak=_leak(found, name, before),
    )


def _leak(found: Mapping[str, int], name: str, before: Reached) -> int | None:
    """At the last step what was sold and has not come in; not told where no payment is on record at all."""
    if name == COLLECTED:
        return max(0, found["won_revenue"] - found["collected"]) if found["collected"] else None
    return leak(before, found[f"{name}_lost"], found[f"{name}_lost_expected"])
