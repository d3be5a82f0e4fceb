"""Indexes of a rep's desk: her newest leads, the calls that were promised, how her days began

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_assignments_rep_id_occurred_at', 'assignments', ['rep_id', 'occurred_at'])
    op.create_index('ix_assignments_occurred_at', 'assignments', ['occurred_at'])
    op.create_index('ix_contact_attempts_callback_at', 'contact_attempts', ['callback_at'],
        sqlite_where=sa.text('callback_at IS NOT NULL'), postgresql_where=sa.text('callback_at IS NOT NULL'))
    op.create_index('ix_lead_states_owner_id_first_attempt_at', 'lead_states', ['owner_id', 'first_attempt_at'])


def downgrade() -> None:
    op.drop_index('ix_lead_states_owner_id_first_attempt_at', table_name='lead_states')
    op.drop_index('ix_contact_attempts_callback_at', table_name='contact_attempts')
    op.drop_index('ix_assignments_occurred_at', table_name='assignments')
    op.drop_index('ix_assignments_rep_id_occurred_at', table_name='assignments')
