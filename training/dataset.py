"""The leads that teach: which rows of a history file train, with what became of them."""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd

from model.campaign.delay import DelayCurve, delay_curve
from model.lead.arrays import Bools, Column, Floats, Ints
from model.lead.cold_start import too_few
from model.lead.field import Columns, Field
from model.lead.fit_probability import Leads
from model.lead.maturity import horizon_days, is_matured, won_within
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable
from training.judged_leads import JudgedLeads, judged_leads
from training.lead_columns import lead_table, reserved_fields
from training.lead_ids import distinct_ids
from training.missing_columns import refuse_missing
from training.outcomes import SNAPSHOT_COLUMNS, Outcomes, read_outcomes, refuse_outcomes
from training.refusal import Refused
from training.source import Source
from training.typed import with_decimal

LEAST_ROWS = 20
LEAST_OF_EACH = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """The rows of a file that count, as a mask over all, and y for each row. ``left_out`` says why not."""

    rows: Bools
    won: Bools
    horizon: float | None
    matured: int
    left_out: dict[str, int]
    taken_as_not_won: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """Leads that teach. ``submitted`` is UTC (NaT undated); ``value`` is NaN where unknown or not won.

    ``weights`` is what each counts: 1, and more where only a share of its like was worked, at random.
    ``ids`` are the leads' own, "" where unknown; ``judged`` teach the quality head and may be younger.
    """

    schema: LeadSchema
    fields: tuple[Field, ...]
    table: LeadTable
    won: Bools
    value: Floats
    submitted: Column
    weights: Floats
    labelled: Labelled
    as_of: datetime | None
    rows: int
    valued: bool
    ids: Column | None = None
    judged: JudgedLeads | None = None
    delay: DelayCurve | None = None

    @property
    def leads(self) -> Leads:
        """What a probability is fitted to."""
        ages = days_before(self.submitted)
        return Leads(self.table, self.won, self.fields, ages, self.weights, self.schema.timezone)

    def take(self, rows: Bools | Ints) -> "Dataset":
        """These leads only, by mask or places; what was counted of the whole file stays as it is."""
        return replace(
            self,
            table=self.table.take(rows),
            won=self.won[rows],
            value=self.value[rows],
            submitted=self.submitted[rows],
            weights=self.weights[rows],
            ids=None if self.ids is None else self.ids[rows],
        )


def days_before(submitted: Column) -> Floats:
    """Days before the newest of these times; NaN undated.

    >>> days_before(np.array(["2026-01-01", "NaT", "2026-01-03"], "M8[s]"))
    array([ 2., nan,  0.])
    """
    known = ~np.isnat(submitted)
    if not known.any():
        return np.full(len(submitted), np.nan)
    ages: Floats = (submitted[known].max() - submitted) / np.timedelta64(1, "D")
    return ages


def columns_of(source: Source, schema: LeadSchema) -> Columns:
    """A snapshot's own columns, else the schema's; raises Refused where it has none."""
    if source.snapshot is not None:
        return SNAPSHOT_COLUMNS
    if schema.columns is None:
        raise Refused("the schema has no [columns]; name at least outcome and won there")
    return schema.columns


def label(found: Outcomes, horizon: float | None, *, learn_horizon: bool) -> Labelled:
    """Who counts: matured leads that somebody worked, or that ended. An open one of them is not won."""
    if horizon is None and learn_horizon:
        horizon = horizon_days(found.ages[found.won], found.delays[found.won])
    matured = is_matured(found.ages, horizon)
    touched = found.worked | found.ended
    rows = matured & touched
    left_out = {"not_matured": int((~matured).sum()), "not_worked": int((matured & ~touched).sum())}
    return Labelled(
        rows=rows,
        won=won_within(found.won, found.delays, horizon),
        horizon=horizon,
        matured=int(matured.sum()),
        left_out={reason: count for reason, count in left_out.items() if count},
        taken_as_not_won=int((rows & ~found.ended).sum()) if horizon is None else 0,
    )


def read_dataset(source: Source, frame: pd.DataFrame, schema: LeadSchema, now: datetime) -> Dataset:
    """All that training needs of a file; raises Refused, naming the column, for what is not there."""
    columns = columns_of(source, schema)
    refuse_missing(source, columns, schema)
    snapshot = source.snapshot
    if snapshot is not None and snapshot.currency != schema.currency:
        raise Refused(
            f"the snapshot is in {snapshot.currency} and the schema in {schema.currency}; set currency"
        )
    schema = replace(schema, fields=_with_decimals(frame, schema))
    found = read_outcomes(frame, columns, schema.timezone, snapshot.as_of if snapshot else None, now)
    refuse_outcomes(found, frame, columns, may_win_none=schema.expectations is not None)
    labelled = label(found, schema.horizon_days, learn_horizon=True)
    taught = frame[labelled.rows]
    if schema.expectations is None:
        _refuse_too_few(labelled)
    fields = schema.teaching + reserved_fields(taught, columns, schema)
    if not fields:
        raise Refused('no field may train; declare at least one with known = "submit"')
    won = labelled.won[labelled.rows]
    ids = distinct_ids(frame, columns.id)
    return Dataset(
        schema=schema,
        fields=fields,
        table=lead_table(taught, fields, columns, schema.timezone),
        won=won,
        value=np.where(won, found.value[labelled.rows], np.nan),
        submitted=found.submitted[labelled.rows],
        weights=found.weights[labelled.rows],
        labelled=labelled,
        as_of=found.as_of,
        rows=len(frame),
        valued=columns.value in frame,
        ids=None if ids is None else ids[labelled.rows],
        judged=judged_leads(frame, found, fields, columns, schema, labelled.horizon),
        delay=_delay(found, labelled.horizon),
    )


def _delay(found: Outcomes, horizon: float | None) -> DelayCurve | None:
    return None if horizon is None else delay_curve(found.ages[found.won], found.delays[found.won], horizon)


def _refuse_too_few(labelled: Labelled) -> None:
    won = labelled.won[labelled.rows]
    counts = int(won.sum()), int((~won).sum())
    if len(won) >= LEAST_ROWS and min(counts) >= LEAST_OF_EACH:
        return
    left_out = ", ".join(f"{count:,} {reason}" for reason, count in labelled.left_out.items()) or "none"
    raise Refused(
        f"{len(won):,} leads may teach, {counts[0]:,} won and {counts[1]:,} not; it takes {LEAST_ROWS}, "
        f"{LEAST_OF_EACH} of each (left out: {left_out}); {too_few(counts[0])}: wait for more, or write what "
        "you expect under [expectations] in the schema"
    )


def _with_decimals(frame: pd.DataFrame, schema: LeadSchema) -> tuple[Field, ...]:
    return tuple(
        with_decimal(field, frame[field.name]) if field.name in frame else field for field in schema.fields
    )
