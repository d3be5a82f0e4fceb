"""Decisions with their evidence, and a model's cards

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('models', sa.Column('cards', JSON, nullable=True))
    op.add_column('model_decisions', sa.Column('evidence', JSON, nullable=True))
    # A retrain that keeps or fails may have no version to speak of.
    with op.batch_alter_table('model_decisions') as batch:
        batch.alter_column('version', existing_type=sa.String(length=64), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM model_decisions WHERE action NOT IN ('promote', 'roll_back')")
    with op.batch_alter_table('model_decisions') as batch:
        batch.alter_column('version', existing_type=sa.String(length=64), nullable=False)
    op.drop_column('model_decisions', 'evidence')
    op.drop_column('models', 'cards')
