"""What leads looked like that arrived, for the manifest: those that taught and those that did not."""

import numpy as np
import pandas as pd

from model.lead.lead_model import LeadModel
from model.lead.table import LeadTable
from model.lead.watch.profile import Profile, profile_of
from training.dataset import Dataset, columns_of
from training.lead_columns import lead_table
from training.source import Source

MOST_LEADS = 50_000


def arrived_leads(source: Source, frame: pd.DataFrame, data: Dataset) -> LeadTable:
    """Every k-th row of the file, so that at most 50,000 are left, by the fields that teach."""
    every = max(1, -(-len(frame) // MOST_LEADS))
    columns = columns_of(source, data.schema)
    return lead_table(frame.iloc[::every], data.fields, columns, data.schema.timezone)


def arrived_profile(model: LeadModel, arrived: LeadTable, data: Dataset) -> Profile:
    """Their fields and scores in bins, for later leads to be held against."""
    scores, _ = model.predict(arrived)
    return profile_of(data.fields, arrived, data.table, np.asarray(scores), data.schema.timezone)
