"""What the simulated company sells, where its people live, and what they may answer on a form."""

from typing import Final

import numpy as np

# name, slug, list price in VND, how often it is asked for
_COURSES: Final = (
    ("IELTS", "ielts", 11_000_000, 22),
    ("Tiếng Anh giao tiếp", "giao-tiep", 7_000_000, 16),
    ("Tiếng Hàn", "tieng-han", 8_500_000, 11),
    ("Tiếng Nhật", "tieng-nhat", 9_000_000, 8),
    ("Tiếng Trung", "tieng-trung", 7_500_000, 10),
    ("Tin học văn phòng", "tin-hoc", 3_500_000, 12),
    ("Kế toán", "ke-toan", 5_500_000, 9),
    ("Thiết kế đồ họa", "do-hoa", 8_000_000, 5),
    ("Lập trình", "lap-trinh", 13_500_000, 4),
    ("Marketing số", "marketing-so", 6_500_000, 3),
)
COURSES: Final = tuple(name for name, _, _, _ in _COURSES)
COURSE_SLUGS: Final = tuple(slug for _, slug, _, _ in _COURSES)
PRICES: Final = np.array([price for _, _, price, _ in _COURSES], dtype=float)
COURSE_WEIGHTS: Final = np.array([weight for _, _, _, weight in _COURSES], dtype=float)

# The first three have a branch to go to.
CITIES: Final = (
    "Hà Nội", "TP. Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Bình Dương", "Đồng Nai", "Nghệ An",
    "Thanh Hóa", "Huế", "Bắc Ninh", "Quảng Ninh", "Nam Định", "Hải Dương", "Khánh Hòa", "Đắk Lắk", "Lâm Đồng",
    "Long An", "Thái Nguyên", "Vĩnh Phúc",
)  # fmt: skip
CITY_WEIGHTS: Final = np.array([26, 24, 8, 5, 4, 4, 4, 3, 3, 2.5, 2, 2, 2, 2, 2, 1.5, 1.5, 1.2, 1.2, 1.1])
BRANCHES: Final = 3
# Other ways in which people write a city, by its place in CITIES.
SPELLINGS: Final = {
    0: ("Ha Noi", "HN", "hà nội "),
    1: ("TPHCM", "Sài Gòn", "tp hcm"),
    2: ("Da Nang", "đà nẵng"),
}

AGE_GROUPS: Final = ("dưới 18", "18–24", "25–34", "35–44", "45 trở lên")
AGE_WEIGHTS: Final = np.array([14, 38, 30, 13, 5], dtype=float)
GOALS: Final = ("du học", "đi làm", "thăng tiến", "thi chứng chỉ", "sở thích", "tìm hiểu")
GOAL_WEIGHTS: Final = np.array([14, 27, 15, 19, 10, 15], dtype=float)
SCHEDULES: Final = ("tối 2-4-6", "tối 3-5-7", "cuối tuần", "ban ngày", "trực tuyến")
SCHEDULE_WEIGHTS: Final = np.array([27, 22, 20, 9, 22], dtype=float)
ONLINE: Final = 4
DEVICES: Final = ("android", "iphone", "máy tính", "máy tính bảng")
LANDING_PAGES: Final = (
    "/khoa-hoc",
    "/uu-dai",
    "/hoc-thu",
    "/lich-khai-giang",
    "/tu-van",
    "/kiem-tra-dau-vao",
)
# Opens only in a drifting world, late: a value that no earlier lead has.
NEW_LANDING_PAGE: Final = "/lo-trinh-moi"
MESSAGES: Final = (
    "Cho mình hỏi học phí",
    "Tư vấn giúp em lịch học buổi tối",
    "Có học thử không ạ?",
    "Gọi lại sau 18h giúp mình",
    "Em muốn học từ đầu",
    "Có trả góp không?",
)
