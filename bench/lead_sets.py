"""The leads that models are measured on: two public sets and two simulated companies, split in two ways."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

from model.lead.arrays import Ints
from model.lead.schema import LeadSchema
from training.dataset import Dataset, read_dataset
from training.simulate.files import write_csv
from training.simulate.history import simulate
from training.simulate.schema import lead_schema
from training.simulate.world import World
from training.source import open_source, whole

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TRAINING_SHARE = 0.7
BLOCKS = 5
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SUBMITTED_AT = "lead.submitted_at"
BANK = """
currency = "EUR"
[columns]
outcome = "y"
won = ["yes"]
time = "called_on"
"""
EVENT_SAAS = """
currency = "USD"
[columns]
outcome = "Outcome"
won = ["won"]
campaign = "Acquisition Campaign"
value = "Price"
"""


@dataclass(frozen=True, slots=True)
class LeadSet:
    """One way to split: folds of who teaches and who judges, as places in the data."""

    name: str
    data: Dataset
    folds: tuple[tuple[Ints, Ints], ...]


def lead_sets(shared: Path, leads: int = 20_000) -> Iterator[LeadSet]:
    """Those whose files are there, each as it is split; the simulated ones always."""
    if (shared / "bank").is_dir():
        yield from both_splits("bank", bank(shared))
    if (shared / "event_saas").is_dir():
        yield shuffled("Event SaaS", event_saas(shared))
    for world in ("stable", "drift"):
        yield from both_splits(f"simulated, {world}", simulated(world, leads))


def both_splits(name: str, data: Dataset) -> Iterator[LeadSet]:
    """Forward in time, and shuffled."""
    yield forward(name, data)
    yield shuffled(name, data)


def forward(name: str, data: Dataset) -> LeadSet:
    """Five blocks of equal count in order of time; each but the first is judged by all before it."""
    blocks = np.array_split(np.argsort(data.submitted, kind="stable"), BLOCKS)
    folds = tuple((np.concatenate(blocks[:place]), blocks[place]) for place in range(1, BLOCKS))
    return LeadSet(f"{name}, forward", data, folds)


def shuffled(name: str, data: Dataset) -> LeadSet:
    """A random 70 % teach, stratified; nobody is told when a lead came."""
    return LeadSet(f"{name}, shuffled", without_time(data), (random_halves(data),))


def random_halves(data: Dataset) -> tuple[Ints, Ints]:
    """Who teaches and who judges, as places in the data: 70 % and 30 %, stratified."""
    train, test = train_test_split(
        np.arange(len(data.won)), train_size=TRAINING_SHARE, stratify=data.won, random_state=0
    )
    return train, test


def without_time(data: Dataset) -> Dataset:
    """The same leads, undated."""
    fields = tuple(field for field in data.fields if field.name != SUBMITTED_AT)
    return replace(data, fields=fields, submitted=np.full(len(data.won), np.datetime64("NaT", "s")))


def bank(shared: Path) -> Dataset:
    """UCI Bank Marketing without its leak. The file has months in date order, from May 2008 on."""
    frame = pd.read_csv(shared / "bank" / "bank-additional-first80.csv", sep=";").drop(columns="duration")
    month = frame["month"].map(MONTHS.index).to_numpy()
    months = 12 * 2008 + month + 12 * np.cumsum(np.diff(month, prepend=month[0]) < 0)
    within = pd.Series(months).groupby(months).rank(method="first").to_numpy()
    days = np.minimum(within // 400, 27).astype("timedelta64[D]")
    frame["called_on"] = ((months - 12 * 1970).astype("datetime64[M]").astype("datetime64[D]") + days).astype(
        str
    )
    fields = [(name, _type(frame[name])) for name in frame.columns if name not in ("y", "called_on")]
    data = dataset(frame, BANK, fields)
    return replace(data, fields=tuple(field for field in data.fields if field.name != SUBMITTED_AT))


def event_saas(shared: Path) -> Dataset:
    """Leads of a software company, joined with their won offers."""
    leads = pd.read_csv(shared / "event_saas" / "leads.csv", dtype=str, keep_default_na=False)
    offers = pd.read_csv(shared / "event_saas" / "offers.csv", dtype=str, keep_default_na=False)
    sold = offers[(offers.Status == "Closed Won") & offers.Id.isin(leads.Id)]
    leads["Outcome"] = np.where(leads.Id.isin(sold.Id), "won", "not won")
    leads["Price"] = leads.Id.map(pd.to_numeric(sold.Price, errors="coerce").groupby(sold.Id).sum())
    return dataset(leads, EVENT_SAAS, [("Source", "category"), ("City", "category")])


def simulated(world: str, leads: int, seed: int = 11) -> Dataset:
    """A simulated company's history, by what its own people could see."""
    history = simulate(World(leads=leads, months=18, seed=seed, drift=world == "drift"))
    return read(history.leads, lead_schema(history.world))


def dataset(frame: pd.DataFrame, head: str, fields: list[tuple[str, str]]) -> Dataset:
    """A frame of leads whose fields are all known at submit."""
    blocks = [f'[[fields]]\nname = "{name}"\ntype = "{kind}"\nknown = "submit"' for name, kind in fields]
    return read(frame, LeadSchema.loads("\n".join([head, *blocks])))


def read(frame: pd.DataFrame, schema: LeadSchema) -> Dataset:
    """A frame of leads, read as `fit` reads a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leads.csv"
        write_csv(frame, path)
        source = open_source(path)
        return read_dataset(source, whole(source), schema, NOW)


def _type(column: pd.Series) -> str:
    return "number" if pd.api.types.is_numeric_dtype(column) else "category"
