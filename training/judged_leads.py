"""The leads that teach the quality head: those of which Sales said what they are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.lead.arrays import Bools, Column, Floats, Ints
from model.lead.category_columns import MISSING, category_level
from model.lead.field import Columns, Field
from model.lead.maturity import is_matured
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable
from model.vocabulary import DISPOSITIONS, QUALIFIED, UNCOUNTED_REASONS
from training.lead_columns import lead_table
from training.outcomes import Outcomes, value_list
from training.refusal import Refused
from training.typed import by_unique

# Bad news is told sooner than good: what is judged of the leads of the last days is not like the rest.
SETTLED_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class JudgedLeads:
    """Judged leads; ``rows`` are their places in the file. A win is qualified, whatever was said."""

    rows: Ints
    table: LeadTable
    qualified: Bools
    submitted: Column
    weights: Floats


def judged_leads(
    frame: pd.DataFrame,
    found: Outcomes,
    fields: tuple[Field, ...],
    columns: Columns,
    schema: LeadSchema,
    horizon: float | None,
) -> JudgedLeads | None:
    """Matured ones and those of 14 days or more; None where the file tells no dispositions.

    Raises Refused for a disposition that is none of Leadworth's words.
    """
    name = columns.disposition
    if name is None or name not in frame:
        return None
    said = _words(frame[name], name)
    judged = found.won | ~np.isin(said, [MISSING, *UNCOUNTED_REASONS])
    old = is_matured(found.ages, horizon if horizon is None else min(horizon, SETTLED_DAYS))
    rows = np.flatnonzero(judged & old)
    return JudgedLeads(
        rows=rows,
        table=lead_table(frame.iloc[rows], fields, columns, schema.timezone),
        qualified=(found.won | (said == QUALIFIED))[rows],
        submitted=found.submitted[rows],
        weights=found.weights[rows],
    )


def _words(series: pd.Series, name: str) -> Column:
    said = by_unique(series, category_level, MISSING, "object")
    unknown = ~np.isin(said, [MISSING, *DISPOSITIONS])
    if unknown.any():
        raise Refused(
            f"column {name!r} holds {value_list(series[unknown])}; columns.disposition reads "
            f"{', '.join(DISPOSITIONS)} and nothing else"
        )
    return said
