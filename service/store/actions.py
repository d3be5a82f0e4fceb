"""Who does what by when, and which figure it should move."""

import sqlalchemy as sa

from service.store.columns import Instant, identifier, metadata

actions = sa.Table(
    "actions",
    metadata,
    identifier(primary_key=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("due", sa.Date, nullable=False),
    sa.Column("side", sa.String(16), nullable=False),
    # The figure that it should move, of this campaign or rep ("" is the company's), and what it was.
    sa.Column("figure", sa.String(40)),
    sa.Column("subject", sa.String(200), nullable=False),
    sa.Column("figure_at_start", sa.Float),
    # The ISO week of the review that it came from, as 2026-W47.
    sa.Column("week", sa.String(8), index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("created_by", sa.String(200), nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("done_by", sa.String(200)),
    # The figure two and four weeks later.
    sa.Column("figure_after_2_weeks", sa.Float),
    sa.Column("figure_after_4_weeks", sa.Float),
)
