"""Files of rows as programs write them, and as they are broken."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.integrations.history.encoding import FileRefused
from service.integrations.history.mapping import FileForm
from service.integrations.history.rejects import Reject
from service.integrations.history.rows import Row
from service.integrations.history.table import open_table

PEOPLE = [{"mã": "1", "Tên": "Lan"}, {"mã": "2", "Tên": "Đỗ, Hà"}]
CSV = 'mã,Tên\r\n1,Lan\r\n2,"Đỗ, Hà"\r\n'


def cells(path, **options):
    return [row.cells for row in open_table(path, **options)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_encoding_and_the_delimiter_are_found(tmp_path, encoding, mark):
    path = tmp_path / "people.csv"
    quoted = CSV.replace("1,Lan", f"1{mark}Lan").replace('2,"', f'2{mark}"').replace("mã,", f"mã{mark}")
    path.write_bytes(quoted.encode(encoding))
    assert cells(path) == PEOPLE


def test_another_encoding_is_refused_as_a_whole_unless_it_is_named(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("id,name\n1,Lan\n2,Hường\n".encode("cp1258", errors="replace") + b"3,\xe0\xe1\n")
    with pytest.raises(FileRefused, match="line 1 or one soon after it is not utf-8"):
        open_table(path)
    assert len(cells(path, form=FileForm(encoding="cp1258"))) == 3


def test_parquet_reads_as_its_csv_would(tmp_path):
    path = tmp_path / "people.parquet"
    columns = {
        "id": [1, 2],
        "phone": [901234567.0, None],
        "paid": [True, False],
        "price": [1.5, float("nan")],
    }
    pq.write_table(pa.table(columns), path)
    table = open_table(path)
    assert table.total == 2
    assert [(row.number, row.cells) for row in table] == [
        (2, {"id": "1", "phone": "901234567", "paid": "true", "price": "1.5"}),
        (3, {"id": "2", "phone": "", "paid": "false", "price": ""}),
    ]


def test_rows_have_the_numbers_that_a_spreadsheet_shows(write):
    path = write("a.csv", 'id,note\n1,"two\nlines"\n\n2,b\n')
    assert [(row.number, row.cells["id"]) for row in open_table(path)] == [(2, "1"), (4, "2")]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("1,Lan", "phone", "ends before"),
        ("1,Lan,09,x", "phone", "more cells"),
        ("1,La\0n,09", "name", "NUL"),
        (f'1,Lan,"{"9" * 140_000}"', "", "unclosed quote"),
    ],
)
def test_a_broken_row_is_a_reject_and_spoils_no_other(write, line, column, reason):
    path = write("a.csv", f"id,name,phone\n{line}\n2,Hà,08\n")
    broken, whole = open_table(path)
    assert isinstance(broken, Reject)
    assert (broken.row, broken.column) == (2, column)
    assert reason in broken.reason
    assert whole == Row(3, {"id": "2", "name": "Hà", "phone": "08"})


def test_empty_cells_after_the_last_column_are_no_fault(write):
    assert cells(write("a.csv", "id,name\n1,Lan,,\n")) == [{"id": "1", "name": "Lan"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("id,id\n1,2\n", "two columns are called 'id'"),
        ("1,0901234567\n2,0912345678\n", "first row holds a phone"),
        ("1,lan@example.com\n", "first row holds a phone"),
        ("i\0d,name\n", "NUL"),
    ],
)
def test_a_file_without_a_usable_header_is_refused(write, text, reason):
    with pytest.raises(FileRefused, match=reason) as refused:
        open_table(write("a.csv", text))
    assert "0901234567" not in str(refused.value)


def test_a_missing_or_a_broken_file_is_refused(tmp_path, write):
    with pytest.raises(FileRefused, match="there is no file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(FileRefused, match="cannot be opened"):
        open_table(write("a.parquet", "PAR1 and no more"))


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(content)
    try:
        rows = list(open_table(path))
    except FileRefused:
        return
    assert all(isinstance(row, Row | Reject) for row in rows)
