"""Alerts about what the two sides promised each other; none where nobody signed it."""

from collections.abc import Iterator

from model.campaign.alerts import shares
from model.campaign.alerts.kinds import (
    FEEDBACK_UNANSWERED,
    FIRST_CALLS_LATE,
    LEADS_OUTSIDE_BAND,
    NOT_ANNOUNCED,
)
from model.campaign.service_level import Share
from service.usecases.alerts.alert_look import Days, Found, Look
from service.usecases.team.service_levels import ServiceLevels, service_levels

# What happens a few times a week is told of four.
_WEEKS = 4


def found(look: Look) -> Iterator[Found]:
    """Sales' first calls of the newest whole week, Marketing's promises of the newest four."""
    if not look.agreement.is_signed:
        return
    yield from _broken(FIRST_CALLS_LATE, _levels(look, look.weeks(1)).sales.total.first_attempt)
    marketing = _levels(look, look.weeks(_WEEKS)).marketing
    yield from _broken(FEEDBACK_UNANSWERED, marketing.feedback.share)
    if marketing.days is not None:
        yield from _broken(LEADS_OUTSIDE_BAND, marketing.days.share)
    for campaign in marketing.campaigns:
        if not campaign.in_time:
            yield Found(NOT_ANNOUNCED, campaign.campaign, {})


def _levels(look: Look, days: Days) -> ServiceLevels:
    return service_levels(look.connection, look.company, look.agreement, look.now, *days)


def _broken(kind: str, kept: Share) -> Iterator[Found]:
    if shares.broken(kept.kept, kept.due, shares.IN_TIME):
        yield Found(kind, "", {"kept": kept.kept, "of": kept.due, "promised": shares.IN_TIME})
