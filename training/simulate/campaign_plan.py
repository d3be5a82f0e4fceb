"""What the campaigns are called, where they run and what they promise."""

from dataclasses import dataclass

from training.simulate.catalogue import COURSE_SLUGS, COURSES
from training.simulate.world import World

CHANNELS = ("facebook", "google", "facebook", "tiktok", "facebook", "google", "zalo")
PREFIXES = {"facebook": "fb", "google": "gg", "tiktok": "tt", "zalo": "zalo"}
PITCHES = (
    ("hoc-thu", "Học thử miễn phí"),
    ("uu-dai", "Ưu đãi học phí tháng này"),
    ("lop-toi", "Lớp tối cho người đi làm"),
    ("cam-ket", "Cam kết đầu ra bằng văn bản"),
    ("khai-giang", "Lịch khai giảng mới"),
    ("tra-gop", "Trả góp 0 %"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """One campaign as Marketing wrote it down.

    role: worthless (large, cheap, earns next to nothing), precious (small, dear, earns much), referral
    (no spend), one_rep (nearly all its leads go to one rep), tiny (about 8 leads) or ordinary.
    course is the place of its product in COURSES, -1 for none in particular.
    """

    key: str
    name: str
    channel: str
    owner: str
    message: str
    role: str
    course: int


SPECIAL = (
    Plan("tt-minigame-qua-tang", "TikTok minigame quà tặng", "tiktok", "mkt-2",
         "Chơi minigame, nhận quà và tài liệu miễn phí", "worthless", -1),
    Plan("gg-ielts-luyen-thi-cap-toc", "Google IELTS luyện thi cấp tốc", "google", "mkt-1",
         "IELTS cấp tốc, học với giảng viên 8.0", "precious", 0),
    Plan("gioi-thieu", "Học viên giới thiệu", "referral", "mkt-3",
         "Giới thiệu bạn, cả hai được giảm học phí", "referral", -1),
    Plan("zalo-ke-toan-oa", "Zalo OA kế toán", "zalo", "mkt-3",
         "Kế toán thực hành trên chứng từ thật", "one_rep", 6),
)  # fmt: skip


def plans(world: World) -> tuple[Plan, ...]:
    """All campaigns of the world: the special ones, the ordinary ones, the tiny ones."""
    ordinary = world.campaigns - len(SPECIAL) - world.tiny_campaigns
    return (
        *SPECIAL,
        *(_combined(i, "ordinary") for i in range(ordinary)),
        *(_combined(ordinary + i, "tiny") for i in range(world.tiny_campaigns)),
    )


def _combined(i: int, role: str) -> Plan:
    """The i-th pairing of channel, course and pitch; a number sets repeated ones apart."""
    channel, course = CHANNELS[i % len(CHANNELS)], i % len(COURSES)
    slug, pitch = PITCHES[i % len(PITCHES)]
    round_, number = i // 30 + 1, f"-{i // 30 + 1}" if i >= 30 else ""
    test = "-thu" if role == "tiny" else ""
    return Plan(
        key=f"{PREFIXES[channel]}-{COURSE_SLUGS[course]}-{slug}{test}{number}",
        name=f"{channel.capitalize()} {COURSES[course]}: {pitch}" + (f" (đợt {round_})" if number else ""),
        channel=channel,
        owner=f"mkt-{i % 3 + 1}",
        message=f"{COURSES[course]}: {pitch}",
        role=role,
        course=course,
    )
