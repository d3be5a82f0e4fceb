"""Who may be named in a form, and for which side somebody speaks."""

from model.vocabulary import MARKETING, SALES
from service.usecases.accounts.list_users import DISABLED, list_users
from service.web.frame.roles import MARKETER, SALES_LEAD
from service.web.frame.visit import Visit

_SIDES = {MARKETER: MARKETING, SALES_LEAD: SALES}


def side_of(role: str) -> str | None:
    """None for who speaks for neither.

    >>> side_of("marketer"), side_of("boss")
    ('marketing', None)
    """
    return _SIDES.get(role)


def names_of_people(visit: Visit) -> list[str]:
    """Of everybody who may sign in, each once: suggestions, not a list to choose from."""
    listed = list_users(visit.connection, visit.now)
    return list(dict.fromkeys(each.user.name for each in listed if each.state != DISABLED))
