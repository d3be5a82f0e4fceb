"""`/account`: one's own name, language and password; `/`: the page that one's role begins with."""

from typing import Any

from flask import Blueprint, redirect, url_for

from service.usecases.accounts.set_language import set_language
from service.usecases.accounts.set_password import set_password
from service.web.frame.context import home_of
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit

routes = Blueprint("web_account", __name__)
_ALL = "rep sales_lead marketer boss admin"


@routes.get("/home")
@page(_ALL)
def go_home(visit: Visit) -> Any:
    return redirect(home_of(visit.user.role), 303)


@routes.get("/account")
@page(_ALL)
def show_account(visit: Visit) -> Any:
    return visit.show("account.html", "account")


@routes.post("/account/language")
@deed(_ALL, back=show_account)
def post_language(visit: Visit) -> str:
    set_language(visit.connection, visit.user.id, visit.form.get("language", ""))
    return url_for("web_account.show_account", told="kept")


@routes.post("/account/password")
@deed(_ALL, back=show_account)
def post_password(visit: Visit) -> str:
    """This session goes on; all others end."""
    set_password(
        visit.connection,
        visit.user.id,
        visit.form.get("password", ""),
        visit.now,
        but=visit.signed_in.session_key,
    )
    return url_for("web_account.show_account", told="kept")
