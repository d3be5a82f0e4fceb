"""What the OpenAPI document shows as examples. A test sends every one of them."""

from typing import Any, Final

_CONTACT: Final = {"name": "Nguyễn Thị Lan", "phone": "0901 234 567", "email": "lan@example.com"}
_SUBMITTED: Final = "2026-11-21T10:02:11+07:00"
_LEAD: Final = {
    "external_id": "form-8731",
    "campaign": "tet-2026",
    "submitted_at": _SUBMITTED,
    "contact": _CONTACT,
    "tracking": {"utm_source": "facebook", "utm_medium": "cpc", "landing_page": "/khoa-hoc"},
    "consent": {"text_version": "2026-01", "contact": True, "ads": False},
    "attributes": {"course": "IELTS", "city": "Hà Nội"},
}
_SCORED: Final = {name: _LEAD[name] for name in ("campaign", "submitted_at", "tracking", "attributes")}
_AGREED: Final = {
    "what": "Thêm câu hỏi ngân sách vào biểu mẫu",
    "who": "Trưởng nhóm Marketing",
    "due": "2030-01-15",
    "side": "marketing",
    "figure": "quality_rate",
    "subject": "tet-2026",
}


def _one(summary: str, value: Any) -> dict[str, Any]:
    return {"example": {"summary": summary, "value": value}}


