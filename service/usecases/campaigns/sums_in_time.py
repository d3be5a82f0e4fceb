"""What was promised of the leads whose first attempt kept the service level, and what became of them."""

import numpy as np
import sqlalchemy as sa

from model.agreement import Agreement
from service.store import worth_figures
from service.usecases.campaigns.compare_campaigns import Comparison
from service.usecases.campaigns.worth_sums import SUMS, Sums, key_of
from service.usecases.company import Company
from service.usecases.team.manage_team import office_hours


def sums_in_time(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    compared: Comparison,
    horizon_days: float,
) -> Sums:
    """Of the comparison's leads that were first tried within the agreed working minutes of their arrival.

    A lead's worth depends on how it is worked: so campaigns are compared among leads worked alike, too.
    """
    work = office_hours(company, agreement)
    place_of = {line.key: place for place, line in enumerate(compared.lines)}
    sums = {name: np.zeros(len(place_of)) for name in SUMS}
    rows = worth_figures.tried_leads(connection, compared.by, compared.period, compared.as_of, horizon_days)
    for row in rows:
        if work.between(row.submitted_at, row.first_attempt_at) > agreement.first_attempt_minutes:
            continue
        place, p, pv = place_of[key_of(row)], row.p, row.p * row.value
        one = (1, p, p * p, pv, pv * row.value, pv * pv, row.known and row.won)
        known = (row.known * p, row.known * p * p, row.known, row.brought)
        for name, value in zip(SUMS, (*one, *known), strict=True):
            sums[name][place] += value
    return sums
