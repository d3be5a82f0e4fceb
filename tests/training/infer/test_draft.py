"""The drafted schema: it loads as it is, and says what a person should look at."""

import pandas as pd
import pytest

from model.lead.schema import LeadSchema, SchemaError
from training.infer.draft import Asked, infer_schema
from training.refusal import Refused

COUNT = 60
FRAME = pd.DataFrame(
    {
        "lead_id": [f"L{place:05}" for place in range(COUNT)],
        "stt": range(1, COUNT + 1),
        "Họ tên": [f"Người {place}" for place in range(COUNT)],
        "SĐT": [f"0901{place:06}" for place in range(COUNT)],
        "khóa học": ["IELTS", "TOEIC", "Giao tiếp"] * (COUNT // 3),
        "ngân sách": [f"{place % 7 + 1}.500.000" for place in range(COUNT)],
        "rate": [f"{place % 9}.{place % 10}" for place in range(COUNT)],
        "zip": [f"0{place % 5}000" for place in range(COUNT)],
        "từng học": ["có", "không"] * (COUNT // 2),
        "start": ["21/11/2026", "22/11/2026"] * (COUNT // 2),
        "lời nhắn": [f"em muốn hỏi về lịch học buổi tối của lớp số {place} ạ" for place in range(COUNT)],
        "call_duration": [place % 11 for place in range(COUNT)],
        "close date": ["", "2026-12-01", "2026-12-02"] * (COUNT // 3),
        "empty": "",
        "always": "web",
        "won_at": ["2026-11-25", ""] * (COUNT // 2),
        "created": ["2026-11-20"] * COUNT,
        "Kết quả": ["Đã chốt", "Đã chốt", "Không mua", "Không mua"] * (COUNT // 4),
    }
)


@pytest.fixture
def drafted(tmp_path):
    def run(frame: pd.DataFrame = FRAME, name: str = "schema.toml", **asked) -> tuple[LeadSchema, str]:
        frame.to_csv(tmp_path / "leads.csv", index=False)
        infer_schema(tmp_path / "leads.csv", Asked(**{"outcome": "Kết quả", **asked}), tmp_path / name, "VND")
        return LeadSchema.load(tmp_path / name), (tmp_path / name).read_text(encoding="utf-8")

    return run


@pytest.fixture
def fields(drafted):
    return {field.name: field for field in drafted()[0].fields}


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("khóa học", "category"),
        ("ngân sách", "number"),
        ("rate", "number"),
        ("zip", "category"),
        ("từng học", "boolean"),
        ("start", "date"),
        ("lời nhắn", "text"),
    ],
)
def test_types(fields, name, type_):
    assert fields[name].type == type_
    assert fields[name].known is None


def test_decimal_marks_are_written_where_the_values_show_them(fields):
    assert (fields["ngân sách"].decimal, fields["rate"].decimal) == (",", ".")


@pytest.mark.parametrize("name", ["Họ tên", "SĐT"])
def test_personal_fields_are_kept_and_never_train(fields, name):
    assert fields[name].personal
    assert not fields[name].teaches


@pytest.mark.parametrize(("name", "known"), [("call_duration", "contact"), ("close date", "close")])
def test_late_names_do_not_train_until_a_person_says_so(drafted, name, known):
    schema, text = drafted()
    assert next(field.known for field in schema.fields if field.name == name) == known
    block = text[: text.index(f'name = "{name}"')].rsplit("\n\n", 1)[1]
    assert "CHECK" in block


def block_of(name: str, text: str) -> str:
    return next(block for block in text.split("\n\n") if f'name = "{name}"' in block)


def test_of_what_speaks_for_itself_nothing_is_said(drafted):
    assert "known" not in block_of("ngân sách", drafted()[1])


def test_evidence_in_the_file_is_drafted_and_told(drafted):
    won = FRAME["Kết quả"] == "Đã chốt"
    schema, text = drafted(FRAME.assign(zz=[900 + place if row else place for place, row in enumerate(won)]))
    block = block_of("zz", text)
    assert "# CHECK: alone it explains" in block
    assert 'known = "contact"' in block
    assert "zz" not in {field.name for field in schema.teaching}


def test_a_late_name_is_told_with_its_evidence(drafted):
    won = FRAME["Kết quả"] == "Đã chốt"
    block = block_of("call_duration", drafted(FRAME.assign(call_duration=won * 500))[1])
    assert '# CHECK: its name says "duration", and alone it explains' in block


def test_a_file_too_small_to_train_on_is_drafted_by_its_names(drafted):
    schema, text = drafted(FRAME.head(8))
    assert 'its name says "duration".' in block_of("call_duration", text)
    assert "khóa học" in {field.name for field in schema.teaching}


@pytest.mark.parametrize("name", ["lead_id", "stt", "empty", "always"])
def test_what_cannot_teach_is_left_out_with_its_reason(drafted, name):
    schema, text = drafted()
    assert name not in {field.name for field in schema.fields}
    assert f"#   '{name}': " in text


def test_labels_in_both_languages(fields):
    assert fields["khóa học"].label == {"vi": "khóa học", "en": "Course"}


def test_won_is_guessed_where_it_is_obvious(drafted):
    assert drafted()[0].columns.won == ("Đã chốt",)


def test_the_named_columns_and_the_obvious_ones(drafted):
    columns = drafted(time="created", campaign="khóa học")[0].columns
    assert (columns.time, columns.won_time, columns.campaign) == ("created", "won_at", "khóa học")


def test_with_a_time_the_companys_zone_is_drafted(drafted):
    assert drafted(time="created")[0].timezone == "Asia/Ho_Chi_Minh"


def test_won_that_is_not_obvious_is_asked_for_with_the_values_found(drafted):
    unclear = FRAME.assign(**{"Kết quả": ["xong", "dở"] * (COUNT // 2)})
    with pytest.raises(Refused, match=r"--won.*xong \(30\), dở \(30\)"):
        drafted(unclear)
    assert drafted(unclear, won=("xong",))[0].columns.won == ("xong",)


def test_an_asked_value_that_is_not_there_is_refused(drafted):
    with pytest.raises(Refused, match="holds no 'sold'"):
        drafted(won=("sold",))


@pytest.mark.parametrize("option", ["outcome", "value", "time", "campaign"])
def test_a_column_that_is_not_there_is_refused(drafted, option):
    with pytest.raises(Refused, match=f"--{option}: .*no column 'none'"):
        drafted(**{option: "none"})


def test_a_time_column_without_times_is_refused(drafted):
    with pytest.raises(Refused, match="--time"):
        drafted(time="khóa học")


def test_an_edited_schema_is_kept_beside_the_new_draft(drafted, tmp_path):
    drafted()
    (tmp_path / "schema.toml").write_text("# edited")
    drafted()
    assert (tmp_path / "schema.toml.bak").read_text() == "# edited"


def test_odd_column_names_are_quoted(drafted):
    odd = FRAME.rename(columns={"zip": 'z"i\\p = [#]'})
    assert 'z"i\\p = [#]' in {field.name for field in drafted(odd)[0].fields}


def test_a_draft_that_would_not_load_is_not_written(tmp_path):
    FRAME.to_csv(tmp_path / "leads.csv", index=False)
    with pytest.raises(SchemaError, match="ISO 4217"):
        infer_schema(tmp_path / "leads.csv", Asked("Kết quả"), tmp_path / "schema.toml", "dong")
    assert not (tmp_path / "schema.toml").exists()
