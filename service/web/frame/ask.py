"""Pages ask the operations of the API, in process: one set of figures and checks, two doors."""

import inspect
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from service.http.body import check_text
from service.http.call import Answer, Call
from service.http.operation import Operation
from service.http.validation import load
from service.parts import Parts
from service.store.database import Connection
from service.usecases.issue_key import Caller

# A function that `service.http.operation.operation` declared.
View = Callable[..., Any]


def operation_of(view: View) -> Operation:
    found: Operation = view.operation  # type: ignore[attr-defined] # set where it was declared
    return found


def ask(
    parts: Parts,
    connection: Connection,
    caller: Caller,
    now: datetime,
    view: View,
    query: Mapping[str, Any] | None,
    body: Any,
    path: Mapping[str, Any],
) -> Answer:
    """Raises what the operation raises, and Refused for what it cannot read."""
    declared = operation_of(view)
    asked = {name: str(value) for name, value in (query or {}).items() if value not in (None, "")}
    for text in (*map(str, path.values()), *asked.values()):
        check_text(text)
    call = Call(
        parts,
        connection,
        caller,
        load(declared.body, body) if declared.body else None,
        body,
        load(declared.query, asked) if declared.query else {},
        now,
    )
    answer: Answer = inspect.unwrap(view)(call, **path)
    return answer
