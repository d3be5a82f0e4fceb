"""Scores that rest on few outcomes say how wide they are

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leads", sa.Column("probability_low", sa.Float(), nullable=True))
    op.add_column("leads", sa.Column("probability_high", sa.Float(), nullable=True))
    op.add_column("leads", sa.Column("score_basis", sa.String(length=64), nullable=True))


def downgrade() -> None:
    for name in ("score_basis", "probability_high", "probability_low"):
        op.drop_column("leads", name)
