"""What a view gets and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.parts import Parts
from service.store.database import Connection
from service.usecases.issue_key import Caller


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is what JSON can hold; a text where `content_type` is another."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """A request after it was parsed, inside its transaction. `raw` is the body as it came."""

    parts: Parts
    connection: Connection
    caller: Caller
    body: Any
    raw: Any
    query: Mapping[str, Any]
    now: datetime
