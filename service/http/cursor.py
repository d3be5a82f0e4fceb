"""Opaque cursors: signed, and bound to the list that they go on with."""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from service.http.problem import Problem

_SIGNATURE_BYTES = 16


def write_cursor(key: bytes, filters: object, place: object) -> str:
    text = json.dumps(place, default=str).encode()
    return base64.urlsafe_b64encode(_sign(key, filters, text) + text).decode().rstrip("=")


def read_cursor(key: bytes, filters: object, cursor: str) -> Any:
    """The place. Raises Problem 400 for a cursor that was altered, or is of another list."""
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise Problem(400, "this cursor is none of ours") from error
    signature, text = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _sign(key, filters, text)):
        raise Problem(400, "this cursor was altered, or belongs to a list with other filters")
    return json.loads(text)


def _sign(key: bytes, filters: object, text: bytes) -> bytes:
    bound = json.dumps(filters, sort_keys=True, default=str).encode() + b"\0" + text
    return hmac.digest(key, bound, hashlib.sha256)[:_SIGNATURE_BYTES]
