"""The days that a question about a period is of."""

from datetime import date

from service.http.call import Call
from service.usecases.problems import refuse


def asked_days(call: Call) -> tuple[date | None, date | None]:
    """`since` and `until` as asked, None where not. Raises Refused for a period that holds no day."""
    since, until = call.query.get("since"), call.query.get("until")
    if since and until and since >= until:
        raise refuse("/until", "out_of_range", "a day after `since` is needed")
    return since, until
