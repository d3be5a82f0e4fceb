"""The lead schema of the simulated company, as a person would have written it."""

from model.lead.schema import Columns, Field, FieldType, LeadSchema
from model.vocabulary import WON
from training.simulate.world import World

# name, type, Vietnamese label, English label
_ASKED: tuple[tuple[str, FieldType, str, str], ...] = (
    ("city", "category", "Tỉnh/thành", "City"),
    ("budget", "number", "Ngân sách dự kiến (đồng)", "Budget (VND)"),
    ("age_group", "category", "Nhóm tuổi", "Age group"),
    ("goal", "category", "Mục tiêu học", "Goal"),
    ("schedule", "category", "Lịch học mong muốn", "Preferred schedule"),
    ("studied_before", "boolean", "Đã từng học", "Studied before"),
    ("start_date", "date", "Ngày muốn bắt đầu", "Wanted start"),
    ("device", "category", "Thiết bị", "Device"),
    ("landing_page", "category", "Trang đích", "Landing page"),
    ("form_seconds", "number", "Số giây điền form", "Seconds in the form"),
)
_CONTACT: tuple[tuple[str, str, str], ...] = (
    ("name", "Họ tên", "Name"),
    ("phone", "Số điện thoại", "Phone"),
    ("email", "Email", "E-mail"),
    ("message", "Lời nhắn", "Message"),
)


def lead_schema(world: World) -> LeadSchema:
    """Fields in the order of leads.csv, and which of its columns say what became of a lead."""
    course = Field("course", "category", product=True, label={"vi": "Khóa học", "en": "Course"})
    asked = [Field(name, type_, label={"vi": vi, "en": en}) for name, type_, vi, en in _ASKED]
    contact = [Field(name, "text", personal=True, label={"vi": vi, "en": en}) for name, vi, en in _CONTACT]
    talk = Field(
        "talk_seconds",
        "number",
        known="contact",
        label={"vi": "Số giây đã nói chuyện", "en": "Seconds talked"},
    )
    return LeadSchema(
        fields=(course, *asked, *contact, talk),
        columns=Columns(
            outcome="outcome", won=(WON,), value="value", time="submitted_at", won_time="won_at",
            campaign="campaign", channel="channel", ad_set="ad_set", ad="ad", worked="worked",
            disposition="disposition", id="lead_id",
        ),
        currency="VND",
        horizon_days=world.horizon_days,
        timezone="Asia/Ho_Chi_Minh",
    )  # fmt: skip
