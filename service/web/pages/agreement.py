"""`/agreement`: what both teams are held to, in words; proposed here, and in force once both have signed."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, url_for

from model.agreement import WEEKDAYS
from model.vocabulary import MARKETER, MARKETING, SALES, SALES_LEAD
from service.http import agreement
from service.store import kept_answers
from service.usecases.campaigns.campaign_names import campaign_names
from service.web.forms.agreement_form import fields_of, items_of, target_places, terms_of
from service.web.frame.kept import KEPT
from service.web.frame.page import deed, page
from service.web.frame.page_words import bound
from service.web.frame.visit import Visit
from service.web.shown.agreement_terms import changes, item_words, written_terms

routes = Blueprint("web_agreement", __name__)
_TOPIC: Final = "agreement_page"
_PROPOSES: Final = "marketer sales_lead admin"
# Nobody signs for the other team, and nobody but the teams signs.
_SIGNS: Final[Mapping[str, str]] = {MARKETER: MARKETING, SALES_LEAD: SALES}
_SUGGESTED: Final = 300


@routes.get("/agreement")
@page("rep marketer sales_lead boss admin")
def show_agreement(visit: Visit, number: int | None = None) -> Any:
    """`number` is of a version whose signature was not taken."""
    found = visit.ask(agreement.show_agreement)
    words = _words(visit)
    return visit.show(
        "agreement.html",
        _TOPIC,
        found=found,
        refused=number,
        groups=written_terms(found["terms"], words),
        open=[_open(each, found, words) for each in found["versions"] if each["version"] > found["version"]],
        past=[each for each in found["versions"] if each["version"] <= found["version"]],
        current=next((each for each in found["versions"] if each["in_force"]), None),
        side=_SIGNS.get(visit.user.role),
        may_propose=visit.user.role in _PROPOSES.split(),
    )


@routes.get("/agreement/proposal")
@page(_PROPOSES)
def new_proposal(visit: Visit) -> Any:
    """A form that begins with the terms in force."""
    terms = visit.ask(agreement.show_agreement)["terms"]
    fields = dict(visit.form) if visit.form else fields_of(terms, visit.language)
    w = _words(visit)["w"]
    return visit.show(
        "agreement_proposal.html",
        _TOPIC,
        values=fields,
        items=[(f"item_{item}", item_words(item, w)) for item in items_of(terms)],
        places=target_places(fields),
        campaigns=list(campaign_names(visit.connection).items())[:_SUGGESTED],
        weekdays=WEEKDAYS,
    )


@routes.post("/agreement/proposal")
@deed(_PROPOSES, back=new_proposal)
def post_proposal(visit: Visit) -> str:
    """It counts once both sides have signed it."""
    in_force = visit.ask(agreement.show_agreement)["terms"]
    known = campaign_names(visit.connection)
    terms = terms_of(visit.form, items_of(in_force), [*known, *in_force["quality_targets"]])
    body = {"by": visit.user.name, "note": visit.form.get("note"), "terms": terms}
    visit.ask(agreement.propose_agreement, body=body)
    return url_for("web_agreement.show_agreement", told="kept")


@routes.post("/agreement/<int:number>/signature")
@deed("marketer sales_lead", back=show_agreement)
def post_signature(visit: Visit, number: int) -> str:
    body = {"side": _SIGNS[visit.user.role], "by": visit.user.name}
    visit.ask(agreement.sign_agreement, number=number, body=body)
    kept_answers.forget(visit.connection, KEPT)  # verdicts and service levels are now held against it
    return url_for("web_agreement.show_agreement", told="done")


def _open(version: dict[str, Any], found: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """A version that is not in force, with what it would change."""
    return {**version, "changes": changes(version["terms"], found["terms"], words)}


def _words(visit: Visit) -> dict[str, Any]:
    """The page's, with campaigns by their names."""
    names = campaign_names(visit.connection)
    words = bound(visit.language, _TOPIC, visit.parts.company.timezone)
    return {**words, "campaign": lambda key: names.get(key, key)}
