"""A first label for a field, in Vietnamese and English, from its column's name."""

from training.leaks.late_words import words_of

BOTH = {
    "age": "Tuổi",
    "address": "Địa chỉ",
    "birthday": "Ngày sinh",
    "branch": "Chi nhánh",
    "budget": "Ngân sách",
    "campaign": "Chiến dịch",
    "category": "Loại",
    "channel": "Kênh",
    "city": "Thành phố",
    "company": "Công ty",
    "country": "Quốc gia",
    "course": "Khóa học",
    "date": "Ngày",
    "device": "Thiết bị",
    "district": "Quận, huyện",
    "education": "Học vấn",
    "email": "Email",
    "gender": "Giới tính",
    "income": "Thu nhập",
    "industry": "Ngành nghề",
    "job": "Nghề nghiệp",
    "level": "Trình độ",
    "marital": "Hôn nhân",
    "month": "Tháng",
    "name": "Họ tên",
    "note": "Ghi chú",
    "phone": "Số điện thoại",
    "price": "Giá",
    "product": "Sản phẩm",
    "province": "Tỉnh",
    "quantity": "Số lượng",
    "school": "Trường",
    "score": "Điểm",
    "source": "Nguồn",
    "state": "Tỉnh",
    "status": "Tình trạng",
    "time": "Thời gian",
    "website": "Trang web",
}
_ENGLISH = {words_of(vietnamese): english for english, vietnamese in reversed(BOTH.items())}


def labels_of(name: str) -> dict[str, str]:
    """The known translation, else the name's own words in both languages for the person to translate.

    >>> labels_of("course"), labels_of("Học vấn")
    ({'vi': 'Khóa học', 'en': 'Course'}, {'vi': 'Học vấn', 'en': 'Education'})
    >>> labels_of("emp.var.rate")
    {'vi': 'Emp var rate', 'en': 'Emp var rate'}
    """
    words = words_of(name)
    own = name if not name.isascii() else words.capitalize() or name
    english = _ENGLISH.get(words, own).capitalize() if words in _ENGLISH else own
    return {"vi": BOTH.get(words, own), "en": english}
