"""One simulated company as the service sees it: held-out scores, what became of its leads, and the truth."""

import tempfile
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.special import expit

from bench.lead_sets import NOW
from bench.world_leads import world_of
from model.lead.arrays import Bools, Floats, Ints
from model.lead.deal_value import fit_deal_value
from model.lead.fit_probability import LinearRecipe, Recipe, correction_of, fit_linear
from model.lead.one_thread import one_thread
from training.dataset import Dataset, read_dataset
from training.folds import EncodedFold, encoded_folds
from training.simulate import clock
from training.simulate.chances import within_horizon
from training.simulate.company import Company, found
from training.simulate.fates import YES
from training.simulate.files import write_csv
from training.simulate.judgements import newest as newest_words
from training.simulate.lead_table import lead_table
from training.simulate.schema import lead_schema
from training.source import open_source, whole
from training.split import newest, split

# The product's own regression, encoders, correction and value, without its choice among candidates: it takes
# a second where the choice takes half a minute.
_RECIPE = Recipe(LinearRecipe(strength=0.3))


@dataclass(frozen=True, slots=True)
class Judged:
    """Matured, worked, countable leads that a model scored before they came; shape (n,), money in VND.

    ``fold`` counts forward in time, and a fold's model learnt from the folds before. ``true`` is the chance
    of a sale within the horizon by the reps it may get, ``true_of_rep`` by its own rep. ``delay`` is days
    from submit to win, infinite where it was not won within the horizon; ``gone`` days until Sales said that
    it is lost or no good, infinite where they never did.
    """

    fold: Ints
    campaign: Ints
    rep: Ints
    day: Floats
    probability: Floats
    value: Floats
    won: Bools
    revenue: Floats
    delay: Floats
    gone: Floats
    true: Floats
    true_of_rep: Floats
    horizon: float

    def take(self, rows: Bools) -> "Judged":
        """These leads only."""
        names = [name for name in self.__slots__ if name != "horizon"]
        return replace(self, **{name: getattr(self, name)[rows] for name in names})


def judged_world(seed: int) -> Judged:
    """A company with a deal out of all proportion; every second one drifts."""
    warnings.filterwarnings("ignore")
    world = replace(world_of(seed, drift=seed % 2 == 1), wild_deal=True)
    company = found(world)
    data = _read(company)
    probability, value, fold = _scored(data)
    places = np.flatnonzero(company.arrivals.countable)[data.labelled.rows]
    return _joined(company, data, places, probability, value, fold).take(fold >= 0)


def _read(company: Company) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        write_csv(lead_table(company)[company.arrivals.countable], path)
        source = open_source(path)
        return read_dataset(source, whole(source), lead_schema(company.world), NOW)


def _scored(data: Dataset) -> tuple[Floats, Floats, Ints]:
    """Forward in time: each fifth of the leads by a model of those that had matured before it."""
    parts = split(data.won, data.submitted, data.labelled.horizon, 0)
    probability, value = np.full(len(data.won), np.nan), np.full(len(data.won), np.nan)
    for fold in encoded_folds(data.leads, parts):
        probability[fold.test], value[fold.test] = _by(fold, data)
    return probability, value, parts.blocks(len(data.won))


def _by(fold: EncodedFold, data: Dataset) -> tuple[Floats, Floats]:
    with one_thread():
        regression = fit_linear(fold.taught, _RECIPE.linear)
        fresh = newest(data.submitted[fold.train])
        correction = correction_of(fold.taught, _RECIPE, fresh, None, 0)
        sold = fold.taught.won
        value = fit_deal_value(
            fold.taught.X[sold], data.value[fold.train][sold], fold.encoder.field_of_column_
        )
    odds = correction.apply(regression.decision_function(fold.unseen.X))
    return expit(odds), value.value(fold.unseen.X @ value.weights)


def _joined(
    company: Company, data: Dataset, places: Ints, probability: Floats, value: Floats, fold: Ints
) -> Judged:
    arrivals, chances, fates, reps = company.arrivals, company.chances, company.fates, company.reps
    submitted, owner = arrivals.submitted[places], company.assignment.owner[places]
    by_rep = expit(chances.closing[places] + reps.skill[owner]) * reps.diligence[owner]
    revenue = np.bincount(company.deals.lead, company.deals.revenue, minlength=len(arrivals.kind))
    horizon = data.labelled.horizon or company.world.horizon_days
    return Judged(
        fold=fold,
        campaign=arrivals.campaign[places],
        rep=owner,
        day=submitted / clock.DAY,
        probability=probability,
        value=value,
        won=data.won,
        revenue=np.where(data.won, revenue[places], 0.0),
        delay=np.where(data.won, fates.delay[places] / clock.DAY, np.inf),
        gone=(_gone_at(company)[places] - submitted) / clock.DAY,
        true=chances.within[places],
        true_of_rep=chances.qualified[places] * by_rep * within_horizon(company.world),
        horizon=horizon,
    )


def _gone_at(company: Company) -> Floats:
    """When Sales said that a lead is lost or no good, in seconds; infinite where they never did."""
    size, end = len(company.arrivals.kind), clock.closes(company.world)
    word, at = newest_words(company.judgements, size, end)
    gone = np.where((word >= 0) & (word != YES), at.astype(float), np.inf)
    lost = ~company.deals.won
    np.minimum.at(gone, company.deals.lead[lost], company.deals.at[lost].astype(float))
    return np.where(company.fates.won, np.inf, gone)
