"""What Sales said of countable leads, by group and by score band. Who counts: `model.campaign.counts`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from model.campaign.quality.score_bands import STEPS, UNSCORED
from model.vocabulary import QUALIFIED, REASONS, UNCOUNTED_REASONS
from service.store.campaign_figures import countable, won
from service.store.campaigns import campaigns
from service.store.columns import Instant, Row
from service.store.disputes import disputes
from service.store.lead_states import lead_states
from service.store.leads import HELD_OUT, SUBMIT, leads
from service.store.reps import reps

OVERTURNED: Final = "overturned"
COUNTED_REASONS: Final = tuple(word for word in REASONS if word not in UNCOUNTED_REASONS)
_GROUPS: Final[Mapping[str, tuple[sa.ColumnElement[Any], ...]]] = {
    "campaign": (campaigns.c.key,),
    "ad_set": (campaigns.c.key, leads.c.ad_set),
    "ad": (campaigns.c.key, leads.c.ad_set, leads.c.ad),
    "channel": (campaigns.c.channel,),
    "rep": (reps.c.key,),
    "product": (leads.c.product,),
}
BY: Final = (*_GROUPS, "week")
_MARKS: Final = "countable due judged due_judged recent qualified unverified late_changes overturned".split()
_HEADS: Final = ("waiting", "waiting_total", "waiting_variance", "later", "later_total", "later_variance")
SUMS: Final = (*_MARKS, *COUNTED_REASONS, *_HEADS, "later_qualified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """[since, until), known by its name, as 2026-W47."""

    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Leads submitted in [since, until) (None: unbounded, undated ones too), of one campaign or of all,
    of one product or of all.

    Due are those submitted up to `due_before`; recent, those of [`recent_since`, `recent_until`). `weeks`
    are the groups where `by` is "week": undated leads are in none.
    """

    by: str
    since: datetime | None
    until: datetime | None
    due_before: datetime
    recent_since: datetime
    recent_until: datetime
    campaign: str | None = None
    product: str | None = None
    weeks: Sequence[Week] = ()


def leads_by_step(
    connection: sa.Connection, since: datetime | None, until: datetime | None
) -> dict[int, int]:
    """How many countable leads of the period have a probability at submit of so many steps of 0.0001."""
    step = sa.func.round(leads.c.probability * STEPS).label("step")
    query = (
        sa.select(step, sa.func.count().label("leads"))
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(countable, leads.c.probability.is_not(None), *_within(since, until))
        .group_by(step)
    )
    return {int(row.step): row.leads for row in connection.execute(query)}


def first_and_last(
    connection: sa.Connection, since: datetime | None, until: datetime | None, campaign: str | None
) -> tuple[datetime, datetime] | None:
    """When the first and the last dated lead were submitted; None where there is none."""
    query = sa.select(sa.func.min(leads.c.submitted_at), sa.func.max(leads.c.submitted_at))
    if campaign is not None:
        query = query.join(campaigns, campaigns.c.id == leads.c.campaign_id).where(
            campaigns.c.key == campaign
        )
    first, last = connection.execute(query.where(*_within(since, until))).one()
    return None if first is None else (first, last)


def counts(connection: sa.Connection, asked: Asked, cuts: Sequence[float]) -> Sequence[Row]:
    """A row a group and score band that has countable leads: key_0 …, band, channel, and sums of each.

    `waiting` are leads that nobody has judged and that the second head scored, `later` those judged since,
    of scores that no outcome had taught; of both the sums of q and of q (1 − q).
    """
    if asked.by == "week" and not asked.weeks:
        return []
    each = _each(asked, cuts).subquery("each_lead")
    names = [column.name for column in each.c if column.name.startswith("key_")]
    keys = [each.c[name] for name in (*names, "band")]
    sums = [sa.func.sum(column).label(column.name) for column in each.c if column.name.startswith("n_")]
    query = sa.select(
        *keys,
        sa.func.max(each.c.channel).label("channel"),
        sa.func.min(each.c.submitted_at).label("first_at"),
        *sums,
    )
    return connection.execute(query.group_by(*keys)).all()


