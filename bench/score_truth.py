"""Whether the compiled scorer says what the pipeline says, and its factors what a reference says."""

import numpy as np

from bench.odd_leads import odd_rows
from bench.score_company import SEED, Row
from bench.score_lines import Line
from bench.shapley_reference import reference
from model.lead.compiled.compiled_model import CompiledModel
from model.lead.factors import background_rows
from model.lead.lead_model import LeadModel
from model.lead.scorer import Scorer
from model.lead.table import LeadTable
from training.dataset import Dataset

RANDOM_LEADS, CHUNK = 100_000, 10_000
EXPLAINED = 40


def equality(compiled: CompiledModel, model: LeadModel, rows: list[Row]) -> list[Line]:
    rng = np.random.default_rng(SEED)
    furthest = np.zeros(3)
    for _ in range(RANDOM_LEADS // CHUNK):
        leads = odd_rows(rows, CHUNK, rng)
        table, read = LeadTable.from_rows(leads, model.columns), compiled.read(leads)
        log_odds, (chance, value) = compiled.log_odds(read)[0], compiled.predict(read)
        theirs = model.predict(table)
        differences = (
            log_odds - model.probability.log_odds(table),
            chance - theirs[0],
            value / np.where(theirs[1] == 0, 1.0, theirs[1]) - (theirs[1] != 0),
        )
        furthest = np.maximum(furthest, [np.abs(each).max() for each in differences])
    told = " · ".join(f"{each:.0e}" for each in furthest)
    what = f"furthest off on {RANDOM_LEADS:,}: log-odds · probability · value (relative)"
    return [Line(what, told, "≤ 1e-9", bool(furthest.max() <= 1e-9))]


def agreement(scorer: Scorer, data: Dataset, rows: list[Row]) -> Line:
    """Share of leads whose first three factors have ≥ 0.8 × the reference's third largest, with its sign."""
    model, rng = scorer.model, np.random.default_rng(SEED)
    background = data.table.take(background_rows(len(rows), SEED))
    agreed = 0
    for place in rng.permutation(len(rows))[:EXPLAINED]:
        expected = reference(model, data.table.take(np.array([place])), background, rng)
        (score,) = scorer.score([rows[place]])
        by_name = dict(zip((name.removeprefix("lead.") for name in model.columns), expected, strict=True))
        least = 0.8 * np.sort(np.abs(expected))[-3]
        agreed += all(by_name[factor.field] * np.sign(factor.points) >= least for factor in score.factors[:3])
    share = agreed / EXPLAINED
    return Line("leads whose first three factors agree", f"{share:.0%}", "≥ 90 %", share >= 0.9)
