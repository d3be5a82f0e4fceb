"""How long the compiled scorer takes, beside the same model's scikit-learn pipeline."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.score_company import Row
from bench.score_lines import Line
from model.lead.compiled.compile_model import compile_model
from model.lead.compiled.compiled_model import CompiledModel
from model.lead.scorer import Scorer
from model.lead.table import LeadTable

TIMED, BATCH, ROUNDS = 300, 1000, 5


def about(compiled: CompiledModel) -> list[Line]:
    score, factor = compiled.score_tables, compiled.factor_tables
    arrays = [score.row_of_code, score.masks, score.leaf_values, score.weights]
    tables = [factor.bit, factor.where, factor.field, factor.table]
    trees = score.masks.shape[1]
    return [
        Line("trees · leaves · fields", f"{trees:,} · {len(factor.bit):,} · {len(compiled.names)}"),
        Line("tables for the probability", f"{sum(each.nbytes for each in arrays) / 2**20:.1f} MiB"),
        Line("tables for factors", f"{sum(each.nbytes for each in tables) / 2**20:.1f} MiB"),
    ]


def speed(scorer: Scorer, rows: list[Row]) -> list[Line]:
    def by_pipeline(leads: list[Row]) -> object:
        return scorer.model.predict(LeadTable.from_rows(leads, scorer.model.columns))

    first = median_time(scorer.score, [rows[:1]])
    alone = [[row] for row in rows[1 : TIMED + 1]]
    batches = [rows[start : start + BATCH] for start in (0, BATCH)]
    chance = quietest(lambda lead: scorer.score(lead, factors=False), alone)
    explained = quietest(scorer.score, alone)
    batch = quietest(lambda leads: scorer.score(leads, factors=False), batches) / BATCH
    batch_explained = quietest(scorer.score, batches) / BATCH
    pipeline = quietest(by_pipeline, batches) / BATCH
    pipeline_alone = median_time(by_pipeline, alone[:20])
    compiling = quietest(lambda _: compile_model(scorer.model), [None])
    ratio = pipeline / batch
    return [
        Line("tables alone", f"{compiling / 1e6:.2f} s"),
        Line("first lead after warming, with factors", f"{first:,.0f} µs"),
        Line("one lead, probability", f"{chance:,.0f} µs", "≤ 50 µs", chance <= 50),
        Line("one lead, with factors", f"{explained:,.0f} µs", "≤ 1,000 µs", explained <= 1000),
        Line("the pipeline, one lead", f"{pipeline_alone:,.0f} µs"),
        Line(f"a lead of a batch of {BATCH:,}, probability", f"{batch:,.1f} µs"),
        Line(f"a lead of a batch of {BATCH:,}, with factors", f"{batch_explained:,.1f} µs"),
        Line("the pipeline, a lead of that batch", f"{pipeline:,.1f} µs"),
        Line("batch, times the pipeline", f"{ratio:.1f} ×", "≥ 3 ×", ratio >= 3),
    ]


def median_time(call: Callable[[Any], object], leads: Sequence[Any]) -> float:
    """Microseconds of this thread's time, in which waiting for a core that others use does not count."""
    times = []
    for lead in leads:
        began = time.thread_time()
        call(lead)
        times.append(time.thread_time() - began)
    return 1e6 * statistics.median(times)


def quietest(call: Callable[[Any], object], leads: Sequence[Any]) -> float:
    return min(median_time(call, leads) for _ in range(ROUNDS))
