"""Our model's log loss against four general learners, on leads that none of them saw: `make bench-model`.

A split passes where ours ÷ the best peer is at most 1.005, or the paired bootstrap's 95 % interval of the
difference holds 0, and never above 1.02; over all splits the mean ratio is at most 1.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from bench.lead_sets import LeadSet, lead_sets
from bench.peers import PEERS, SHOWN, Peer, frame_of
from model.lead.arrays import Bools, Floats, Ints
from training.dataset import Dataset
from training.recipe import train

SHARED = Path("../shared/data")
RESAMPLES = 2000
SMALLEST = 1e-15


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    warnings.filterwarnings("ignore")
    names = [*PEERS, *SHOWN]
    print(
        f"{'log loss':26} {'won/leads':>13} {'ours':>8} {'minutes':>7}  "
        + " ".join(f"{n:>11}" for n in names)
        + "   ÷ best  95 % interval of the difference",
        flush=True,
    )
    ratios = []
    for leads in lead_sets(shared):
        ratio, line = compared(leads)
        ratios.append(ratio)
        print(line, flush=True)
    print(f"mean of ours ÷ the best peer over {len(ratios)} splits: {np.mean(ratios):.4f}")
    return 0


def compared(leads: LeadSet) -> tuple[float, str]:
    """The ratio to the best peer, and the table's line."""
    won = np.concatenate([leads.data.won[test] for _, test in leads.folds])
    started = time.perf_counter()
    own = losses(np.concatenate([ours(leads.data, *fold) for fold in leads.folds]), won)
    minutes = (time.perf_counter() - started) / 60
    frame = frame_of(leads.data)
    theirs = {name: losses(judged(peer, frame, leads), won) for name, peer in (PEERS | SHOWN).items()}
    best = min(PEERS, key=lambda name: float(theirs[name].mean()))
    ratio = own.mean() / theirs[best].mean()
    low, high = interval(own - theirs[best])
    shown = " ".join(f"{loss.mean():11.4f}" for loss in theirs.values())
    line = f"{leads.name:26} {f'{won.sum()}/{len(won)}':>13} {own.mean():8.4f} {minutes:7.1f}  {shown}"
    return ratio, f"{line}   {ratio:6.4f}  {low:+.5f} … {high:+.5f}"


def ours(data: Dataset, train_on: Ints, test: Ints) -> Floats:
    """Probabilities of the judging leads by the whole recipe on the teaching ones."""
    model, told, _, _ = train(data.take(train_on), seed=0)
    chosen = {
        name: told[name] for name in ("tree_share", "trees", "strength", "half_life_days", "correction")
    }
    print(f"  {chosen}", file=sys.stderr)
    return model.predict(data.table.take(test))[0]


def judged(peer: Peer, frame: pd.DataFrame, leads: LeadSet) -> Floats:
    """A peer's probabilities, fold after fold."""
    return np.concatenate(
        [peer(frame.iloc[taught], leads.data.won[taught], frame.iloc[test]) for taught, test in leads.folds]
    )


def losses(probability: Floats, won: Bools) -> Floats:
    """Each lead's log loss."""
    held = np.clip(probability, SMALLEST, 1 - SMALLEST)
    return -np.where(won, np.log(held), np.log1p(-held))


def interval(differences: Floats) -> tuple[float, float]:
    """95 % of the bootstrap's mean differences."""
    rng = np.random.default_rng(0)
    means = [rng.choice(differences, len(differences)).mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


if __name__ == "__main__":
    raise SystemExit(main())
