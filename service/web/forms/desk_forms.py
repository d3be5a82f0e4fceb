"""What is tapped at a lead, as the API takes it."""

from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from model.agreement import Agreement
from model.money import to_minor
from model.reading.amounts import read_amount
from model.vocabulary import LOST, QUALIFIED, SUB_REASONS, WON
from service.usecases.problems import refuse
from service.web.frame.visit import Visit

CALL_BACK: Final = "callback"
_MORNING: Final = time(9)
# One tap promises a call: minutes from now, or tomorrow morning.
LATER: Final = ("30", "120", "tomorrow")


def attempt_body(visit: Visit) -> dict[str, Any]:
    """Raises Refused where a call is promised and no time is."""
    promised = visit.form.get("later")
    result = CALL_BACK if promised else visit.form.get("result")
    body = _by(visit, result=result, channel=visit.form.get("channel", "phone"), source="manual")
    return {**body, "callback_at": _promised(visit, promised).isoformat()} if result == CALL_BACK else body


def _promised(visit: Visit, tapped: str | None) -> datetime:
    zone = visit.parts.company.timezone
    if tapped == "tomorrow":
        return datetime.combine(visit.today + timedelta(days=1), _MORNING, zone)
    if tapped in LATER:
        return visit.now + timedelta(minutes=int(tapped))
    try:
        found = datetime.fromisoformat(visit.form.get("later_at", "")).replace(tzinfo=zone)
    except ValueError:
        raise refuse("/later_at", "required", "the time that was promised is needed") from None
    if found <= visit.now:
        raise refuse("/later_at", "out_of_range", "a time that has not come yet is needed")
    return found


def disposition_body(visit: Visit, agreement: Agreement) -> dict[str, Any]:
    """A tap is "no_need" or "no_need:just_asking"; of `unreachable` the last attempt is the sub-reason."""
    word, _, sub_reason = visit.form.get("disposition", "").partition(":")
    last = visit.form.get("last_result", "")
    if not sub_reason and last in SUB_REASONS.get(word, ()):
        sub_reason = last
    checklist = {item: f"item_{item}" in visit.form for item in agreement.checklist}
    return _by(
        visit,
        disposition=word,
        sub_reason=sub_reason or None,
        note=visit.form.get("note"),
        checklist=checklist if word == QUALIFIED else None,
    )


def outcome_body(visit: Visit) -> dict[str, Any]:
    """A tap is an outcome, or why it is lost. Raises Refused for a revenue that cannot be read."""
    lost = visit.form.get("lost")
    outcome = LOST if lost else visit.form.get("outcome")
    body = _by(visit, outcome=outcome, lost_reason=lost)
    if lost:
        return {**body, "competitor": visit.form.get("competitor")}
    return {**body, "revenue": _revenue(visit)} if outcome == WON else body


def _revenue(visit: Visit) -> dict[str, Any] | None:
    written, currency = visit.form.get("revenue"), visit.parts.company.currency
    if written is None:
        return None
    amount = read_amount(written, currency)
    if amount is None:
        raise refuse("/revenue", "wrong_type", "an amount, as 9.800.000, is needed")
    return {"amount": to_minor(amount, currency), "currency": currency}


def feedback_body(visit: Visit, lead_id: UUID) -> dict[str, Any]:
    said = {"kind": visit.form.get("kind"), "text": visit.form.get("text")}
    return _by(visit, **said, by=visit.user.name, lead_id=str(lead_id))


def _by(visit: Visit, **said: Any) -> dict[str, Any]:
    """What is not said is left out. Who is no rep herself speaks for the lead's owner: nobody is named."""
    return {name: value for name, value in {**said, "rep": visit.user.rep}.items() if value is not None}
