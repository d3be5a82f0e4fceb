"""The calls to a qualified lead after the first real conversation, until its deal closes."""

import numpy as np

from training.simulate import clock
from training.simulate.arrays import stream
from training.simulate.attempts import RESULT, Attempts, talk_seconds
from training.simulate.deals import FAR, Deals
from training.simulate.fates import YES
from training.simulate.judgements import Judgements, newest
from training.simulate.world import World

AFTER = ("reached", "no_answer", "busy", "callback")
WEIGHTS = np.array([0.58, 0.27, 0.05, 0.10])
USUAL_SPAN = 12 * clock.DAY


def draw_follow_ups(world: World, size: int, judgements: Judgements, deals: Deals) -> Attempts:
    """Calls spread between the word "qualified" and the close, about three for two leads."""
    rng = stream(world, "follow-ups")
    word, begin = newest(judgements, size, FAR)
    end = begin + USUAL_SPAN
    first = deals.number == 1
    end[deals.lead[first]] = deals.at[first]
    lead = np.repeat(np.arange(size), np.where(word == YES, rng.poisson(1.5, size), 0))
    at = begin[lead] + (rng.random(lead.size) * (end - begin)[lead]).astype(np.int64)
    at = np.clip(clock.daytime(at), begin[lead], end[lead])
    codes = np.array([RESULT[word] for word in AFTER])
    result = codes[rng.choice(codes.size, lead.size, p=WEIGHTS)]
    callback = np.where(result == RESULT["callback"], at + rng.integers(1, 4, lead.size) * clock.DAY, -1)
    talk = talk_seconds(rng, result, np.ones(lead.size, dtype=bool))
    return Attempts(lead, at, result, np.zeros(lead.size, dtype=bool), callback, talk)
