"""What a field is called on a screen, in Vietnamese and English."""

from collections.abc import Iterable, Mapping
from typing import Final

from model.lead.field import Field

LANGUAGES: Final = ("vi", "en")
# The reserved keys of a lead row, under the names that factors give them.
RESERVED: Final[Mapping[str, Mapping[str, str]]] = {
    "campaign": {"vi": "Chiến dịch", "en": "Campaign"},
    "channel": {"vi": "Kênh", "en": "Channel"},
    "ad_set": {"vi": "Nhóm quảng cáo", "en": "Ad set"},
    "ad": {"vi": "Mẫu quảng cáo", "en": "Ad"},
    "submitted_at": {"vi": "Thời điểm đăng ký", "en": "Time of submission"},
    "utm_source": {"vi": "Nguồn truy cập (utm_source)", "en": "Source (utm_source)"},
    "utm_medium": {"vi": "Hình thức (utm_medium)", "en": "Medium (utm_medium)"},
    "utm_campaign": {"vi": "Chiến dịch (utm_campaign)", "en": "Campaign (utm_campaign)"},
    "utm_content": {"vi": "Nội dung (utm_content)", "en": "Content (utm_content)"},
    "utm_term": {"vi": "Từ khóa (utm_term)", "en": "Term (utm_term)"},
}


def labels_of(fields: Iterable[Field], name: str) -> dict[str, str]:
    """By language, from the field of that name, else the reserved one; the name itself where none is written.

    >>> labels_of([Field("city", "category", label={"vi": "Thành phố"})], "city")
    {'vi': 'Thành phố', 'en': 'Thành phố'}
    >>> labels_of([], "ad_set")["vi"], labels_of([], "source")["en"]
    ('Nhóm quảng cáo', 'source')
    """
    own = next((field.label for field in fields if field.name == name), {})
    written = {language: own[language] for language in LANGUAGES if own.get(language)}
    written = written or dict(RESERVED.get(name, {}))
    any_language = next(iter(written.values()), name)
    return {language: written.get(language, any_language) for language in LANGUAGES}
