"""A page's charts as SVG, for where no script runs: what is to be drawn is kept until it is asked for."""

import hashlib
import json
from typing import Any, Final

from flask import url_for

from service.parts import Parts
from service.store import kept_answers
from service.store.columns import Row
from service.store.database import Connection
from service.usecases.clock import utc_now

VIEW: Final = "chart"


def picture_address(parts: Parts, connection: Connection, spec: dict[str, Any], language: str) -> str:
    """Drawing takes long, so it waits: most browsers draw for themselves."""
    asked = {"language": language}
    key = hashlib.sha256(json.dumps([asked, spec], sort_keys=True).encode()).hexdigest()
    if kept_answers.find(connection, key) is None:
        now = utc_now()
        with parts.database.writing(connection) as held:
            kept_answers.keep(
                held, key=key, view=VIEW, asked=asked, answer=spec, as_of=now, took_ms=0, asked_at=now
            )
    return url_for("web_pictures.show_picture", key=key)


def kept_spec(connection: Connection, key: str) -> Row | None:
    """`answer` is the specification, `asked` its language."""
    found = kept_answers.find(connection, key)
    return found if found is not None and found.view == VIEW else None
