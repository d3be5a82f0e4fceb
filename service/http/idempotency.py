"""The same Idempotency-Key again: the first answer again. The record commits with what it answers."""

from collections.abc import Callable

from flask import Request

from service.http.body import check_text
from service.http.call import Answer, Call
from service.http.problem import Problem
from service.store import idempotency
from service.store.database import try_lock
from service.usecases.problems import refuse

LONGEST_KEY = 200
READS = frozenset({"GET", "HEAD"})


def once(call: Call, request: Request, answer: Callable[[], Answer]) -> Answer:
    """`answer()`, or what it was the first time. Raises Problem 409 while the first is still under way.

    What reads is answered anew each time: a lead's page shows the contact, which no record may hold.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method in READS:
        return answer()
    return once_for(call, key, [request.method, request.path, call.raw], answer)


def once_for(call: Call, key: str, body: object, answer: Callable[[], Answer]) -> Answer:
    if not 0 < len(key) <= LONGEST_KEY:
        raise refuse("/idempotency_key", "length", f"1 to {LONGEST_KEY} characters are needed")
    check_text(key)
    source, vault = call.caller.source.name, call.parts.company.vault
    if not try_lock(call.connection, vault.name_hash("idempotency", f"{source} {key}")):
        raise Problem(409, "the same Idempotency-Key is under way", headers={"Retry-After": "1"})
    body_hmac = vault.body_hmac(body)
    stored = idempotency.find(call.connection, source, key)
    if stored is None:
        first = answer()
        idempotency.add(
            call.connection,
            source=source,
            key=key,
            body_hmac=body_hmac,
            status=first.status,
            answer=first.body,
            created_at=call.now,
        )
        return first
    if stored.body_hmac != body_hmac:
        raise Problem(422, "this Idempotency-Key was sent with another body")
    return Answer(stored.answer, stored.status, {"Idempotency-Replayed": "true"})
