"""What Marketing and Sales agree on, dispute, ask, review and do

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('actions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('side', sa.String(length=16), nullable=False),
    sa.Column('figure', sa.String(length=40), nullable=True),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('figure_at_start', sa.Float(), nullable=True),
    sa.Column('week', sa.String(length=8), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.String(length=200), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.String(length=200), nullable=True),
    sa.Column('figure_after_2_weeks', sa.Float(), nullable=True),
    sa.Column('figure_after_4_weeks', sa.Float(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_actions'))
    )
    op.create_index(op.f('ix_actions_week'), 'actions', ['week'], unique=False)
    op.create_table('agreements',
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('terms', JSON, nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposed_by', sa.String(length=200), nullable=False),
    sa.Column('marketing_signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('marketing_signed_by', sa.String(length=200), nullable=True),
    sa.Column('sales_signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sales_signed_by', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_agreements'))
    )
    op.create_table('closed_periods',
    sa.Column('period', sa.String(length=8), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_by', sa.String(length=200), nullable=False),
    sa.Column('figures', JSON, nullable=False),
    sa.PrimaryKeyConstraint('period', name=op.f('pk_closed_periods'))
    )
    op.create_table('review_notes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('week', sa.String(length=8), nullable=False),
    sa.Column('side', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_notes'))
    )
    op.create_index(op.f('ix_review_notes_week'), 'review_notes', ['week'], unique=False)
    op.create_table('ad_reviews',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=True),
    sa.Column('ad', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.String(length=200), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rep_id', sa.Uuid(), nullable=True),
    sa.Column('verdict', sa.String(length=8), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_ad_reviews_campaign_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['reps.id'], name=op.f('fk_ad_reviews_rep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ad_reviews'))
    )
    op.create_index(op.f('ix_ad_reviews_campaign_id'), 'ad_reviews', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_ad_reviews_rep_id'), 'ad_reviews', ['rep_id'], unique=False)
    op.create_table('alerts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('side', sa.String(length=16), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('figures', JSON, nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_by', sa.String(length=200), nullable=True),
    sa.Column('action_id', sa.Uuid(), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_why', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['action_id'], ['actions.id'], name=op.f('fk_alerts_action_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alerts'))
    )
    op.create_table('alert_looks',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_alert_looks'))
    )
    op.create_index(op.f('ix_alerts_action_id'), 'alerts', ['action_id'], unique=False)
    op.create_index('ix_alerts_opened_at', 'alerts', ['opened_at'], unique=False)
    op.create_index('uq_alerts_open', 'alerts', ['kind', 'subject'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_table('announcements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=False),
    sa.Column('announced_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_announcements_campaign_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announcements'))
    )
    op.create_index(op.f('ix_announcements_campaign_id'), 'announcements', ['campaign_id'], unique=False)
    op.create_table('call_samples',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=False),
    sa.Column('lent_to', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.Column('lent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seed', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_call_samples_campaign_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_samples'))
    )
    op.create_index(op.f('ix_call_samples_campaign_id'), 'call_samples', ['campaign_id'], unique=False)
    op.create_table('rep_absences',
    sa.Column('rep_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['rep_id'], ['reps.id'], name=op.f('fk_rep_absences_rep_id')),
    sa.PrimaryKeyConstraint('rep_id', 'day', name=op.f('pk_rep_absences'))
    )
    op.create_table('announcement_reads',
    sa.Column('announcement_id', sa.Uuid(), nullable=False),
    sa.Column('rep_id', sa.Uuid(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['announcement_id'], ['announcements.id'], name=op.f('fk_announcement_reads_announcement_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['reps.id'], name=op.f('fk_announcement_reads_rep_id')),
    sa.PrimaryKeyConstraint('announcement_id', 'rep_id', name=op.f('pk_announcement_reads'))
    )
    op.create_index(op.f('ix_announcement_reads_rep_id'), 'announcement_reads', ['rep_id'], unique=False)
    op.create_table('call_sample_leads',
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('was_called', sa.Boolean(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('disposition', sa.String(length=24), nullable=True),
    sa.Column('sub_reason', sa.String(length=24), nullable=True),
    sa.Column('outcome', sa.String(length=8), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_call_sample_leads_lead_id')),
    sa.ForeignKeyConstraint(['sample_id'], ['call_samples.id'], name=op.f('fk_call_sample_leads_sample_id')),
    sa.PrimaryKeyConstraint('sample_id', 'lead_id', name=op.f('pk_call_sample_leads'))
    )
    op.create_index(op.f('ix_call_sample_leads_lead_id'), 'call_sample_leads', ['lead_id'], unique=False)
    op.create_table('feedback',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=True),
    sa.Column('lead_id', sa.Uuid(), nullable=True),
    sa.Column('rep_id', sa.Uuid(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('owner', sa.String(length=200), nullable=True),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.String(length=200), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('file_url', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_feedback_campaign_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_feedback_lead_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['reps.id'], name=op.f('fk_feedback_rep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback'))
    )
    op.create_index(op.f('ix_feedback_campaign_id'), 'feedback', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_feedback_lead_id'), 'feedback', ['lead_id'], unique=False)
    op.create_index(op.f('ix_feedback_rep_id'), 'feedback', ['rep_id'], unique=False)
    op.create_index('ix_feedback_said_at', 'feedback', ['said_at'], unique=False)
    op.create_table('disputes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('disposition_id', sa.Uuid(), nullable=False),
    sa.Column('said', sa.String(length=24), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('assigned_to', sa.String(length=200), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=True),
    sa.Column('found', sa.String(length=24), nullable=True),
    sa.Column('verdict', sa.String(length=12), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['disposition_id'], ['dispositions.id'], name=op.f('fk_disputes_disposition_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['leads.id'], name=op.f('fk_disputes_lead_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disputes')),
    sa.UniqueConstraint('disposition_id', name=op.f('uq_disputes_disposition_id'))
    )
    op.create_index(op.f('ix_disputes_lead_id'), 'disputes', ['lead_id'], unique=False)
    op.add_column('assignments', sa.Column('reason', sa.String(length=16), nullable=True))
    op.add_column('dispositions', sa.Column('unverified', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('dispositions', sa.Column('changed_from', sa.String(length=24), nullable=True))
    op.add_column('dispositions', sa.Column('late_change', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('lead_states', sa.Column('last_attempt_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('lead_states', sa.Column('reached_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        'lead_states',
        sa.Column('judged_by_id', sa.Uuid(), sa.ForeignKey('reps.id', name='fk_lead_states_judged_by_id')),
        inline_references=True,
    )
    op.add_column('lead_states', sa.Column('unverified', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('lead_states', sa.Column('late_change', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('lead_states', sa.Column('lost_reason', sa.String(length=24), nullable=True))
    op.create_index(op.f('ix_lead_states_judged_by_id'), 'lead_states', ['judged_by_id'], unique=False)
    op.add_column('leads', sa.Column('quality_probability', sa.Float(), nullable=True))
    op.add_column('leads', sa.Column('probability_without_campaign', sa.Float(), nullable=True))
    op.add_column('models', sa.Column('held_out', sa.LargeBinary(), nullable=True))
    op.add_column('models', sa.Column('held_out_used_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('reps', sa.Column('is_active', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('reps', sa.Column('shifts', JSON, nullable=True))
    op.add_column('reps', sa.Column('calls_per_day', sa.Integer(), nullable=True))
    _tell_old_states()


def _tell_old_states() -> None:
    """What the states of leads that are there would say, had they been derived by this version."""
    last = "SELECT MAX(a.occurred_at) FROM contact_attempts a WHERE a.lead_id = lead_states.lead_id"
    reached = (
        "SELECT MIN(a.occurred_at) FROM contact_attempts a "
        "WHERE a.lead_id = lead_states.lead_id AND a.result IN ('reached', 'callback')"
    )
    newest = (
        "SELECT {column} FROM {table} e WHERE e.lead_id = lead_states.lead_id "
        "ORDER BY (e.occurred_at IS NOT NULL) DESC, e.occurred_at DESC, e.id DESC LIMIT 1"
    )
    judged_by = newest.format(column="e.rep_id", table="dispositions")
    lost = newest.format(column="CASE WHEN e.outcome = 'lost' THEN e.lost_reason END", table="outcomes")
    op.execute(f"UPDATE lead_states SET last_attempt_at = ({last}), reached_at = ({reached}) WHERE attempts > 0")
    # Nobody held them against an agreement.
    op.execute("UPDATE dispositions SET unverified = (1 = 1)")
    op.execute(
        f"UPDATE lead_states SET unverified = (1 = 1), judged_by_id = ({judged_by}) WHERE disposition IS NOT NULL"
    )
    op.execute(f"UPDATE lead_states SET lost_reason = ({lost}) WHERE outcome IS NOT NULL")


def downgrade() -> None:
    op.drop_column('reps', 'calls_per_day')
    op.drop_column('reps', 'shifts')
    op.drop_column('reps', 'is_active')
    op.drop_column('models', 'held_out_used_at')
    op.drop_column('models', 'held_out')
    op.drop_column('leads', 'probability_without_campaign')
    op.drop_column('leads', 'quality_probability')
    op.drop_index(op.f('ix_lead_states_judged_by_id'), table_name='lead_states')
    op.drop_column('lead_states', 'lost_reason')
    op.drop_column('lead_states', 'late_change')
    op.drop_column('lead_states', 'unverified')
    op.drop_column('lead_states', 'judged_by_id')
    op.drop_column('lead_states', 'reached_at')
    op.drop_column('lead_states', 'last_attempt_at')
    op.drop_column('dispositions', 'late_change')
    op.drop_column('dispositions', 'changed_from')
    op.drop_column('dispositions', 'unverified')
    op.drop_column('assignments', 'reason')
    op.drop_index(op.f('ix_disputes_lead_id'), table_name='disputes')
    op.drop_table('disputes')
    op.drop_index('ix_feedback_said_at', table_name='feedback')
    op.drop_index(op.f('ix_feedback_rep_id'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_lead_id'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_campaign_id'), table_name='feedback')
    op.drop_table('feedback')
    op.drop_index(op.f('ix_call_sample_leads_lead_id'), table_name='call_sample_leads')
    op.drop_table('call_sample_leads')
    op.drop_index(op.f('ix_announcement_reads_rep_id'), table_name='announcement_reads')
    op.drop_table('announcement_reads')
    op.drop_table('rep_absences')
    op.drop_index(op.f('ix_call_samples_campaign_id'), table_name='call_samples')
    op.drop_table('call_samples')
    op.drop_index(op.f('ix_announcements_campaign_id'), table_name='announcements')
    op.drop_table('announcements')
    op.drop_index('uq_alerts_open', table_name='alerts', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_index('ix_alerts_opened_at', table_name='alerts')
    op.drop_index(op.f('ix_alerts_action_id'), table_name='alerts')
    op.drop_table('alerts')
    op.drop_table('alert_looks')
    op.drop_index(op.f('ix_ad_reviews_rep_id'), table_name='ad_reviews')
    op.drop_index(op.f('ix_ad_reviews_campaign_id'), table_name='ad_reviews')
    op.drop_table('ad_reviews')
    op.drop_index(op.f('ix_review_notes_week'), table_name='review_notes')
    op.drop_table('review_notes')
    op.drop_table('closed_periods')
    op.drop_table('agreements')
    op.drop_index(op.f('ix_actions_week'), table_name='actions')
    op.drop_table('actions')