def _each(asked: Asked, cuts: Sequence[float]) -> sa.Select[Any]:
    submitted, expected = leads.c.submitted_at, leads.c.quality_probability
    # Only countable leads are selected: see `_grouped`.
    judged = won | lead_states.c.disposition.is_not(None)
    qualified = won | sa.func.coalesce(lead_states.c.disposition == QUALIFIED, sa.false())
    due = submitted.is_(None) | (submitted <= asked.due_before)
    taught_nothing = leads.c.score_origin.in_((SUBMIT, HELD_OUT))
    marks = {
        "countable": sa.true(),
        "due": due,
        "judged": judged,
        "due_judged": due & judged,
        "recent": judged & (submitted >= asked.recent_since) & (submitted < asked.recent_until),
        "qualified": qualified,
        "unverified": judged & sa.func.coalesce(lead_states.c.unverified, sa.false()),
        "late_changes": sa.func.coalesce(lead_states.c.late_change, sa.false()),
        "overturned": sa.exists().where(disputes.c.lead_id == leads.c.id, disputes.c.verdict == OVERTURNED),
        **{word: ~won & (lead_states.c.disposition == word) for word in COUNTED_REASONS},
    }
    heads = {
        "waiting": ~judged & expected.is_not(None),
        "later": judged & expected.is_not(None) & taught_nothing,
    }
    columns = [sa.case((mark, 1), else_=0).label(f"n_{name}") for name, mark in marks.items()]
    for name, mark in heads.items():
        columns += [
            sa.case((mark, 1), else_=0).label(f"n_{name}"),
            sa.case((mark, expected), else_=0.0).label(f"n_{name}_total"),
            sa.case((mark, expected * (1 - expected)), else_=0.0).label(f"n_{name}_variance"),
        ]
    columns.append(sa.case((heads["later"] & qualified, 1), else_=0).label("n_later_qualified"))
    return _grouped(asked, [_band(cuts).label("band"), campaigns.c.channel, submitted, *columns])


def _grouped(asked: Asked, columns: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """Each countable lead with the names of its group."""
    source: sa.FromClause = leads.join(lead_states, lead_states.c.lead_id == leads.c.id)
    source = source.outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
    source = source.outerjoin(reps, reps.c.id == lead_states.c.owner_id)
    if asked.by == "week":
        weeks = _week_table(asked.weeks)
        own = (leads.c.submitted_at >= weeks.c.since) & (leads.c.submitted_at < weeks.c.until)
        source = source.join(weeks, own)
        group: tuple[sa.ColumnElement[Any], ...] = (weeks.c.week,)
    else:
        group = _GROUPS[asked.by]
    named = [column.label(f"key_{place}") for place, column in enumerate(group)]
    query = sa.select(*named, *columns).select_from(source)
    if asked.campaign is not None:
        query = query.where(campaigns.c.key == asked.campaign)
    if asked.product is not None:
        query = query.where(leads.c.product == asked.product)
    return query.where(countable, *_within(asked.since, asked.until))


def _week_table(weeks: Sequence[Week]) -> sa.CTE:
    columns = (
        sa.column("week", sa.String),
        sa.column("since", Instant),
        sa.column("until", Instant),
    )
    rows = [(week.name, week.since, week.until) for week in weeks]
    return sa.values(*columns, name="week_rows").data(rows).cte("weeks")


def _band(cuts: Sequence[float]) -> sa.ColumnElement[int]:
    score = leads.c.probability
    whens = [(score.is_(None), UNSCORED), *((score <= cut, place) for place, cut in enumerate(cuts))]
    return sa.case(*whens, else_=len(cuts))


def _within(since: datetime | None, until: datetime | None) -> list[sa.ColumnElement[bool]]:
    bounds = []
    if since is not None:
        bounds.append(leads.c.submitted_at >= since)
    if until is not None:
        bounds.append(leads.c.submitted_at < until)
    return bounds
