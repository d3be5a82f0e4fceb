import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lead.schema import Columns, Field, LeadSchema, SchemaError

SCHEMA = LeadSchema(
    fields=(
        Field("course", "category", product=True, label={"vi": "Khóa học", "en": "Course"}),
        Field("budget", "number"),
        Field("paid", "boolean"),
        Field("start", "date"),
        Field("wish", "text"),
        Field("phone 2", "text", personal=True),
        Field("duration", "number", known="contact"),
    ),
    columns=Columns("y", ("yes",), value="price"),
    horizon_days=60.0,
    timezone="Asia/Ho_Chi_Minh",
)
NAMES = st.text(min_size=1, max_size=20).filter(lambda name: name.strip() and not name.startswith("lead."))


def test_only_what_is_known_at_the_submit_teaches():
    assert [field.name for field in SCHEMA.teaching] == ["course", "budget", "paid", "start"]


def test_an_undeclared_field_teaches_and_stays_undeclared():
    undeclared = LeadSchema.loads('[[fields]]\nname = "age"\ntype = "number"\n')
    assert undeclared.fields[0].known is None
    assert undeclared.teaching == undeclared.fields
    assert "known" not in undeclared.dumps()
    declared = LeadSchema.loads('[[fields]]\nname = "age"\ntype = "number"\nknown = "submit"\n')
    assert LeadSchema.loads(declared.dumps()).fields[0].known == "submit"


def test_a_companys_late_words_read_back_as_they_were():
    schema = LeadSchema(SCHEMA.fields, SCHEMA.columns, late_words=("học thử", "visit"))
    assert LeadSchema.from_dict(schema.to_dict()) == LeadSchema.loads(schema.dumps()) == schema
    assert "late_words" not in SCHEMA.to_dict()


def test_the_product_field():
    assert SCHEMA.product_field.name == "course"
    assert LeadSchema(()).product_field is None


def test_a_dictionary_reads_back_as_it_was():
    assert LeadSchema.from_dict(SCHEMA.to_dict()) == SCHEMA


@given(
    names=st.lists(NAMES, unique=True, max_size=4),
    label=st.dictionaries(st.sampled_from(["vi", "en"]), st.text(max_size=10)),
    won=st.lists(st.text(max_size=10), min_size=1, max_size=3),
)
def test_toml_reads_back_as_it_was(names, label, won, tmp_path_factory):
    fields = tuple(Field(name, "number", label=label, decimal=",") for name in names)
    schema = LeadSchema(fields, Columns("the outcome of it all, longer than names", tuple(won)))
    path = tmp_path_factory.mktemp("schema") / "schema.toml"
    path.write_text(schema.dumps(), encoding="utf-8", newline="")
    assert LeadSchema.load(path) == schema


def test_cleaned_values_are_sorted_by_whom_they_belong_to():
    checked = SCHEMA.check(
        {"course": " IE  LTS ", "budget": 5, "phone 2": "0901", "other": [1], "paid": None}
    )
    assert checked.attributes == {"course": "IE LTS", "budget": 5, "other": [1]}
    assert checked.personal == {"phone 2": "0901"}
    assert checked.unknown == ("other",)
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("budget", "5", "wrong_type"),
        ("budget", True, "wrong_type"),
        ("budget", math.inf, "not_finite"),
        ("budget", math.nan, "not_finite"),
        ("budget", 10**400, "not_finite"),
        ("course", True, "wrong_type"),
        ("course", ["ielts"], "wrong_type"),
        ("course", "x" * 201, "too_long"),
        ("paid", "yes", "wrong_type"),
        ("paid", 1, "wrong_type"),
        ("start", "21/11/2026", "not_a_date"),
        ("start", "2026-02-30", "not_a_date"),
        ("start", "2026-11-21 10:02 SA", "not_a_date"),
        ("start", 20261121, "wrong_type"),
        ("wish", "x" * 10_001, "too_long"),
        ("wish", 5, "wrong_type"),
        ("x" * 101, 987654, "name_too_long"),
    ],
)
def test_a_wrong_value_is_named_by_its_field_and_never_echoed(name, value, code):
    (problem,) = SCHEMA.check({name: value}).problems
    assert (problem.field, problem.code) == (name[:100], code)
    assert str(value) not in problem.message


def test_a_number_is_accepted_as_a_category():
    assert (
        SCHEMA.check({"course": 5}).attributes == SCHEMA.check({"course": 5.0}).attributes == {"course": "5"}
    )


