"""Whatever a file holds, it is read or refused in words."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from training.refusal import Refused
from training.source import open_source, whole

TEXTS = st.text(alphabet=st.sampled_from('ab1,;\t"\n\r\0 é.'), max_size=80)


@given(
    content=st.one_of(
        st.binary(max_size=200), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16"))
    )
)
@example(content=b'"a,b\n' + b"x" * 200_000)
@example(content=b"a,b\r1,2\r")
@example(content=b"PAR1" + b"\0" * 50)
def test_any_bytes_are_a_table_or_are_refused(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "given.csv"
    path.write_bytes(content)
    try:
        frame = whole(open_source(path))
    except Refused as refused:
        told = str(refused)
    else:
        told = ""
        assert len(frame.columns) == len(set(frame.columns)) >= 2
    assert "\n" not in told


CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_cells_are_read_as_they_were_written(rows, separator, encoding, tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "given.csv"
    frame = pd.DataFrame(rows, columns=["một", "hai", "ba"])
    frame.to_csv(path, index=False, sep=separator, encoding=encoding, quoting=1)
    read = whole(open_source(path))
    assert list(read) == list(frame)
    assert read.to_numpy().tolist() == frame.to_numpy().tolist()


def test_chunks_cover_the_file_in_order(tmp_path):
    pd.DataFrame({"a": range(100), "b": range(100)}).to_csv(tmp_path / "given.csv", index=False)
    chunks = list(open_source(tmp_path / "given.csv").chunks(30))
    assert [len(chunk) for chunk in chunks] == [30, 30, 30, 10]
    assert pd.concat(chunks)["a"].astype(int).tolist() == list(range(100))


def test_a_row_that_ends_early_is_missing_its_last_cells(tmp_path):
    (tmp_path / "given.csv").write_text("a,b,c\n1\n")
    assert whole(open_source(tmp_path / "given.csv")).to_numpy().tolist() == [["1", "", ""]]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Refused, match="is not a file"):
        open_source(tmp_path)
