"""Which of some leads are stored already, by their external ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from service.store import leads
from service.store.columns import Row
from service.usecases.company import Company
from service.usecases.leads.new_lead import NewLead
from service.usecases.problems import Conflict
from service.usecases.source import Source


@dataclass(frozen=True, slots=True)
class Kept:
    """`is_new` is False where the same lead was already stored."""

    lead_id: UUID
    is_new: bool


@dataclass(frozen=True, slots=True)
class Again:
    """The same lead as the one at this place of the same call."""

    place: int


Recognised = Kept | Conflict | Again | None


def recognise(
    connection: sa.Connection, company: Company, source: Source, new: Sequence[NewLead]
) -> list[Recognised]:
    """For each lead what it is again, a Conflict where its body differs, None where it is new."""
    keys = [source.external_key(lead.external_id) for lead in new]
    stored = leads.by_external_keys(connection, filter(None, keys))
    first: dict[str, int] = {}
    answers: list[Recognised] = []
    for place, (key, lead) in enumerate(zip(keys, new, strict=True)):
        if key is None:
            answers.append(None)
        elif key in stored:
            answers.append(_against_stored(company, stored[key], lead))
        else:
            earlier = first.setdefault(key, place)
            answers.append(_against_earlier(company, new, earlier, place) if earlier < place else None)
    return answers


def _against_stored(company: Company, stored: Row, lead: NewLead) -> Recognised:
    if stored.body_hmac == company.vault.body_hmac(lead.body):
        return Kept(stored.id, False)
    return Conflict("this external_id is stored with another body", stored.id)


def _against_earlier(company: Company, new: Sequence[NewLead], earlier: int, place: int) -> Recognised:
    first, again = (company.vault.body_hmac(new[each].body) for each in (earlier, place))
    if first == again:
        return Again(earlier)
    return Conflict("this external_id comes twice in this call, with different bodies")
