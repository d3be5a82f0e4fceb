"""What truly becomes of each lead: who is called, is qualified, buys and when, and what the rep says."""

from dataclasses import dataclass

import numpy as np

from model.vocabulary import DISPOSITIONS, QUALIFIED
from training.simulate import clock
from training.simulate.arrays import Flags, Floats, Ints, chance, pick, stream
from training.simulate.arrivals import DUPLICATE, RETURNING, SPAM, Arrivals
from training.simulate.chances import Chances
from training.simulate.logit import expit
from training.simulate.reasons import EXCUSE_WEIGHTS, REASONS, SPOKEN, draw_reasons
from training.simulate.reps import Assignment, Reps
from training.simulate.world import World

WORD = {word: i for i, word in enumerate(DISPOSITIONS)}
YES = WORD[QUALIFIED]
REASON_WORDS = np.array([WORD[reason] for reason in REASONS])
UNSAID = -1
SHORTEST = 2 * clock.HOUR
FORGOTTEN = 0.02


@dataclass(frozen=True, slots=True)
class Fates:
    """One entry a lead; shape (n,). Dispositions are places in DISPOSITIONS.

    worked: somebody calls, sooner or later · finished: and goes on until it is judged · nature: the true
    disposition · won: buys, sooner or later · delay: seconds from submit to close, 0 where not won ·
    said: the disposition that the rep gives, UNSAID where none.
    """

    worked: Flags
    finished: Flags
    nature: Ints
    won: Flags
    delay: Ints
    said: Ints


def draw_fates(
    world: World, arrivals: Arrivals, chances: Chances, reasons: Floats, reps: Reps, assignment: Assignment
) -> Fates:
    """Casts the dice of `chances`; given its fields and its rep, no lead's fate depends on another's."""
    rng = stream(world, "fates")
    size, owner = arrivals.kind.size, assignment.owner
    worked = chance(rng, chances.worked, size)
    finished = worked & chance(rng, reps.diligence[owner], size)
    nature = np.where(chance(rng, chances.qualified, size), YES, REASON_WORDS[draw_reasons(rng, reasons)])
    for kind, word in ((DUPLICATE, "duplicate"), (SPAM, "spam"), (RETURNING, "already_customer")):
        nature = np.where(arrivals.kind == kind, WORD[word], nature)
    sold = chance(rng, expit(chances.closing + reps.skill[owner]), size)
    won = finished & sold & (nature == YES)
    scale = world.delay_mean_days / world.delay_shape * clock.DAY
    waited = rng.gamma(world.delay_shape, scale, size).astype(np.int64)
    delay = np.maximum(clock.daytime(arrivals.submitted + waited) - arrivals.submitted, SHORTEST)
    said = _judged(rng, nature, won, reps, owner)
    known = finished & ~chance(rng, FORGOTTEN, size)
    return Fates(
        worked=worked,
        finished=finished,
        nature=nature,
        won=won,
        delay=np.where(won, delay, 0),
        said=np.where(known, said, UNSAID),
    )


def _judged(rng: np.random.Generator, nature: Ints, won: Flags, reps: Reps, owner: Ints) -> Ints:
    """The strict miss some of the qualified, a buyer rarely; the lenient excuse some of the others."""
    missed = chance(rng, np.where(won, 0.3, 1.0) * reps.misses[owner], nature.size) & (nature == YES)
    excused = chance(rng, reps.excuses[owner], nature.size) & np.isin(nature, REASON_WORDS[:SPOKEN])
    pretext = REASON_WORDS[pick(rng, EXCUSE_WEIGHTS[None, :], np.zeros(nature.size, dtype=np.int64))]
    return np.where(missed, pretext, np.where(excused, YES, nature))
