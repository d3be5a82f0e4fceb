"""Who tells Leadworth something: an API key, or a person who imports history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """`name` is an API key's id, or "import"."""

    name: str
    scope: str

    @property
    def is_publishable(self) -> bool:
        """It sits in a page, where anybody can read it and send what she likes."""
        return self.scope == "ingest"

    @property
    def is_import(self) -> bool:
        return self.name == IMPORT.name

    def external_key(self, external_id: str | None) -> str | None:
        """What an external id is unique by; None where it need not be."""
        return None if external_id is None or self.is_publishable else f"{self.name}:{external_id}"


IMPORT = Source("import", "crm")
# What another person found where Marketing disputed a disposition.
DISPUTE = Source("dispute", "crm")
# The worker, which gives leads to reps by turns and takes late ones back.
ROTATION = Source("rotation", "crm")
