"""Spreadsheets as Excel writes them, small."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FIRST_DAY = datetime.fromisoformat("1899-12-30")
Workbook = Callable[..., bytes]


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """`workbook({"Tháng 11": [["SĐT"], [901234567]]}, merged=["A1:A2"], hidden=["Cũ"])`: the file's bytes.

    Cells are texts, numbers, datetimes, None; a pair is a formula with its value.
    """
    return _write


def _write(
    sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Sequence[str] = (), hidden: Sequence[str] = ()
) -> bytes:
    out = io.BytesIO()
    names = list(enumerate(sheets, start=1))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        file.writestr("_rels/.rels", _relations([("r0", "officeDocument", "xl/workbook.xml")]))
        file.writestr("xl/styles.xml", _STYLES)
        shown = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"'
            f"{' state=' + quoteattr('hidden') if name in hidden else ''}/>"
            for n, name in names
        )
        book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{shown}</sheets></workbook>'
        file.writestr("xl/workbook.xml", book)
        parts = [(f"r{n}", "worksheet", f"worksheets/{n}.xml") for n, _ in names]
        file.writestr("xl/_rels/workbook.xml.rels", _relations(parts))
        for n, name in names:
            file.writestr(f"xl/worksheets/{n}.xml", _sheet(sheets[name], merged))
    return out.getvalue()


_FORMATS = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
_STYLES = f'<styleSheet xmlns="{_MAIN}">{_FORMATS}</styleSheet>'


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{i}" Type="{_REL}/{kind}" Target="{to}"/>' for i, kind, to in parts)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[str]) -> str:
    cells = "".join(
        f'<row r="{r}">{"".join(_cell(f"{chr(65 + c)}{r}", value) for c, value in enumerate(row))}</row>'
        for r, row in enumerate(rows, start=1)
    )
    joined = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    joined = f"<mergeCells>{joined}</mergeCells>" if joined else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>{joined}</worksheet>'


def _cell(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        days = (value - _FIRST_DAY).total_seconds() / 86_400
        return f'<c r="{place}" s="1"><v>{days}</v></c>'
    if isinstance(value, tuple):
        return f'<c r="{place}"><f>{escape(value[0])}</f><v>{value[1]}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
