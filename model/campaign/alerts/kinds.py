"""The words of alerts, which side each asks first, and whose name it may carry."""

from typing import Final

from model.vocabulary import MARKETING, SALES

QUALITY_BELOW_TARGET: Final = "quality_below_target"
REVENUE_UP_QUALITY_DOWN: Final = "revenue_up_quality_down"
FIRST_CALLS_LATE: Final = "first_calls_late"
FEEDBACK_UNANSWERED: Final = "feedback_unanswered"
NOT_ANNOUNCED: Final = "not_announced"
LEADS_OUTSIDE_BAND: Final = "leads_outside_band"
NEVER_JUDGED: Final = "never_judged"
SPEND_WITHOUT_LEADS: Final = "spend_without_leads"
CALIBRATION_GONE: Final = "calibration_gone"
BURST_AT_DAY_END: Final = "burst_at_day_end"
JUDGED_IN_SECONDS: Final = "judged_in_seconds"
RATE_AT_TARGET: Final = "rate_at_target"

# None: both sides look at it together.
SIDE_OF: Final[dict[str, str | None]] = {
    QUALITY_BELOW_TARGET: None,
    REVENUE_UP_QUALITY_DOWN: None,
    FIRST_CALLS_LATE: SALES,
    NEVER_JUDGED: SALES,
    FEEDBACK_UNANSWERED: MARKETING,
    NOT_ANNOUNCED: MARKETING,
    LEADS_OUTSIDE_BAND: MARKETING,
    SPEND_WITHOUT_LEADS: MARKETING,
    CALIBRATION_GONE: None,
    BURST_AT_DAY_END: SALES,
    JUDGED_IN_SECONDS: SALES,
    RATE_AT_TARGET: SALES,
}
KINDS: Final = tuple(SIDE_OF)
# Their subject is a rep: her own team sees them, nobody else.
OF_A_REP: Final = frozenset({BURST_AT_DAY_END, JUDGED_IN_SECONDS, RATE_AT_TARGET})
