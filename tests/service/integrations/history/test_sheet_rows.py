"""Spreadsheets as people keep them, and files that only claim to be one."""

import io
import zipfile
from datetime import datetime

import pytest

from service.integrations.history.encoding import FileRefused
from service.integrations.history.held_file import HeldFile
from service.integrations.history.map_file import parse_map
from service.integrations.history.mapping import FIND_HEADER, FileForm
from service.integrations.history.sheet_rows import SheetTable
from service.integrations.history.table import open_table
from service.integrations.history.toml_document import MapRefused

ROWS = [
    ["BÁO CÁO LEAD THÁNG 11"],
    [],
    ["Ngày tạo", "SĐT", "Doanh thu", "Ghi chú", "Ghi chú"],
    [datetime.fromisoformat("2026-11-21T10:02:11"), 901234567, ("B1*2", 12_500_000), "=HYPERLINK()", "x"],
    [None, "0912 345 678"],
    [],
    [datetime.fromisoformat("2026-11-22"), 9.12345678e8, 0.5],
]


def cells(data, **form):
    return [(row.number, row.cells) for row in open_table(HeldFile(data), FileForm(**form))]


def test_cells_are_the_texts_that_a_csv_would_have(workbook):
    (first, one), (second, two), (third, three) = cells(workbook({"T11": ROWS}, merged=["A4:A5"]))
    assert (first, second, third) == (4, 5, 7)
    assert one == {
        "Ngày tạo": "2026-11-21 10:02:11",
        "SĐT": "901234567",
        "Doanh thu": "12500000",
        "Ghi chú": "=HYPERLINK()",
        "Ghi chú (2)": "x",
    }
    assert (two["Ngày tạo"], two["SĐT"], two["Doanh thu"]) == ("2026-11-21 10:02:11", "0912 345 678", "")
    assert (three["SĐT"], three["Doanh thu"]) == ("912345678", "0.5")


def test_the_longest_sheet_that_is_shown_is_read_unless_another_is_named(workbook):
    book = workbook(
        {"Ghi chú": [["a"], ["1"]], "Số": [["b"], ["1"], ["2"]], "Cũ": [["c"]] * 9}, hidden=["Cũ"]
    )
    table = SheetTable(HeldFile(book))
    assert (table.sheets, table.sheet, table.columns) == (("Ghi chú", "Số"), "Số", ("b",))
    assert cells(book, sheet="Ghi chú") == [(2, {"a": "1"})]
    with pytest.raises(FileRefused, match="there is no sheet 'Cũ'"):
        cells(book, sheet="Cũ")


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_a_map_may_name_the_sheet_and_the_row_of_the_header(workbook, name):
    rows = {
        "xlsx": workbook({"x": [["1"]] * 5, "T11": [["mã"], ["id"], ["7"]]}),
        "csv": "Báo cáo\nid\n7\n".encode(),
    }
    how = 'kind = "leads"\n[file]\nsheet = "T11"\nheader = 2\n[columns]\nexternal_id = "id"\n'
    table = open_table(HeldFile(rows[name]), parse_map(how, "leads").file)
    assert [(row.number, row.cells) for row in table] == [(3, {"id": "7"})]
    with pytest.raises(MapRefused, match="needs a row's number"):
        parse_map(how.replace("2", "0"), "leads")


def test_the_header_of_a_text_file_is_found_where_it_is_asked_for():
    text = "BÁO CÁO QUẢNG CÁO\n\nNgày;Chiến dịch;Chi phí\n21/11/2026;tet;5\n".encode()
    assert cells(text, header=FIND_HEADER) == [
        (4, {"Ngày": "21/11/2026", "Chiến dịch": "tet", "Chi phí": "5"})
    ]


def _with(book, name, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return out.getvalue()


def _at_the_far_corner(sheet):
    return sheet.replace(b'r="A2"', b'r="XFD1048576"').replace(b'<row r="2">', b'<row r="1048576">')


def _bomb(sheet):
    return sheet.replace(b"<t>x</t>", b"<t>" + b"a" * 80_000_000 + b"</t>")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_at_the_far_corner, "too large once it is unpacked"),
        (lambda _: b"<worksheet", "is damaged or has a password"),
        (lambda sheet: sheet.replace(b"<t>x</t>", b"<t></t>").replace(b"<t>h</t>", b"<t></t>"), "is empty"),
        (lambda sheet: sheet.replace(b"<t>h</t>", b"<t>0901234567</t>"), "holds a phone"),
    ],
)
def test_a_sheet_that_claims_too_much_or_holds_nothing_is_refused(workbook, change, reason):
    with pytest.raises(FileRefused, match=reason):
        cells(_with(workbook({"T": [["h"], ["x"]]}), "xl/worksheets/1.xml", change))


def test_a_file_that_unpacks_to_far_more_than_it_is_brings_down_no_one_but_its_reader(workbook, monkeypatch):
    monkeypatch.setattr("service.integrations.history.sheet_rows.MOST_BYTES", 250 << 20)
    bomb = _with(workbook({"T": [["h"], ["x"]]}), "xl/worksheets/1.xml", _bomb)
    assert len(bomb) < 500_000
    with pytest.raises(FileRefused, match="too large once it is unpacked"):
        cells(bomb)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "damaged"),
        (b"<html><table><tr><td>SDT</td></tr></table></html>", "is a web page"),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", "is not utf-8"),
        (b"PAR1" + b"\xff" * 40, "is not utf-8"),
        (b"\0" * 400, "NUL"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_is(data, reason):
    with pytest.raises(FileRefused, match=reason):
        cells(data)


def test_open_document_is_read_too():
    names = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    }
    spaces = " ".join(f'xmlns:{name}="{urn}"' for name, urn in names.items())
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell></table:table-row>"
        for text in ("SĐT", "0901234567")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="T">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert [row for _, row in cells(out.getvalue())] == [{"SĐT": "0901234567"}]
