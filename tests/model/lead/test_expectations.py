"""The [expectations] of a lead schema: read, written, and refused with the place named."""

import pytest

from model.lead.expectations import Expectations
from model.lead.schema import LeadSchema, SchemaError

FIELDS = """
[[fields]]
name = "course"
type = "category"
[[fields]]
name = "parent"
type = "boolean"
[[fields]]
name = "budget"
type = "number"
[[fields]]
name = "status"
type = "category"
known = "contact"
"""
WHOLE = """
[expectations]
won = 0.08
deal_value = 9000000
[expectations.channel]
facebook = 0.06
[expectations.fields.course]
"IELTS 6.5" = 0.12
[expectations.fields.parent]
"Có" = 0.1
"""


def read(expectations: str) -> Expectations | None:
    return LeadSchema.loads(expectations + FIELDS).expectations


def test_expectations_are_read():
    assert read(WHOLE) == Expectations(
        0.08,
        9_000_000.0,
        {"lead.channel": {"facebook": 0.06}, "course": {"IELTS 6.5": 0.12}, "parent": {"Có": 0.1}},
    )


def test_a_schema_without_them_has_none():
    assert read("") is None


def test_they_read_back_as_they_were():
    schema = LeadSchema.loads(WHOLE + FIELDS)
    assert LeadSchema.loads(schema.dumps()) == schema
    assert LeadSchema.from_dict(schema.to_dict()) == schema


@pytest.mark.parametrize("rate", ["0", "1", "1.5", "-0.1", "nan", "true", '"0.1"'])
@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("[expectations]\nwon = {}\n", "expectations.won"),
        ("[expectations]\nwon = 0.1\n[expectations.channel]\ngoogle = {}\n", "expectations.channel.google"),
        (
            "[expectations]\nwon = 0.1\n[expectations.fields.course]\nielts = {}\n",
            "expectations.fields.course.ielts",
        ),
    ],
)
def test_a_rate_that_is_no_share_is_refused_with_its_place(written, place, rate):
    with pytest.raises(SchemaError, match=f"^{place} must be a share between 0 and 1"):
        read(written.format(rate))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("[expectations.fields.cuorse]\nielts = 0.1\n", "fields.cuorse: the schema has no field 'cuorse'"),
        ("[expectations.fields.budget]\n5 = 0.1\n", "fields.budget: only a category or a boolean"),
        ("[expectations.fields.status]\nnew = 0.1\n", "fields.status: only a category or a boolean"),
        ("[expectations.fields.parent]\nmaybe = 0.1\n", "fields.parent: 'maybe' is no value"),
        ('[expectations.channel]\n"N/A" = 0.1\n', "channel: 'N/A' is no value"),
        ("[expectations.fields.course]\nIELTS = 0.1\nielts = 0.2\n", "'IELTS' and 'ielts' are the same"),
        ("[expectations.medium]\ncpc = 0.1\n", "'medium' is not known; use one of won, deal_value, channel"),
        ("deal_value = 0\n", "deal_value must be an amount above 0"),
        ("channel = 0.1\n", r"write it under \[expectations.channel\]"),
    ],
)
def test_what_cannot_be_meant_is_refused(more, told):
    with pytest.raises(SchemaError, match=told):
        read("[expectations]\nwon = 0.1\n" + more)


def test_the_overall_rate_is_asked_for():
    with pytest.raises(SchemaError, match=r"expectations\.won is missing"):
        read("[expectations]\ndeal_value = 5\n")


def test_more_values_than_anyone_can_guess_are_refused():
    rates = "".join(f"c{place} = 0.1\n" for place in range(201))
    with pytest.raises(SchemaError, match="at most 200"):
        read(f"[expectations]\nwon = 0.1\n[expectations.campaign]\n{rates}")
