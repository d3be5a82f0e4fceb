"""What an imported row says, in one form: so that the same row, imported again, is known."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from service.integrations.history.records import Record
from service.usecases.leads.vault import Vault


def canonical(values: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON holds it: instants in UTC, amounts without trailing zeros.

    >>> canonical({"amount": Decimal("1.50"), "phone": ("+84901234567",)})
    {'amount': '1.5', 'phone': ['+84901234567']}
    """
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return list(value) if isinstance(value, tuple) else value


class Fingerprints:
    """Gives each record of one file 16 bytes that it has again in every import of the same row.

    They are of what the row means, not of how it is written: a column more or another order of rows
    changes nothing. Rows that say the same twice are told apart by counting them.
    """

    def __init__(self, kind: str, vault: Vault) -> None:
        self._kind = kind
        self._vault = vault
        self._times: Counter[bytes] = Counter()

    def of(self, record: Record) -> bytes:
        said = json.dumps([self._kind, canonical(record.values)], sort_keys=True, ensure_ascii=False)
        first = self._vault.name_hash("import", said)
        self._times[first] += 1
        times = self._times[first]
        return first if times == 1 else self._vault.name_hash("import again", f"{times} {said}")
