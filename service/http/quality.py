"""`/v1/quality` and `/v1/campaigns/{key}/quality`: which leads are qualified, and why the rest are not."""

from typing import Any

from flask import Blueprint

from model.agreement import Agreement
from model.campaign.counts import raw_quality_rate
from model.writing.numbers import Language
from service.http.call import Answer, Call
from service.http.lead_answer import instant
from service.http.operation import operation
from service.http.schemas.quality import (
    CampaignQualityAnswer,
    CampaignQualityQuery,
    QualitiesAnswer,
    QualityQuery,
)
from service.usecases.campaigns.compare_campaigns import ARRIVAL, undated
from service.usecases.campaigns.declare_campaign import find_campaign
from service.usecases.campaigns.name_campaign import campaign_key
from service.usecases.fair_play.agreement import in_force
from service.usecases.problems import NotFound, refuse
from service.usecases.quality.judge_quality import Leading, Quality, judge_campaign, judge_quality
from service.usecases.quality.quality_sentences import CURES, cure, leading_sentence, owner, verdict_sentence

routes = Blueprint("quality", __name__)
_NAMES = {"ad_set": ("campaign", "ad_set"), "ad": ("campaign", "ad_set", "ad")}
_AS_THEY_ARE = (
    "countable due due_judged judged qualified unverified overturned late_changes "
    "value low high raw basis target verdict lean more_needed more_days"
).split()


@routes.get("/v1/quality")
@operation(
    "Show the lead quality rate of each group, with its reasons and verdict",
    scopes="marketing crm admin",
    query=QualityQuery(),
    answers={200: QualitiesAnswer()},
)
def list_quality(call: Call) -> Answer:
    by = call.query["by"]
    agreement, period = in_force(call.connection, call.now), _period(call)
    campaign = _named(call)
    about = (call.connection, call.parts.company, agreement, call.now)
    found = judge_quality(*about, by=by, campaign=campaign, **period)
    groups = [_line(by, quality, call.query["lang"]) for quality in found]
    return Answer({**_about(call, agreement), "by": by, "groups": groups})


def _named(call: Call) -> str | None:
    """The campaign that the query names. Raises Refused where there is none of that name."""
    named = call.query.get("campaign")
    if not named:
        return None
    try:
        return find_campaign(call.connection, campaign_key(named) or "").key
    except NotFound as error:
        raise refuse("/campaign", "unknown_campaign", "the key of a campaign is needed") from error


@routes.get("/v1/campaigns/<path:key>/quality")
@operation(
    "Show a campaign's lead quality: rate, reasons, verdict, by week, ad set and ad",
    scopes="marketing crm admin",
    query=CampaignQualityQuery(),
    answers={200: CampaignQualityAnswer()},
)
def show_campaign_quality(call: Call, key: str) -> Answer:
    campaign = find_campaign(call.connection, campaign_key(key) or "")
    agreement, period = in_force(call.connection, call.now), _period(call)
    found = judge_campaign(call.connection, call.parts.company, agreement, call.now, campaign.key, **period)
    lines = {
        by: [_line(by, quality, call.query["lang"]) for quality in groups] for by, groups in found.items()
    }
    about = _about(call, agreement, campaign.id)
    parts = {"weeks": lines["week"], "ad_sets": lines["ad_set"], "ads": lines["ad"]}
    return Answer({**lines["campaign"][0], **about, **parts})


def _period(call: Call) -> dict[str, Any]:
    since, until = call.query.get("since"), call.query.get("until")
    if since and until and since >= until:
        raise refuse("/until", "out_of_range", "a day after `since` is needed")
    return {"since": since, "until": until}


def _about(call: Call, agreement: Agreement, campaign_id: Any = None) -> dict[str, Any]:
    period = _period(call)
    bounded = any(period.values())
    return {
        "as_of": instant(call.now),
        **{name: instant(day) for name, day in period.items()},
        "undated": undated(call.connection, ARRIVAL, bounded, campaign_id),
        "agreement": agreement.version,
    }


def _line(by: str, quality: Quality, language: Language) -> dict[str, Any]:
    later = quality.scored_later
    return {
        **dict(zip(_NAMES.get(by, (by,)), quality.key, strict=True)),
        **{name: getattr(quality, name) for name in _AS_THEY_ARE},
        "sentence": verdict_sentence(quality, language),
        "reasons": [
            _reason(quality, reason, language)
            for reason in sorted(quality.reasons, key=quality.reasons.__getitem__, reverse=True)
        ],
        "leading": _leading(quality.leading, language) if quality.leading else None,
        "scored_later": {"predicted": later.predicted, "real": later.real, "n": later.n} if later else None,
    }


def _reason(quality: Quality, reason: str, language: Language) -> dict[str, Any]:
    leads = quality.reasons[reason]
    return {
        "reason": reason,
        "leads": leads,
        "share": raw_quality_rate(leads, quality.judged),
        "owner": owner(reason),
        "cure_key": CURES[reason],
        "cure": cure(reason, language),
    }


def _leading(leading: Leading, language: Language) -> dict[str, Any]:
    rate = {name: getattr(leading, name) for name in ("value", "low", "high", "n")}
    return {**rate, "sentence": leading_sentence(leading, language)}
