"""One day of spend, as it is sent, to what is kept of it."""

from typing import Any

from model.money import minor_digits
from service.http.call import Call
from service.http.event_routes import minor_units
from service.usecases.campaigns.declare_campaign import NewSpend, convert
from service.usecases.problems import refuse


def new_spend(call: Call, campaign: str, index: int, day: dict[str, Any]) -> NewSpend:
    """In the company's currency. Raises Refused for a day to come, or another currency without its rate."""
    paid, rate, field = day["amount"], day.get("rate"), f"/days/{index}"
    own = call.parts.company.currency
    abroad = paid["currency"] != own and rate
    if day["day"] > call.now.astimezone(call.parts.company.timezone).date():
        raise refuse(f"{field}/day", "in_the_future", "a day that has begun is needed")
    amount = (
        convert(paid["amount"], minor_digits(paid["currency"]), rate, minor_digits(own), f"{field}/rate")
        if abroad and rate
        else minor_units(call, paid, f"{field}/amount")
    )
    return NewSpend(
        campaign=campaign,
        day=day["day"],
        ad_set=day.get("ad_set") or "",
        ad=day.get("ad") or "",
        amount=amount,
        paid_amount=paid["amount"] if abroad else None,
        paid_currency=paid["currency"] if abroad else None,
        rate=rate if abroad else None,
        impressions=day.get("impressions"),
        clicks=day.get("clicks"),
    )
