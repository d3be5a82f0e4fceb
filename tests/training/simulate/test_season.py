"""The year's shape."""

from datetime import date

from training.simulate import History, season


def test_tet_is_quiet_and_summer_busy() -> None:
    tet, plain, summer = (season.day_weight(date(2026, m, d)) for m, d in ((2, 17), (10, 13), (7, 14)))
    assert tet < 0.5 * plain < 0.6 * summer


def test_leads_follow_the_season(history: History) -> None:
    per_day = history.leads.submitted_at.dt.date.value_counts()
    at_tet = sum(per_day.get(date(2026, 2, day), 0) for day in range(15, 22)) / 7
    in_july = sum(per_day.get(date(2026, 7, day), 0) for day in range(1, 29)) / 28
    assert at_tet < 0.5 * in_july


def test_sundays_and_saturdays_bring_fewer_leads_than_mondays(history: History) -> None:
    per_weekday = history.leads.submitted_at.dt.day_of_week.value_counts()
    assert per_weekday[5] < per_weekday[0]
