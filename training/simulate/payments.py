"""How a contract is paid: a deposit, instalments, now and then a refund."""

from dataclasses import dataclass

import numpy as np

from model.vocabulary import PAYMENT_KINDS
from training.simulate import clock
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.deals import Deals
from training.simulate.world import World

DEPOSIT, INSTALMENT, REFUND = (PAYMENT_KINDS.index(kind) for kind in ("deposit", "instalment", "refund"))
PAID_AT_ONCE, GIVEN_UP, REFUNDED = 0.25, 0.08, 0.03


@dataclass(frozen=True, slots=True)
class Payments:
    """One entry a payment; shape (p,). deal: its number · kind: place in PAYMENT_KINDS · amount: VND."""

    deal: Ints
    at: Ints
    kind: Ints
    amount: Floats


def draw_payments(world: World, deals: Deals) -> Payments:
    """Deposits and instalments of a deal never exceed its contract value, its refund never its deposit."""
    rng = stream(world, "payments")
    deal = np.flatnonzero(deals.won)
    whole = chance(rng, PAID_AT_ONCE, deal.size)
    part = np.where(whole, 1.0, rng.uniform(0.3, 0.5, deal.size))
    deposit = np.floor(deals.revenue[deal] * part / 1000) * 1000
    deposit = np.where(whole, deals.revenue[deal], deposit)
    paid_at = deals.at[deal] + rng.integers(60, 2 * clock.HOUR, deal.size)
    returned = chance(rng, REFUNDED, deal.size)
    back = np.floor(deposit * rng.uniform(0.3, 1.0, deal.size) / 1000) * 1000
    back_at = paid_at + rng.integers(5 * clock.DAY, 40 * clock.DAY, deal.size)
    rest = deals.revenue[deal] - deposit
    parts = [
        (deal, paid_at, DEPOSIT, deposit),
        *_instalments(rng, deal, paid_at, rest, returned),
        (deal[returned], back_at[returned], REFUND, back[returned]),
    ]
    return Payments(
        deal=np.concatenate([part[0] for part in parts]),
        at=np.concatenate([part[1] for part in parts]),
        kind=np.concatenate([np.full(part[0].size, part[2]) for part in parts]),
        amount=np.concatenate([part[3] for part in parts]),
    )


def _instalments(
    rng: np.random.Generator, deal: Ints, paid_at: Ints, rest: Floats, returned: Flags
) -> list[tuple[Ints, Ints, int, Floats]]:
    """One to three equal parts of the rest, a month apart; some buyers stop, refunded ones do."""
    count = rng.integers(1, 4, deal.size)
    stops = returned | chance(rng, GIVEN_UP, deal.size)
    each = np.floor(rest / count)
    parts = []
    for k in range(1, 4):
        pays = (k <= count) & (rest > 0) & ~(stops & (k == count))
        amount = np.where(k == count, rest - each * (count - 1), each)
        at = paid_at + k * 30 * clock.DAY + rng.integers(0, 3 * clock.DAY, deal.size)
        parts.append((deal[pays], at[pays], INSTALMENT, amount[pays]))
    return parts
