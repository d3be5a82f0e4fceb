"""`/v1/models/{version}/card`: what a person reads of a model, as a page."""

import base64
import hashlib
import re

from flask import Blueprint

from service.http.call import Answer, Call
from service.http.operation import operation
from service.http.schemas.models import CardQuery
from service.usecases.models.serve_model import read_card

routes = Blueprint("model_card", __name__)
PAGE = "text/html"
_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
# A card needs nothing but its own style sheet: no script, no network, no form, no frame.
_POLICY = "default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@routes.get("/v1/models/<version>/card")
@operation("Read a model's card", scopes="admin", answers={200: PAGE}, query=CardQuery())
def read_model_card(call: Call, version: str) -> Answer:
    """Vietnamese, or English with `lang=en`."""
    card = read_card(call.connection, version, call.query["lang"])
    headers = {
        "Content-Security-Policy": _POLICY.format(style=_style_source(card)),
        "Content-Language": call.query["lang"],
    }
    return Answer(card, headers=headers, content_type=f"{PAGE}; charset=utf-8")


def _style_source(card: str) -> str:
    """The card's one style sheet by its hash, so that no other style in it would count."""
    found = _STYLE.search(card)
    if found is None:
        return "'none'"
    digest = hashlib.sha256(found[1].encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
