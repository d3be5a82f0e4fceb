"""The daily look for alerts, and at what actions moved: read out of any writer's way, then kept at once."""

from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from service.parts import Parts
from service.usecases.alerts.watch_for_alerts import find_alerts, is_due, keep_alerts
from service.usecases.clock import utc_now
from service.usecases.fair_play.agreement import in_force
from service.usecases.review.keep_actions import find_results, keep_results

log = structlog.get_logger()


def watch_alerts(parts: Parts) -> Callable[[Parts, Connection], bool] | None:
    """Once on each day of the company's. Its weeks change on Mondays; on other days it sees late words."""
    now, company = utc_now(), parts.company
    with parts.database.read() as connection:
        if not is_due(connection, company, now):
            return None
        found = find_alerts(connection, company, in_force(connection, now), now)
        results = find_results(connection, company, parts.horizon_days, now)

    def keep(_parts: Parts, connection: Connection) -> bool:
        looked = keep_alerts(connection, company, found, now)
        keep_results(connection, results)
        log.info("looked for alerts", opened=looked.opened, closed=looked.closed, results=len(results))
        return False

    return keep
