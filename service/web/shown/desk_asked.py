"""What others ask of a rep, above her leads: to read what Marketing announced, to call a lead again blind."""

from typing import Any, Final

from service.http import announcements
from service.store.columns import Row
from service.usecases.fair_play.blind_call import calls_of
from service.web.frame.roles import REP
from service.web.frame.visit import Visit

_UNREAD_SHOWN: Final = 3


def unread(visit: Visit) -> list[dict[str, Any]]:
    """What Marketing announced and she has not read, the newest first."""
    if visit.user.role != REP:
        return []
    told = visit.ask(announcements.list_announcements)["announcements"]
    return [each for each in told if visit.user.rep in each["unread_by"]][:_UNREAD_SHOWN]


def blind_calls(visit: Visit) -> list[Row]:
    """Disputed leads that she is to call, without knowing what was said."""
    return calls_of(visit.connection, visit.user.rep) if visit.user.rep is not None else []