REQUESTS: Final[dict[str, dict[str, Any]]] = {
    "create_lead": _one("A lead from a form", _LEAD),
    "create_leads": _one(
        "Two leads", {"leads": [_LEAD, {"campaign": "tet-2026", "contact": {"phone": "0912 345 678"}}]}
    ),
    "score_leads": _one("One lead, not kept", {"leads": [_SCORED]}),
    "record_attempt": _one(
        "Nobody answered", {"result": "no_answer", "channel": "phone", "rep": "sale-03", "source": "dialler"}
    ),
    "record_disposition": _one(
        "No need, only asking",
        {"disposition": "no_need", "sub_reason": "just_asking", "rep": "sale-03", "note": "Hỏi giá cho biết"},
    ),
    "read_chat": _one(
        "A chat on Zalo",
        {
            "text": "Em tên Lan, số em 0901 234 567\nCho em hỏi học phí lớp tối",
            "campaign": "tet-2026",
            "channel": "zalo",
        },
    ),
    "search_person": _one("By phone", {"text": "0901 234 567"}),
    "assign": _one("To a rep", {"rep": "sale-03"}),
    "record_outcome": _one(
        "Won",
        {"outcome": "won", "deal_id": "HD-0912", "revenue": {"amount": 9800000, "currency": "VND"}},
    ),
    "record_payment": _one(
        "A deposit",
        {
            "kind": "deposit",
            "deal_id": "HD-0912",
            "payment_id": "PT-3301",
            "amount": {"amount": 2000000, "currency": "VND"},
        },
    ),
    "close": _one("By a person", {"by": "mkt-lead-01"}),
    "put_campaign": _one(
        "A campaign on Facebook",
        {"name": "Tết 2026", "channel": "facebook", "owner": "Marketing", "message": "Giảm 20% học phí"},
    ),
    "post_spend": _one(
        "One day",
        {
            "days": [
                {
                    "day": "2026-11-20",
                    "amount": {"amount": 1500000, "currency": "VND"},
                    "impressions": 40211,
                    "clicks": 512,
                }
            ]
        },
    ),
    "post_change": _one("A new message", {"kind": "content", "note": "Đổi nội dung quảng cáo"}),
    "propose_agreement": _one(
        "Targets and service levels",
        {
            "by": "Trưởng phòng Marketing",
            "note": "Áp dụng từ tuần sau",
            "terms": {"quality_target": 0.4, "first_attempt_minutes": 15, "gross_margin": 0.55},
        },
    ),
    "sign_agreement": _one("Sales signs", {"side": "sales", "by": "Trưởng phòng Sale"}),
    "lend_sample": _one("25 leads for 48 hours", {"lent_to": "Chị Hoa (Marketing)", "size": 25}),
    "put_finding": _one(
        "Reached at the second try, no need",
        {"attempts": 2, "disposition": "no_need", "note": "Chỉ tìm hiểu"},
    ),
    "ask_ad_review": _one(
        "Before it runs",
        {
            "campaign": "tet-2026",
            "ad": "video-01",
            "text": "Học thử miễn phí, giảm 20% trong tuần này",
            "by": "Marketing",
        },
    ),
    "give_ad_verdict": _one(
        "Ask for a change",
        {"rep": "sale-03", "verdict": "change", "note": "Khách hay hỏi giá, nên ghi giá từ đầu"},
    ),
    "dispute": _one(
        "She did answer", {"by": "marketing-01", "reason": "Khách nhắn lại Zalo, nói chưa ai gọi"}
    ),
    "announce": _one(
        "What Sales should know", {"by": "marketing-01", "text": "Chạy từ thứ Hai: giảm 20% học phí"}
    ),
    "read_announcement": _one("A rep has read it", {"rep": "sale-03"}),
    "put_rep": _one(
        "Mornings only, and one day away",
        {"shifts": {"mon": [["08:00", "12:00"]], "tue": [["08:00", "12:00"]]}, "absences": ["2026-11-30"]},
    ),
    "assign_caller": _one("To a colleague", {"to": "sale-07"}),
    "decide": _one("She has a need", {"by": "sale-07", "found": "qualified", "note": "Muốn học buổi tối"}),
    "post_note": _one(
        "Thanks",
        {
            "side": "marketing",
            "kind": "thanks",
            "text": "Cảm ơn Nhóm 1 đã gọi hết số cuối tuần",
            "by": "Trưởng nhóm Marketing",
        },
    ),
    "freeze": _one("By a name", {"by": "Trưởng phòng Sale"}),
    "take": _one("By a name", {"by": "Trưởng phòng Sale"}),
    "post_alert_action": _one(
        "What is done about it",
        {
            "what": "Xem lại đối tượng của nhóm quảng cáo mới",
            "who": "Trưởng nhóm Marketing",
            "due": "2030-01-15",
            "by": "Trưởng phòng Sale",
        },
    ),
    "post_action": _one(
        "An action that should move a campaign's quality", {**_AGREED, "by": "Trưởng phòng Sale"}
    ),
    "put_action": _one("A later day", {**_AGREED, "due": "2030-01-22"}),
    "finish": _one("By a name", {"by": "Trưởng nhóm Marketing"}),
    "post_feedback": _one(
        "A request",
        {
            "kind": "material",
            "text": "Khách xin bảng giá có phần trả góp",
            "by": "sale-03",
            "rep": "sale-03",
            "campaign": "tet-2026",
            "owner": "Trưởng nhóm Marketing",
            "due": "2030-01-15",
        },
    ),
    "post_feedback_answer": _one(
        "The answer, with a file",
        {
            "by": "Trưởng nhóm Marketing",
            "answer": "Đã có bảng giá mới",
            "file_url": "https://example.com/bang-gia.pdf",
        },
    ),
    "take_form": _one(
        "What a page's script sends",
        {
            "idempotency_key": "5b0c7c1e-5f0f-4f0e-9a53-6a1f0a5d2c11",
            "campaign": "tet-2026",
            "contact": _CONTACT,
        },
    ),
}
PLAIN_FORM: Final = _one(
    "A plain form's fields",
    {"name": "Nguyễn Thị Lan", "phone": "0901 234 567", "campaign": "tet-2026", "course": "IELTS"},
)
PARAMETERS: Final[dict[str, dict[str, str]]] = {
    "alert_id": {"description": "The alert's id."},
    "action_id": {"description": "The action's id."},
    "feedback_id": {"description": "The id of what Sales heard."},
    "week": {"description": "The ISO week, as 2026-W47."},
    "period": {"description": "An ISO week, as 2026-W47, or a month, as 2026-10."},
    "lead_id": {"description": "The lead's id."},
    "announcement_id": {"description": "The announcement's id."},
    "dispute_id": {"description": "The dispute's id."},
    "rep": {"description": "The rep, by the name or code that the company's own systems give her."},
    "number": {"description": "The version of the agreement, as `GET /v1/agreement` lists it."},
    "lent_lead_id": {"description": "The id of a lead of the sample."},
    "sample_id": {"description": "The call sample's id."},
    "review_id": {"description": "The ad review's id."},
    "key": {"description": "The campaign's key; on the form's door, a publishable key (lw_ingest_…)."},
    "version": {"description": "The model's version, as `GET /v1/models` lists it."},
}
