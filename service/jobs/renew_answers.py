"""What pages show is counted anew beside them, for as long as somebody looks at it from time to time."""

from datetime import timedelta
from typing import Final

import structlog

from service.parts import Parts
from service.store import kept_answers
from service.usecases.clock import utc_now
from service.web.frame.kept import KEPT, renew

log = structlog.get_logger()
_AT_ONCE: Final = 20
_KEPT: Final = timedelta(days=8)


def renew_answers(parts: Parts) -> None:
    """A few, the oldest first. One that can no longer be counted keeps none of the others back."""
    now = utc_now()
    with parts.database.read() as connection:
        rows = kept_answers.due(connection, KEPT, now, _AT_ONCE)
    for row in rows:
        try:
            renew(parts, row, utc_now())
        except Exception as error:  # a campaign that is gone, say: it grows old, and is forgotten
            log.warning("kept answer not renewed", view=row.view, error=type(error).__name__)
    with parts.database.write() as connection:
        kept_answers.clean(connection, now - _KEPT)
