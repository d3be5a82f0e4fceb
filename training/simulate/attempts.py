"""Every try to reach a lead: when, by whom, with what result."""

from dataclasses import dataclass

import numpy as np

from model.vocabulary import RESULTS
from training.simulate import clock
from training.simulate.arrays import Flags, Floats, Ints, chance, stream
from training.simulate.arrivals import Arrivals
from training.simulate.chances import Chances
from training.simulate.fates import WORD, Fates
from training.simulate.reps import Assignment
from training.simulate.world import World

RESULT = {word: i for i, word in enumerate(RESULTS)}
# unreachable is said only after this many tries.
AGREED = 6
# Nobody there, by result: for a lead that will be reached, and for one that never is.
MISSES = ("no_answer", "busy", "switched_off", "hung_up", "callback")
LATER_WEIGHTS = np.array([0.62, 0.14, 0.13, 0.04, 0.07])
NEVER_WEIGHTS = np.array([0.60, 0.12, 0.28, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Attempts:
    """One entry an attempt, grouped by lead and in order of time within it; shape (m,).

    lead: its number · at: seconds · result: place in RESULTS · decisive: the one that settled the
    disposition (the last one before any follow-up) · callback_at: seconds, -1 where none was asked for ·
    talk: seconds on the line, -1 where entered by hand.
    """

    lead: Ints
    at: Ints
    result: Ints
    decisive: Flags
    callback_at: Ints
    talk: Ints


def draw_attempts(
    world: World, arrivals: Arrivals, chances: Chances, fates: Fates, assigned: Ints
) -> Attempts:
    """The tries up to the decisive one, in working hours over days; the best scores are called first.

    assigned: when the lead came to its owner, seconds. A lead that closes early was reached early: its
    tries are drawn together so that all lie between assignment and close.
    """
    rng = stream(world, "attempts")
    lead = np.repeat(np.arange(assigned.size), _how_many(rng, fates))
    number = _place_in_lead(lead)
    decisive = np.append(number[1:] == 0, True) if lead.size else np.zeros(0, dtype=bool)
    first = np.exp(np.log(2.0) - 0.7 * chances.score[lead] + rng.normal(0, 0.9, lead.size))
    # Three working hours apart, so that the agreed tries of an unreachable lead never fit in one day.
    apart = np.where(fates.nature[lead] == WORD["unreachable"], 3.0, 0.3)
    later = np.maximum(np.exp(np.log(4.0) + rng.normal(0, 0.7, lead.size)), apart)
    gaps = np.where(number == 0, first, later)
    waited = _running_total(np.minimum(gaps, 60.0) * clock.HOUR, number)
    at = clock.from_working(clock.to_working(assigned[lead]) + waited.astype(np.int64))
    at = _before_close(lead, at, arrivals.submitted, assigned, fates)
    result = _results(rng, fates, lead, decisive)
    after = np.append(at[1:], -1)
    callback = np.where((result == RESULT["callback"]) & ~decisive, after, -1)
    return Attempts(lead, at, result, decisive, callback, talk_seconds(rng, result, fates.nature[lead] == 0))


def assignment_times(world: World, arrivals: Arrivals, assignment: Assignment, fates: Fates) -> Ints:
    """When each lead came to its owner: minutes after the submit, half a day or more where it was moved."""
    rng = stream(world, "assignment times")
    wait = rng.uniform(30, 15 * 60, arrivals.submitted.size)
    moved = wait + rng.uniform(0.5, 2.5, wait.size) * clock.DAY
    wait = np.where(assignment.first_owner >= 0, moved, wait)
    wait = np.where(fates.won, np.minimum(wait, 0.3 * fates.delay), wait)
    return arrivals.submitted + wait.astype(np.int64)


def _how_many(rng: np.random.Generator, fates: Fates) -> Ints:
    """Tries up to the decisive one: one to three where given up early, AGREED or more where unreachable."""
    size = fates.worked.size
    reached = np.minimum(rng.geometric(0.55, size), 8)
    never = AGREED + rng.poisson(0.7, size)
    tries = np.where(fates.nature == WORD["unreachable"], never, reached)
    return np.where(fates.worked, np.where(fates.finished, tries, rng.integers(1, 4, size)), 0)


def _place_in_lead(lead: Ints) -> Ints:
    """0, 1, 2 … within each run of equal numbers.

    >>> _place_in_lead(np.array([3, 3, 5, 5, 5])).tolist()
    [0, 1, 0, 1, 2]
    """
    starts = np.flatnonzero(np.diff(lead, prepend=-1))
    return np.arange(lead.size) - np.repeat(starts, np.diff(np.append(starts, lead.size)))


def _running_total(gaps: Floats, number: Ints) -> Floats:
    """The sum of gaps so far within each lead."""
    total = np.cumsum(gaps)
    starts = np.flatnonzero(number == 0)
    before = (total - gaps)[starts]
    return total - np.repeat(before, np.diff(np.append(starts, gaps.size)))


def _before_close(lead: Ints, at: Ints, submitted: Ints, assigned: Ints, fates: Fates) -> Ints:
    """Tries of a won lead squeezed, where needed, into 0.9 of the time between assignment and close."""
    since = at - assigned[lead]
    last = np.zeros(assigned.size)
    np.maximum.at(last, lead, since)
    room = 0.9 * (submitted + fates.delay - assigned)
    factor = np.where(fates.won, np.minimum(1.0, room / np.maximum(last, 1.0)), 1.0)
    return assigned[lead] + (since * factor[lead]).astype(np.int64)


def _results(rng: np.random.Generator, fates: Fates, lead: Ints, decisive: Flags) -> Ints:
    """Misses until the decisive try, which gives what the lead's nature gives; only misses if unfinished."""
    misses = np.array([RESULT[word] for word in MISSES])
    later = misses[rng.choice(misses.size, lead.size, p=LATER_WEIGHTS)]
    never = misses[rng.choice(misses.size, lead.size, p=NEVER_WEIGHTS)]
    nature, finished = fates.nature[lead], fates.finished[lead]
    result = np.where(finished & (nature != WORD["unreachable"]), later, never)
    settled = np.full(lead.size, RESULT["reached"])
    settled[nature == WORD["wrong_number"]] = RESULT["wrong_person"]
    spam = nature == WORD["spam"]
    kinds = np.array([RESULT["hung_up"], RESULT["reached"], RESULT["wrong_person"]])
    settled[spam] = rng.choice(kinds, int(spam.sum()), p=[0.5, 0.3, 0.2])
    return np.where(decisive & finished & (nature != WORD["unreachable"]), settled, result)


def talk_seconds(rng: np.random.Generator, result: Ints, qualified: Flags) -> Ints:
    """Seconds on the line by result; one try in five is entered by hand, without them."""
    usual = np.where(qualified, 260.0, 75.0) * np.exp(rng.normal(0, 0.6, result.size))
    short = rng.uniform(3, 25, result.size)
    ringing = rng.uniform(0, 40, result.size)
    talk = np.where(result == RESULT["reached"], usual, ringing)
    brief = np.isin(result, [RESULT["hung_up"], RESULT["wrong_person"], RESULT["callback"]])
    talk = np.where(brief, short, talk)
    return np.where(chance(rng, 0.2, result.size), -1, np.round(talk)).astype(np.int64)
