"""`/keys`: API keys, the form for a landing page, and whether a lead comes through."""

from typing import Any, Final

from flask import Blueprint, url_for

from service.store import keys, lead_pages
from service.usecases.issue_key import issue_key, revoke_key
from service.usecases.problems import NotFound
from service.web.forms.landing_form import landing_form
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit

routes = Blueprint("web_keys", __name__)
_SCOPES: Final = ("ingest", "crm", "marketing", "call", "admin")
_LEADS_SHOWN: Final = 5


@routes.get("/keys")
@page("admin")
def list_keys(visit: Visit) -> Any:
    return _show(visit)


@routes.post("/keys")
@page("admin", writes=True, back=list_keys)
def post_key(visit: Visit) -> Any:
    """Shown at once: its secret can never be read again."""
    scope = visit.form.get("scope", "")
    text = issue_key(
        visit.connection,
        scope,
        visit.form.get("name", ""),
        visit.now,
        origins=visit.form.get("origins", "").split(),
        thank_you_urls=visit.form.get("thank_you_urls", "").split(),
    )
    return _show(visit, text=text, scope=scope)


@routes.post("/keys/<key_id>/revoke")
@deed("admin", back=list_keys)
def post_revoke(visit: Visit, key_id: str) -> str:
    revoke_key(visit.connection, key_id, visit.now)
    return url_for("web_keys.list_keys", told="done")


@routes.get("/keys/<key_id>")
@page("admin")
def show_key(visit: Visit, key_id: str) -> Any:
    """The newest leads that came by it."""
    found = keys.find(visit.connection, key_id)
    if found is None:
        raise NotFound("there is no such key")
    newest = lead_pages.newest_by_source(visit.connection, key_id, _LEADS_SHOWN)
    return visit.show("key.html", "keys_page", key=found, newest=newest)


def _show(visit: Visit, text: str | None = None, scope: str | None = None) -> Any:
    door = url_for("forms.take_form", key=text, _external=True) if scope == "ingest" and text else None
    schema = visit.parts.serving.schema
    return visit.show(
        "keys.html",
        "keys_page",
        keys=keys.listing(visit.connection),
        text=text,
        new_id=text.split("_")[2] if text else None,
        snippet=landing_form(door, schema, visit.language) if door else None,
        scopes=_SCOPES,
    )