def test_an_iso_time_is_a_date():
    assert SCHEMA.check({"start": "2026-11-21T10:00:00+07:00"}).problems == ()


def test_too_many_attributes_are_one_problem():
    (problem,) = SCHEMA.check({f"a{number}": 1 for number in range(201)}).problems
    assert problem.code == "too_many"


def test_texts_are_read_as_people_write_them():
    texts = {"budget": "12.000.000 đ", "paid": "Không", "start": "21/11/2026", "course": "N/A", "other": "x"}
    checked = SCHEMA.read(texts)
    assert checked.attributes == {"budget": 12e6, "paid": False, "start": "2026-11-21", "other": "x"}
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("21/11/2026", "2026-11-21"),
        ("21 Nov 2026", "2026-11-21"),
        ("10h02 21/11/2026", "2026-11-21T10:02:00"),
        ("21/11/2026 00:00", "2026-11-21T00:00:00"),
        ("2026-11-21T10:02:00+07:00", "2026-11-21T10:02:00+07:00"),
    ],
)
def test_a_date_keeps_its_clock_and_its_zone_where_it_has_them(text, date):
    assert SCHEMA.read({"start": text}).attributes == {"start": date}


@pytest.mark.parametrize("decimal", [None, ".", ","])
def test_a_lone_mark_is_read_as_the_field_says(decimal):
    schema = LeadSchema((Field("budget", "number", decimal=decimal),))
    assert schema.read({"budget": "1.500"}).attributes == {"budget": 1.5 if decimal == "." else 1500.0}


@pytest.mark.parametrize(
    ("name", "code"), [("budget", "not_a_number"), ("paid", "not_a_boolean"), ("start", "not_a_date")]
)
def test_a_text_that_cannot_be_read_is_a_problem(name, code):
    (problem,) = SCHEMA.read({name: "perhaps"}).problems
    assert (problem.field, problem.code) == (name, code)


@given(st.dictionaries(st.sampled_from([field.name for field in SCHEMA.fields]), st.text()))
def test_no_text_raises(texts):
    SCHEMA.read(texts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("currency = 5", "ISO 4217"),
        ('currency = "dong"', "ISO 4217"),
        ("horizon_days = -1", "horizon_days"),
        ('timezone = "Mars/Base"', "IANA"),
        ("timezone = 7", "IANA"),
        ("colour = 1", "'colour' is not known"),
        ("fields = 1", "fields"),
        ('late_words = "visit"', "late_words must list words"),
        ('late_words = [""]', "late_words must list words"),
        ('[[fields]]\ntype = "number"', "field 1: name"),
        ('[[fields]]\nname = "a"', "field 'a': type must be one of number"),
        ('[[fields]]\nname = "a"\ntype = ["x"]', "field 'a': type"),
        ('[[fields]]\nname = "a"\ntype = "number"\nknown = "later"', "submit, contact, close"),
        ('[[fields]]\nname = "a"\ntype = "number"\npersonal = "no"', "true or false"),
        ('[[fields]]\nname = "a"\ntype = "number"\nlabel = "A"', "label"),
        ('[[fields]]\nname = "lead.x"\ntype = "number"', "reserved"),
        ('[[fields]]\nname = "a"\ntype = "number"\n' * 2, "twice"),
        (
            "".join(f'[[fields]]\nname = "{name}"\ntype = "date"\nproduct = true\n' for name in "ab"),
            "two",
        ),
        ("columns = 1", r"\[columns\]"),
        ('[columns]\nwon = ["x"]', "columns.outcome is missing"),
        ('[columns]\noutcome = "y"', "columns.won"),
        ('[columns]\noutcome = "y"\nwon = ["x"]\nvalue = 5', "columns.value"),
        ('[columns]\noutcome = "y"\nwon = ["x"]\nprice = "p"', "'price' is not known"),
        (
            '[columns]\noutcome = "y"\nwon = ["x"]\n[[fields]]\nname = "y"\ntype = "category"',
            "no model may see",
        ),
        ("not toml", "not TOML"),
    ],
)
def test_a_wrong_schema_file_is_named_with_what_would_be_right(tmp_path, text, told):
    path = tmp_path / "schema.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=told) as caught:
        LeadSchema.load(path)
    assert "schema.toml" in str(caught.value)


def test_a_schema_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "schema.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SchemaError, match="UTF-8"):
        LeadSchema.load(tmp_path / "schema.toml")


def test_won_may_be_written_without_quotes():
    assert LeadSchema.from_dict({"columns": {"outcome": "y", "won": [True, 1]}}).columns.won == ("true", "1")
