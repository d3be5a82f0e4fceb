"""`/v1/models/watch`: are the models' scores still right, and do leads look as they did."""

from datetime import timedelta
from typing import Any

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.watch import WatchAnswer
from service.store import models, watches
from service.store.columns import Row
from service.usecases.models.watch_model import calibration_alert_open

routes = Blueprint("watch", __name__)
_DAYS_SHOWN = 90


@routes.get("/v1/models/watch")
@operation("Show whether the models are still right", scopes="admin", answers={200: WatchAnswer()})
def show_watch(call: Call) -> Answer:
    serving = models.serving_version(call.connection)
    since = call.now.astimezone(call.parts.company.timezone).date() - timedelta(days=_DAYS_SHOWN)
    days = watches.days(call.connection, serving, since) if serving else []
    return Answer(
        {
            "serving": serving,
            "alert_open": calibration_alert_open(call.connection),
            "versions": [_newest(row) for row in watches.newest_of_each(call.connection, since)],
            "days": [_line(row) for row in days],
        }
    )


def _newest(row: Row) -> dict[str, Any]:
    return {**_looked(row), **row.figures}


def _line(row: Row) -> dict[str, Any]:
    calibration, drift = row.figures["calibration"], row.figures["drift"]
    return {
        **_looked(row),
        **{name: calibration[name] for name in ("ratio", "z", "verdict")},
        "score_psi": drift["score"]["psi"] if drift else None,
    }


def _looked(row: Row) -> dict[str, Any]:
    return {
        "version": row.version,
        "day": row.day.isoformat(),
        "looked_at": instant(row.looked_at),
        "alert_since": instant(row.alert_since),
    }
