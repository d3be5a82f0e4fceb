"""UUIDv7: ids that sort by time, so that tables can be partitioned by range on them."""

from datetime import datetime
from uuid import UUID

import uuid_utils


def new_id(at: datetime | None = None) -> UUID:
    """An id of now (those of one process then keep their order), or of an instant given."""
    if at is None:
        return UUID(int=uuid_utils.uuid7().int)
    since_1970 = max(0, round(at.timestamp() * 1_000_000)) * 1000
    return UUID(int=uuid_utils.uuid7(nanoseconds=since_1970).int)
