"""The sums of worth, of what is still to come and of the funnel, held against plain loops over leads."""

from datetime import UTC, datetime

import numpy as np
import pytest

from model.campaign.still_to_come import still_to_come
from model.vocabulary import LOST, TALKED_REASONS, WON
from service.store import coming_figures, funnel_figures, worth_figures
from service.store.campaign_figures import Period
from service.store.coming_figures import Steps

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ALWAYS = Period(since=None, until=None, since_day=None, until_day=None)
HORIZON = 60.0
EDGES = (0.1, 0.3)
STEPS = Steps(6, 10.0)


def is_won(lead):
    return lead["outcome"] == WON


def counts(lead):
    return is_won(lead) or lead["said"] != "duplicate"


def is_scored(lead):
    return counts(lead) and lead["p"] is not None


def is_bad(lead):
    return lead["said"] not in (None, "qualified")


def is_gone(lead):
    return not is_won(lead) and (lead["outcome"] == LOST or is_bad(lead))


def is_matured(lead):
    return lead["age"] is None or lead["age"] >= HORIZON


def is_known(lead):
    worked = lead["attempts"] > 0 or lead["said"] is not None or lead["outcome"] is not None
    return is_scored(lead) and worked and lead["origin"] != "later" and is_matured(lead)


def won_in_time(lead):
    return is_won(lead) and (lead["age"] is None or lead["after"] is None or lead["after"] <= HORIZON)


def band(lead):
    return int(np.searchsorted(EDGES, lead["p"]))


def hold_promised(connection, company):
    for row in worth_figures.promised(connection, "campaign", ALWAYS, NOW, HORIZON):
        own = [lead for lead in company if lead["campaign"] == row.key_0 and is_scored(lead)]
        known = [lead for lead in own if is_known(lead)]
        assert (row.scored, row.matured) == (len(own), len(known))
        assert row.won == sum(won_in_time(lead) for lead in known)
        assert row.expected == pytest.approx(sum(lead["p"] for lead in known))
        assert row.expected_square == pytest.approx(sum(lead["p"] ** 2 for lead in known))
        assert row.pv == pytest.approx(sum(lead["p"] * lead["value"] for lead in own))
        assert row.ppvv == pytest.approx(sum((lead["p"] * lead["value"]) ** 2 for lead in own))
        assert row.pvv == pytest.approx(sum(lead["p"] * lead["value"] ** 2 for lead in own))


def hold_to_come(connection, company):
    shares = [(b, s, (s + 1) / 7, (b + s) / 10) for b in range(3) for s in range(STEPS.count)]
    found = coming_figures.to_come(connection, "campaign", ALWAYS, NOW, shares, EDGES, STEPS)
    answered = {row.key_0: (row.to_come, row.open) for row in found}
    for campaign in ("tet", "he"):
        own = [
            lead
            for lead in company
            if lead["campaign"] == campaign
            and is_scored(lead)
            and not is_won(lead)
            and not is_gone(lead)
            and lead["age"] is not None
            and lead["age"] < HORIZON
        ]
        came = np.array([(int(lead["age"] // STEPS.days) + 1) / 7 for lead in own])
        gone = np.array([(band(lead) + int(lead["age"] // STEPS.days)) / 10 for lead in own])
        chances = still_to_come(np.array([lead["p"] for lead in own]), came, gone)
        worth = float(chances @ np.array([lead["value"] for lead in own], dtype=float))
        assert answered[campaign] == (pytest.approx(worth), len(own))


def hold_given_up(connection, company):
    rows = coming_figures.given_up(connection, NOW, HORIZON, EDGES, STEPS.days)
    wanted = [
        lead
        for lead in company
        if is_scored(lead)
        and not is_won(lead)
        and lead["age"] is not None
        and is_matured(lead)
        and (lead["attempts"] or lead["said"] or lead["outcome"])
    ]
    assert sum(row.leads for row in rows) == len(wanted)
    for row in rows:
        steps = [
            int(lead["after"] // STEPS.days) if is_gone(lead) and lead["after"] is not None else None
            for lead in wanted
            if band(lead) == row.band
        ]
        assert steps.count(row.step) == row.leads


def hold_funnel(connection, company):
    found = funnel_figures.steps(connection, ALWAYS, NOW, HORIZON)
    own = [lead for lead in company if counts(lead)]
    qualified = [lead for lead in own if is_won(lead) or lead["said"] == "qualified"]
    reached = [
        lead
        for lead in own
        if (lead["reached"] and lead["after"] is not None and lead["age"])
        or lead in qualified
        or lead["said"] in TALKED_REASONS
    ]
    tried = [lead for lead in qualified if lead["outcome"]]
    steps = (
        found.leads_leads,
        found.reached_leads,
        found.qualified_leads,
        found.tried_leads,
        found.won_leads,
    )
    assert steps == (len(own), len(reached), len(qualified), len(tried), sum(map(is_won, own)))
    lost = [lead for lead in qualified if not lead["outcome"] and (is_matured(lead) or is_gone(lead))]
    assert found.tried_lost == len(lost)
    assert found.tried_lost_expected == sum(round(lead["p"] * lead["value"]) for lead in lost if lead["p"])
    assert found.won_revenue == sum(lead["revenue"] for lead in own)


def test_the_stores_sums_are_those_of_plain_loops(kept_company):
    connection, company = kept_company
    hold_promised(connection, company)
    hold_to_come(connection, company)
    hold_given_up(connection, company)
    hold_funnel(connection, company)
    largest = worth_figures.largest_deals(connection, "campaign", ALWAYS, deals_closed=False)
    for row in largest:
        own = [lead["revenue"] for lead in company if lead["campaign"] == row.key_0]
        assert row.largest == max(own)
    wins = worth_figures.newest_wins(connection)
    assert sum(win.won_revenue for win in wins) == sum(lead["revenue"] for lead in company)
