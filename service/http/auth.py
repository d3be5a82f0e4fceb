"""Who calls, by `Authorization: Bearer`."""

from collections.abc import Collection

from flask import Request

from service.http.problem import Problem
from service.store.database import Connection
from service.usecases.issue_key import Caller, recognise_key

_ASK = {"WWW-Authenticate": 'Bearer realm="leadworth"'}


def authenticate(connection: Connection, request: Request, scopes: Collection[str]) -> Caller:
    """Raises Problem 401 without a valid key, 403 for a key of another scope."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    caller = recognise_key(connection, text.strip()) if kind.lower() == "bearer" else None
    if caller is None:
        raise Problem(401, "a valid key is needed: Authorization: Bearer lw_…", headers=_ASK)
    if caller.source.scope not in scopes:
        raise Problem(403, f"a key with the scope {' or '.join(sorted(scopes))} is needed")
    return caller
