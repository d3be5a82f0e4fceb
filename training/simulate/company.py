"""The whole simulated company as arrays, put together in the order in which things happen."""

from dataclasses import dataclass

import numpy as np

from training.simulate.ads import Ads, draw_ads
from training.simulate.arrays import Floats, Ints
from training.simulate.arrivals import Arrivals, draw_arrivals, intensity
from training.simulate.attempts import Attempts, assignment_times, draw_attempts
from training.simulate.attributes import Attributes, draw_attributes
from training.simulate.campaigns import Campaigns, draw_campaigns
from training.simulate.chances import Chances, settle
from training.simulate.deals import Deals, draw_deals
from training.simulate.effects import draw_effects
from training.simulate.fates import Fates, draw_fates
from training.simulate.follow_ups import draw_follow_ups
from training.simulate.judgements import Judgements, draw_judgements
from training.simulate.payments import Payments, draw_payments
from training.simulate.people import People, draw_people
from training.simulate.reasons import reason_shares
from training.simulate.reps import Assignment, Reps, assign, draw_reps
from training.simulate.spend import draw_spend
from training.simulate.world import World


@dataclass(frozen=True, slots=True)
class Company:
    """Everything that happens, also after the history's last day; the tables keep what was known by then."""

    world: World
    campaigns: Campaigns
    ads: Ads
    spend: Floats
    drawing: Floats
    arrivals: Arrivals
    given: Attributes
    reps: Reps
    assignment: Assignment
    assigned: Ints
    chances: Chances
    fates: Fates
    attempts: Attempts
    judgements: Judgements
    deals: Deals
    payments: Payments
    people: People


def found(world: World) -> Company:
    """Draws one company."""
    campaigns = draw_campaigns(world)
    ads = draw_ads(world, campaigns)
    spend = draw_spend(world, campaigns)
    drawing = intensity(world, campaigns, spend)
    arrivals = draw_arrivals(world, campaigns, drawing)
    given = draw_attributes(world, campaigns, ads, arrivals)
    effects = draw_effects(world, campaigns, ads, arrivals, given)
    reasons = reason_shares(world, campaigns, arrivals, given)
    reps, assignment = draw_reps(world), assign(world, campaigns, arrivals)
    chances = settle(world, campaigns, arrivals, effects, reasons, reps, assignment)
    fates = draw_fates(world, arrivals, chances, reasons, reps, assignment)
    assigned = assignment_times(world, arrivals, assignment, fates)
    attempts = draw_attempts(world, arrivals, chances, fates, assigned)
    judgements = draw_judgements(world, arrivals, fates, attempts)
    deals = draw_deals(world, arrivals, chances, fates, judgements)
    after = draw_follow_ups(world, arrivals.kind.size, judgements, deals)
    return Company(
        world, campaigns, ads, spend, drawing, arrivals, given, reps, assignment, assigned, chances, fates,
        _joined(attempts, after), judgements, deals, draw_payments(world, deals),
        draw_people(world, arrivals, fates),
    )  # fmt: skip


def _joined(first: Attempts, after: Attempts) -> Attempts:
    fields = ("lead", "at", "result", "decisive", "callback_at", "talk")
    return Attempts(*(np.concatenate([getattr(first, name), getattr(after, name)]) for name in fields))
