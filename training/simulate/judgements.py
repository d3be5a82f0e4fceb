"""When the rep says what a lead was, and the few words that are put right later."""

from dataclasses import dataclass

import numpy as np

from model.vocabulary import QUALIFIED
from training.simulate import clock
from training.simulate.arrays import Floats, Ints, chance, stream
from training.simulate.arrivals import DUPLICATE, Arrivals
from training.simulate.attempts import Attempts
from training.simulate.fates import REASON_WORDS, UNSAID, WORD, Fates
from training.simulate.reasons import SPOKEN
from training.simulate.world import World

CORRECTED = 0.02
JUST_ASKING = 0.6
NOTED = 0.06
NOTES = {
    QUALIFIED: ("muốn học thử trước", "hỏi lịch cuối tuần", "cần tư vấn lộ trình"),
    "no_need": ("chỉ hỏi cho biết", "bấm nhầm quảng cáo"),
    "no_budget": ("học phí cao so với dự kiến",),
    "bad_timing": ("hẹn gọi lại sau Tết", "đang bận thi"),
}


@dataclass(frozen=True, slots=True)
class Judgements:
    """One entry a disposition, the newest of a lead last; shape (j,).

    lead: its number · at: seconds · word: place in DISPOSITIONS · asking: no_need because just asking.
    """

    lead: Ints
    at: Ints
    word: Ints
    asking: Ints


def draw_judgements(world: World, arrivals: Arrivals, fates: Fates, attempts: Attempts) -> Judgements:
    """Minutes after the decisive try, sometimes a day; some duplicates are seen without a call."""
    rng = stream(world, "judgements")
    at, said = _first_words(rng, arrivals, fates, attempts)
    lead = np.flatnonzero(said != UNSAID)
    fixable = np.isin(said, REASON_WORDS[:SPOKEN]) & ~fates.won
    fixed = np.flatnonzero(fixable & chance(rng, CORRECTED, said.size))
    before = REASON_WORDS[(np.searchsorted(REASON_WORDS[:SPOKEN], said[fixed]) + 1) % SPOKEN]
    before = np.where(before == said[fixed], WORD["not_target"], before)
    early_at = at[fixed].copy()
    at[fixed] += rng.integers(clock.DAY, 3 * clock.DAY, fixed.size)
    leads = np.concatenate([fixed, lead])
    words = np.concatenate([before, said[lead]])
    asking = (words == WORD["no_need"]) & chance(rng, JUST_ASKING, words.size)
    return Judgements(leads, np.concatenate([early_at, at[lead]]), words, asking.astype(np.int64))


def _first_words(
    rng: np.random.Generator, arrivals: Arrivals, fates: Fates, attempts: Attempts
) -> tuple[Ints, Ints]:
    """Time and word of each lead's disposition, as if none were corrected; shape (n,) each."""
    size = fates.worked.size
    settled = attempts.decisive
    at = arrivals.submitted.copy()
    at[attempts.lead[settled]] = attempts.at[settled] + np.maximum(attempts.talk[settled], 0)
    late = chance(rng, 0.1, size)
    lag: Floats = np.where(late, rng.uniform(1, 20, size) * clock.HOUR, rng.uniform(60, 600, size))
    at = at + lag.astype(np.int64)
    at = np.where(fates.won, np.minimum(at, arrivals.submitted + fates.delay), at)
    seen = (arrivals.kind == DUPLICATE) & ~fates.worked & chance(rng, 0.5, size)
    return at, np.where(seen, WORD["duplicate"], fates.said)


def newest(judgements: Judgements, size: int, before: int) -> tuple[Ints, Ints]:
    """Each lead's last word before a time, and when it was said: UNSAID and -1 where there is none."""
    word, at = np.full(size, UNSAID), np.full(size, -1)
    heard = judgements.at < before
    word[judgements.lead[heard]] = judgements.word[heard]
    at[judgements.lead[heard]] = judgements.at[heard]
    return word, at
