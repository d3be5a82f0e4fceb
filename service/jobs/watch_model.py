"""The daily look at the models: read outside of any writer's way, then kept at once."""

from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from service.parts import Parts
from service.store import watches
from service.usecases.clock import utc_now
from service.usecases.models.watch_model import is_due, look

log = structlog.get_logger()


def watch(parts: Parts) -> Callable[[Parts, Connection], bool] | None:
    """What keeps today's figures; None where the serving model was watched today already."""
    now = utc_now()
    with parts.database.read() as connection:
        if not is_due(connection, parts.company, now):
            return None
        rows = look(connection, parts.company, parts.horizon_days, now)

    def keep(_parts: Parts, connection: Connection) -> bool:
        watches.put(connection, rows)
        for row in rows:
            if row["alert_since"] is not None:
                log.warning("calibration gone", version=row["version"], since=row["alert_since"].isoformat())
        return False

    return keep
