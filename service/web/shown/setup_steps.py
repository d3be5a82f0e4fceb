"""What a company sets up, in the order in which it pays, and where each is done."""

from dataclasses import dataclass
from typing import Final

from flask import url_for

from service.store.set_up import what_is_there
from service.usecases.fair_play.agreement import in_force
from service.web.frame.roles import ADMIN, MARKETER, SALES_LEAD
from service.web.frame.visit import Visit

# Sales says what became of its leads, Marketing what its ads cost: neither uploads for the other.
KINDS: Final = {ADMIN: ("leads", "spend"), SALES_LEAD: ("leads",), MARKETER: ("spend",)}
_WHERE: Final = {
    "leads": ("web_setup.new_upload", (ADMIN, SALES_LEAD)),
    "spend": ("web_setup.new_upload", (ADMIN, MARKETER)),
    "agreement": ("web_agreement.show_agreement", (ADMIN, SALES_LEAD, MARKETER)),
    "people": ("web_users.list_users", (ADMIN, SALES_LEAD)),
    "form": ("web_keys.list_keys", (ADMIN,)),
    "model": ("web_model.show_model", (ADMIN,)),
}


@dataclass(frozen=True, slots=True)
class SetupStep:
    """`address` is None for who may not do it."""

    name: str
    is_done: bool
    address: str | None


def setup_steps(visit: Visit) -> list[SetupStep]:
    there = what_is_there(visit.connection)
    there["agreement"] = in_force(visit.connection, visit.now).is_signed
    return [
        SetupStep(name, there[name], url_for(endpoint) if visit.user.role in roles else None)
        for name, (endpoint, roles) in _WHERE.items()
    ]
