"""`/v1/campaigns/{key}/announcements` and `/v1/announcements`: what Sales is told before leads come."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.announcements import (
    AnnouncementAnswer,
    AnnouncementsAnswer,
    AnnouncementSchema,
    AnnouncementsQuery,
    ReadSchema,
)
from service.store import announcements, reps
from service.store.columns import Row
from service.usecases.campaigns.announce_campaign import announce as announce_campaign
from service.usecases.campaigns.announce_campaign import read_announcement as mark_read
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.problems import NotFound

routes = Blueprint("announcements", __name__)
_SHOWN = 200


@routes.post("/v1/campaigns/<path:key>/announcements")
@operation(
    "Tell Sales of a campaign",
    scopes="marketing crm admin",
    body=AnnouncementSchema(),
    answers={201: AnnouncementAnswer()},
    writes=True,
)
def announce(call: Call, key: str) -> Answer:
    name = campaign_key(key)
    if name is None:
        raise NotFound("there is no such campaign")
    announcement_id = announce_campaign(call.connection, name, call.body["by"], call.body["text"], call.now)
    return _one(call, announcement_id, 201)


@routes.get("/v1/announcements")
@operation(
    "List what Sales was told of campaigns, and who has read it",
    scopes="marketing crm admin",
    query=AnnouncementsQuery(),
    answers={200: AnnouncementsAnswer()},
)
def list_announcements(call: Call) -> Answer:
    rows = announcements.newest_first(call.connection, call.query.get("campaign"), _SHOWN)
    return Answer({"as_of": instant(call.now), "announcements": _answers(call, rows)})


@routes.post("/v1/announcements/<uuid:announcement_id>/read")
@operation(
    "A rep has read what was announced",
    scopes="crm",
    body=ReadSchema(),
    answers={200: AnnouncementAnswer()},
    writes=True,
)
def read_announcement(call: Call, announcement_id: UUID) -> Answer:
    mark_read(call.connection, announcement_id, call.body["rep"], call.now)
    return _one(call, announcement_id, 200)


def _one(call: Call, announcement_id: UUID, status: int) -> Answer:
    row = announcements.find(call.connection, announcement_id)
    assert row is not None
    return Answer(_answers(call, [row])[0], status)


def _answers(call: Call, rows: Sequence[Row]) -> list[dict[str, Any]]:
    reads = announcements.reads(call.connection, [row.id for row in rows])
    team = reps.listing(call.connection)
    keys = {rep.id: rep.key for rep in team}
    active = [rep.key for rep in team if rep.is_active]
    return [
        _answer(row, {keys[rep]: at for rep, at in reads.get(row.id, {}).items()}, active) for row in rows
    ]


def _answer(row: Row, read_at: Mapping[str, datetime], active: list[str]) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "campaign": row.campaign,
        "announced_at": instant(row.announced_at),
        "by": row.by,
        "text": row.text,
        "read_by": [{"rep": rep, "read_at": instant(at)} for rep, at in read_at.items()],
        "unread_by": [rep for rep in active if rep not in read_at],
    }
