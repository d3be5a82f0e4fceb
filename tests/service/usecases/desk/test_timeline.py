"""A lead's life as one list."""

from service.usecases.desk.timeline import timeline


def at(hour):
    return f"2026-11-10T{hour:02}:00:00+00:00"


def event(hour, **more):
    return {"occurred_at": None if hour is None else at(hour), "rep": "sale-03", "note": None, **more}


LEAD = {
    "submitted_at": at(1),
    "campaign": "tet-2026",
    "tracking": {"ad": "video-01", "landing_page": "/khoa-hoc"},
    "disputes": [{"opened_at": at(5), "decided_at": at(6), "verdict": "overturned"}],
    "history": {
        "payments": [event(9, kind="deposit", amount={"amount": 2000000, "currency": "VND"})],
        "outcomes": [
            event(
                8,
                outcome="won",
                revenue={"amount": 9800000, "currency": "VND"},
                lost_reason=None,
                competitor=None,
            )
        ],
        "dispositions": [event(4, disposition="no_need", sub_reason="just_asking", late_change=False)],
        "contact_attempts": [
            event(3, result="callback", channel="phone", callback_at=at(7)),
            event(2, result="no_answer", channel="zalo", callback_at=None),
        ],
        "assignments": [event(1, reason="rotation")],
    },
}


def test_it_runs_from_the_ad_to_the_payment():
    told = timeline(LEAD, "vi")
    assert [each["kind"] for each in told] == [
        *("ad", "form", "owner", "call", "call", "disposition", "dispute", "dispute", "deal", "payment")
    ]
    assert [each["words"] for each in told] == [
        "Thấy quảng cáo: tet-2026 › video-01",
        "Để lại thông tin ở /khoa-hoc",
        "Chia cho sale-03",
        "Zalo: Không nghe máy",
        "Gọi điện: Hẹn gọi lại",
        "Đánh giá số: Không có nhu cầu (Hỏi cho biết)",
        "Marketing xin xem lại đánh giá",
        "Người khác gọi lại: đổi đánh giá",
        "Đã chốt: 9.800.000\xa0₫",
        "Đặt cọc 2.000.000\xa0₫",
    ]
    assert told[4]["until"] == at(7)
    assert [each["note"] for each in told if each["kind"] in ("disposition", "deal")] == ["sale-03"] * 2


def test_what_has_no_time_comes_first_and_what_was_not_said_is_left_out():
    bare = {
        **LEAD,
        "campaign": None,
        "tracking": {},
        "submitted_at": None,
        "disputes": [{"opened_at": at(5), "decided_at": None, "verdict": None}],
        "history": {name: [] for name in LEAD["history"]}
        | {"assignments": [event(None, reason=None) | {"rep": None}]},
    }
    told = timeline(bare, "en")
    assert [(each["at"], each["words"], each["note"]) for each in told] == [
        (None, "Left the details", None),
        (None, "Taken back, nobody's yet", None),
        (at(5), "Marketing asked for a second look", None),
    ]
