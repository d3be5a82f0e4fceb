"""Whether intervals, verdicts, alerts and the bridge can be trusted, in one table: `make bench-trust`.

Each part holds its figures against the bars that were set before it was written, over simulated companies
whose truth is known.
"""

import argparse
import os
import sys
from collections.abc import Callable

from bench import trust_alerts, trust_bridge, trust_quality, trust_worth

# What was measured, the figure, the bar, whether it holds.
Row = tuple[str, str, str, bool]
PARTS: tuple[tuple[str, Callable[[int, int], list[Row]]], ...] = (
    ("lead quality", trust_quality.rows),
    ("worth and reps", trust_worth.rows),
    ("revenue bridge", trust_bridge.rows),
    ("alerts", trust_alerts.rows),
)
FIRST_SEED = 7000  # methods were tuned on seeds below


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.trust")
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=FIRST_SEED)
    parser.add_argument("--only", choices=[name for name, _ in PARTS])
    chosen = parser.parse_args()
    os.nice(10)
    short = 0
    for name, part in PARTS:
        if chosen.only in (None, name):
            print(f"{name}", flush=True)
            for what, measured, bar, holds in part(chosen.worlds, chosen.seed):
                short += not holds
                print(f"  {what:64} {measured:>28}   {bar:<28} {'' if holds else 'FALLS SHORT'}".rstrip())
            sys.stdout.flush()
    print(f"{short} fall short")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
