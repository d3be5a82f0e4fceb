"""What a person reads who sent a plain form that could not be taken: Vietnamese, and English beside."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Words(NamedTuple):
    vi: str
    en: str


HEADINGS: Final = {
    "problem": Words("Thông tin chưa gửi được", "Your details were not sent"),
    "kept": Words("Cảm ơn bạn!", "Thank you!"),
}
_FIELDS: Final = {
    "/contact/name": Words("Họ tên", "Name"),
    "/contact/phone": Words("Số điện thoại", "Phone"),
    "/contact/email": Words("Email", "E-mail"),
    "/campaign": Words("Chiến dịch", "Campaign"),
    "/submitted_at": Words("Thời điểm gửi", "Time of sending"),
}
_FORM: Final = Words("Biểu mẫu", "The form")
_CODES: Final = {
    "not_a_phone": Words(
        "chưa đọc được số này. Ví dụ đúng: 0901 234 567",
        "this number cannot be read. For example: 0901 234 567",
    ),
    "not_an_email": Words(
        "chưa đọc được địa chỉ này. Ví dụ đúng: ten@example.com",
        "this address cannot be read. For example: ten@example.com",
    ),
    "not_a_number": Words("cần một con số, ví dụ 12.000.000", "a number is needed, for example 12.000.000"),
    "not_a_date": Words("cần một ngày, ví dụ 21/11/2026", "a date is needed, for example 21/11/2026"),
    "not_a_boolean": Words("cần có hoặc không", "yes or no is needed"),
    "too_long": Words("dài quá, vui lòng viết ngắn hơn", "this is too long, please write less"),
}
_UNFIT: Final = Words("chưa đúng dạng, vui lòng xem lại", "this cannot be taken as it is, please look again")
_STATUSES: Final = {
    401: Words(
        "Biểu mẫu này chưa được nối với nơi nhận. Vui lòng báo cho chủ trang.",
        "This form is not connected to anyone who receives it. Please tell the owner of the page.",
    ),
    403: Words(
        "Trang này chưa được phép gửi biểu mẫu. Vui lòng báo cho chủ trang.",
        "This page may not send the form. Please tell the owner of the page.",
    ),
    409: Words("Thông tin này đang được gửi rồi.", "This is being sent already."),
    413: Words("Nội dung gửi lên quá lớn.", "What was sent is too large."),
    422: Words("Vui lòng xem lại:", "Please look again at:"),
    500: Words(
        "Hệ thống đang gặp sự cố. Vui lòng gửi lại sau ít phút.",
        "Something failed on our side. Please send it again in a few minutes.",
    ),
    503: Words(
        "Hệ thống đang bận. Vui lòng gửi lại sau ít phút.",
        "The system is busy. Please send it again in a few minutes.",
    ),
}
_OTHERWISE: Final = Words("Biểu mẫu này gửi sai cách.", "This form was sent in a way that cannot be read.")


def status_words(status: int) -> Words:
    return _STATUSES.get(status, _OTHERWISE)


def field_words(pointer: str, labels: Mapping[str, Mapping[str, str]]) -> Words:
    """A field's name; `labels` are the lead schema's, by attribute.

    >>> field_words("/contact/phone", {})
    Words(vi='Số điện thoại', en='Phone')
    >>> field_words("/attributes/course", {"course": {"vi": "Khoá học"}})
    Words(vi='Khoá học', en='course')
    """
    if pointer in _FIELDS:
        return _FIELDS[pointer]
    _, _, name = pointer.rpartition("/")
    name = name.replace("~1", "/").replace("~0", "~")
    label = labels.get(name, {})
    return Words(label.get("vi", name), label.get("en", name)) if name else _FORM


def code_words(code: str) -> Words:
    """What is wrong with a field, and what would be right.

    >>> code_words("not_a_boolean").vi
    'cần có hoặc không'
    """
    return _CODES.get(code, _UNFIT)
