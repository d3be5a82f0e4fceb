"""How fast and how exact the compiled scorer is: `make bench-score`.

Simulates a company, trains a large blend of regression and trees, and holds its tables against the same
model's scikit-learn pipeline on one thread. Times are that thread's own, medians over leads, of the quietest
of five rounds. Exit status 1 where a bar is missed.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.score_company import rows_of, simulated, trained
from bench.score_lines import Line, report
from bench.score_speed import about, speed
from bench.score_truth import EXPLAINED, RANDOM_LEADS, agreement, equality
from model.lead.one_thread import one_thread
from model.lead.scorer import Scorer


def main() -> int:
    say("simulating and training, about a minute")
    with TemporaryDirectory() as folder, one_thread():
        data = simulated(Path(folder))
        model = trained(data)
        rows = rows_of(data)
        scorer = Scorer("bench", data.schema, (3.0, 2.0, 1.0), model)
        began = time.perf_counter()
        scorer.score([{}])
        warmed = f"{time.perf_counter() - began:.2f} s"
        say("timing")
        lines = [*about(scorer.compiled), Line("warming: kernels and tables", warmed), *speed(scorer, rows)]
        say(f"holding {RANDOM_LEADS:,} random leads against the pipeline")
        lines += equality(scorer.compiled, model, rows)
        say(f"holding the factors of {EXPLAINED} leads against a reference")
        lines.append(agreement(scorer, data, rows))
    report(lines)
    return 0 if all(line.met for line in lines) else 1


def say(text: str) -> None:
    print(f"bench-score: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
