"""Alerts about dispositions that look as if nobody had looked. Their subject is a rep."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from model.campaign.alerts import gamed
from model.campaign.alerts.kinds import BURST_AT_DAY_END, JUDGED_IN_SECONDS, RATE_AT_TARGET
from service.store import alert_figures
from service.store.columns import Row
from service.usecases.alerts.alert_look import Found, Look
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.review.iso_week import WEEK

_WEEKS = 4
_STEADY_WEEKS = 12
# Reasons that nobody can know without having talked.
NEED_A_TALK = frozenset({"no_need", "not_target", "no_budget", "bad_timing"})
_DIALLER = "dialler"
# A disposition belongs to the call before it until so long after.
_AFTER_CALL = timedelta(hours=1)


def found(look: Look) -> Iterator[Found]:
    said: dict[str, list[Row]] = {}
    for row in alert_figures.said_after_calls(look.connection, *look.instants(look.weeks(_WEEKS))):
        said.setdefault(row.rep, []).append(row)
    for rep, rows in said.items():
        yield from _bursts(look, rep, rows)
        yield from _in_seconds(rep, rows)
    yield from _at_target(look)


def _bursts(look: Look, rep: str, rows: Sequence[Row]) -> Iterator[Found]:
    days: dict[date, tuple[int, int]] = {}
    for row in rows:
        local = row.said_at.astimezone(look.company.timezone)
        ends = _last_minutes(look, local.date())
        late = ends is not None and local >= ends and row.said_at - row.attempt_at > _AFTER_CALL
        whole, last = days.get(local.date(), (0, 0))
        days[local.date()] = (whole + 1, last + late)
    if gamed.bursts(list(days.values())):
        counts = {"days": gamed.burst_days(list(days.values())), "worked_days": len(days)}
        yield Found(BURST_AT_DAY_END, rep, {**counts, "minutes": gamed.LAST_MINUTES})


def _last_minutes(look: Look, day: date) -> datetime | None:
    """When the last 30 working minutes of a day begin; None on a day without work."""
    shifts = look.agreement.shifts[day.weekday()]
    midnight = start_of(look.company, day)
    if not shifts or midnight is None:
        return None
    return midnight + timedelta(minutes=max(end for _, end in shifts) - gamed.LAST_MINUTES)


def _in_seconds(rep: str, rows: Sequence[Row]) -> Iterator[Found]:
    durations = [
        row.duration_seconds
        for row in rows
        if row.disposition in NEED_A_TALK
        and row.attempt_source == _DIALLER
        and row.duration_seconds is not None
    ]
    short = sum(seconds < gamed.SECONDS for seconds in durations)
    if gamed.judged_in_seconds(short, len(durations)):
        yield Found(JUDGED_IN_SECONDS, rep, {"short": short, "of": len(durations), "seconds": gamed.SECONDS})


def _at_target(look: Look) -> Iterator[Found]:
    target = look.agreement.quality_target
    if target is None:
        return
    first = look.weeks(_STEADY_WEEKS)[0]
    starts = [start_of(look.company, first + place * WEEK) for place in range(_STEADY_WEEKS + 1)]
    counts: dict[str, np.ndarray] = {}
    for row in alert_figures.judged_weeks(look.connection, [each for each in starts if each]):
        weeks = counts.setdefault(row.rep, np.zeros((2, _STEADY_WEEKS)))
        weeks[:, row.week] = row.judged, row.qualified
    yield from _steady(counts, target)


def _steady(counts: Mapping[str, np.ndarray], target: float) -> Iterator[Found]:
    for rep, (judged, qualified) in sorted(counts.items()):
        if gamed.sits_at_target(judged, qualified, target):
            weeks = int((judged >= gamed.LEAST_A_WEEK).sum())
            totals = {"judged": int(judged.sum()), "qualified": int(qualified.sum())}
            yield Found(RATE_AT_TARGET, rep, {"weeks": weeks, **totals, "target": target})
