"""Which low-scored leads Sales should work at random, so that what is never called does not stay unknown.

Source: design, "Who teaches". A lead that was marked with probability p, and worked, teaches for 1 / p of its
like, at most for 20.
"""

from collections.abc import Mapping
from typing import Any

from service.usecases.company import Company

LOW_GRADE = "D"


def work_probability(company: Company, lead: Mapping[str, Any]) -> float | None:
    """The chance with which this new lead was marked; None where it is not.

    `lead` is its row of `leads`. Only a countable lead of the lowest grade may be. The draw is by its id: the
    same lead gets the same answer, however often it is asked for.
    """
    share = company.random_work_share
    if lead["grade"] != LOW_GRADE or not _is_countable(lead):
        return None
    return share if company.vault.draw(lead["id"]) < share else None


def _is_countable(lead: Mapping[str, Any]) -> bool:
    return lead["duplicate_of"] is None and not lead["auto_spam"] and not lead["existing_customer"]
