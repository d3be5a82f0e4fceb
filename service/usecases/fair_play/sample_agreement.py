"""How far call samples agree with what Sales said of the same leads."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from model.campaign.kappa import Agreement, agreement_of
from model.vocabulary import QUALIFIED
from service.store import call_samples
from service.store.columns import Row


def sample_agreement(
    connection: sa.Connection, since: datetime | None = None, until: datetime | None = None
) -> Agreement:
    """Sales first, the sample second, over all campaigns; of findings recorded in [since, until)."""
    return agreement_of(_pairs(call_samples.pairs(connection, since, until)))


def _pairs(rows: Sequence[Row]) -> list[tuple[bool, bool]]:
    return [(bool(row.won) or row.said == QUALIFIED, row.found == QUALIFIED) for row in rows]
