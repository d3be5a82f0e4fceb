"""The simulated company of `make bench-score`, and a large model of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from model.lead.correction import Correction
from model.lead.fit_probability import Leads, Recipe, fit_probability
from model.lead.lead_model import LeadModel, assemble
from model.lead.schema import LeadSchema
from model.lead.trees import TreeRecipe
from training.dataset import Dataset, read_dataset
from training.simulate import files
from training.simulate.history import simulate
from training.simulate.world import World
from training.source import open_source, whole

SIMULATED, ITERATIONS, TREE_SHARE, SEED = 20_000, 250, 0.6, 0
Row = dict[str, object]


def simulated(folder: Path) -> Dataset:
    files.prepare(folder / "company")
    files.write(simulate(World(leads=SIMULATED, months=12, seed=7)), folder / "company", lambda _line: None)
    source = open_source(folder / "company" / "leads.csv")
    schema = LeadSchema.load(folder / "company" / "schema.toml")
    return read_dataset(source, whole(source), schema, datetime.now(UTC))


def trained(data: Dataset) -> LeadModel:
    leads = len(data.won)
    recipe = Recipe(trees=TreeRecipe("target", ITERATIONS), tree_share=TREE_SHARE)
    taught = Leads(data.table, data.won, data.fields, np.zeros(leads), np.ones(leads), data.schema.timezone)
    probability = fit_probability(taught, recipe, correction=Correction(), seed=SEED)
    return assemble(probability, data.table, data.won, data.value, SEED)


def rows_of(data: Dataset) -> list[Row]:
    """Lead rows as the service hands them over: plain values, moments in the company's zone."""
    table, zone = data.table, ZoneInfo(data.schema.timezone or "UTC")
    columns = {name: [plain(value, zone) for value in column] for name, column in table.columns.items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def plain(value: Any, zone: ZoneInfo) -> object:
    if isinstance(value, np.datetime64):
        moment = value.astype("datetime64[s]").item()
        return None if moment is None else moment.replace(tzinfo=zone)
    return value.item() if isinstance(value, np.generic) else value
