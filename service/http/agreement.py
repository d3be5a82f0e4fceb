"""`/v1/agreement`: what both teams are held to, proposed by anybody, in force once both have signed."""

from typing import Any

from flask import Blueprint

from model.vocabulary import MARKETING, SALES
from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.problem import Problem
from service.http.schemas.agreement import (
    AgreementAnswer,
    AgreementVersionAnswer,
    ProposalSchema,
    SignatureSchema,
    as_terms,
)
from service.store import agreements
from service.store.columns import Row
from service.usecases.fair_play.agreement import in_force, propose, sign

routes = Blueprint("agreement", __name__)
_VERSIONS_SHOWN = 50
_SIDE_OF_SCOPE = {"marketing": MARKETING, "crm": SALES}


@routes.get("/v1/agreement")
@operation("Show what both teams agreed on", scopes="marketing crm admin", answers={200: AgreementAnswer()})
def show_agreement(call: Call) -> Answer:
    terms = in_force(call.connection, call.now)
    rows = agreements.newest_first(call.connection, _VERSIONS_SHOWN)
    return Answer(
        {
            "version": terms.version,
            "is_signed": terms.is_signed,
            "terms": terms.to_dict(),
            "versions": [_answer(row, terms.version) for row in rows],
        }
    )


@routes.post("/v1/agreement")
@operation(
    "Propose a new version; it counts once both sides have signed it",
    scopes="marketing crm admin",
    body=ProposalSchema(),
    answers={201: AgreementVersionAnswer()},
    writes=True,
)
def propose_agreement(call: Call) -> Answer:
    body = call.body
    version = propose(call.connection, as_terms(body["terms"]), body["by"], body.get("note"), call.now)
    return _shown(call, version, 201)


@routes.post("/v1/agreement/<int:number>/signature")
@operation(
    "Sign a version for one side",
    scopes="marketing crm admin",
    body=SignatureSchema(),
    answers={200: AgreementVersionAnswer()},
    writes=True,
)
def sign_agreement(call: Call, number: int) -> Answer:
    own = _SIDE_OF_SCOPE.get(call.caller.source.scope)
    if own is not None and own != call.body["side"]:
        raise Problem(403, f"this key signs for {own}")
    sign(call.connection, number, call.body["side"], call.body["by"], call.now)
    return _shown(call, number, 200)


def _shown(call: Call, version: int, status: int) -> Answer:
    row = agreements.find(call.connection, version)
    assert row is not None
    return Answer(_answer(row, in_force(call.connection, call.now).version), status)


def _answer(row: Row, counts: int) -> dict[str, Any]:
    return {
        "version": row.version,
        "in_force": row.version == counts,
        "note": row.note,
        "proposed": _signed(row.proposed_by, row.proposed_at),
        "marketing": _signed(row.marketing_signed_by, row.marketing_signed_at),
        "sales": _signed(row.sales_signed_by, row.sales_signed_at),
        "terms": row.terms,
    }


def _signed(by: str | None, at: Any) -> dict[str, Any] | None:
    return None if at is None else {"by": by, "at": instant(at)}
