"""Take late leads back and give out those that nobody owns, where both teams agreed to that."""

from sqlalchemy import Connection

from service.parts import Parts
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import in_force
from service.usecases.team.run_rotation import MOST_AT_ONCE, run_rotation
from service.usecases.team.take_back_late_leads import take_back_late_leads


def rotate(parts: Parts, connection: Connection) -> bool:
    """Whether there may be more to give."""
    now = utc_now()
    agreement = in_force(connection, now)
    take_back_late_leads(connection, parts.company, agreement, now)
    if not agreement.rotation:
        return False
    return len(run_rotation(connection, parts.company, agreement, now)) == MOST_AT_ONCE
