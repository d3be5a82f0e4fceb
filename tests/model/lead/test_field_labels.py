import pytest

from model.lead.factors import shown_name
from model.lead.field import Field
from model.lead.schema import LeadSchema
from training.lead_columns import RESERVED, SUBMITTED_AT, UTM


@pytest.mark.parametrize("name", [*RESERVED, SUBMITTED_AT, *UTM])
def test_every_reserved_key_has_words_in_both_languages(name):
    shown = shown_name(name)
    labels = LeadSchema(()).labels(shown)
    assert set(labels) == {"vi", "en"}
    assert shown not in labels.values()


def test_a_company_may_name_a_reserved_key_itself():
    schema = LeadSchema((Field("utm_source", "category", label={"vi": "Trang giới thiệu"}),))
    assert schema.labels("utm_source") == {"vi": "Trang giới thiệu", "en": "Trang giới thiệu"}


def test_a_field_without_a_label_goes_by_its_name():
    assert LeadSchema((Field("goal", "category"),)).labels("goal") == {"vi": "goal", "en": "goal"}
