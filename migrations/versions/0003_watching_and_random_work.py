"""Watching the models, and leads marked to be worked at random

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('leads', sa.Column('work_probability', sa.Float(), nullable=True))
    op.create_index(
        'ix_leads_work_at_random',
        'leads',
        ['id'],
        unique=False,
        sqlite_where=sa.text('work_probability IS NOT NULL'),
        postgresql_where=sa.text('work_probability IS NOT NULL'),
    )
    op.create_table(
        'model_watches',
        sa.Column('version', sa.String(length=64), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('alert_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('figures', JSON, nullable=False),
        sa.ForeignKeyConstraint(['version'], ['models.version'], name=op.f('fk_model_watches_version')),
        sa.PrimaryKeyConstraint('version', 'day', name=op.f('pk_model_watches')),
    )


def downgrade() -> None:
    op.drop_table('model_watches')
    op.drop_index('ix_leads_work_at_random', table_name='leads')
    op.drop_column('leads', 'work_probability')
