"""Maps that a person wrote, with her mistakes."""

from pathlib import Path

import pytest

from service.integrations.history.map_file import check_columns_exist, load_map, parse_map
from service.integrations.history.mapping import Column
from service.integrations.history.toml_document import MapRefused

GOOD = """\
kind = "attempts"
[file]
timezone = "Africa/Cairo"
dayfirst = false
[columns]
lead = "lead_id"
occurred_at = ["called", "created_at"]
result = "status"
[constants]
channel = "phone"
[values.result]
"NO ANSWER" = "no_answer"
[ignore]
status = ["NEW"]
"""


def test_a_map_reads_as_it_is_written():
    read = parse_map(GOOD, "attempts")
    assert read.columns["occurred_at"] == Column(("called", "created_at"))
    assert read.constants == {"channel": "phone"}
    assert read.values == {"result": {"no answer": "no_answer"}}
    assert (str(read.file.timezone), read.file.dayfirst) == ("Africa/Cairo", False)
    assert not read.wants({"status": " new "})
    assert read.wants({"status": "NO ANSWER"})


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('kind = "attempts"', 'kind = "leads"', 'line 1: kind needs to be "attempts"'),
        ('kind = "attempts"', "", 'kind needs to be "attempts"'),
        ('lead = "lead_id"', "", r"\[columns\] lead is missing; attempts need it"),
        (
            'lead = "lead_id"',
            'leed = "lead_id"',
            r"line 6: \[columns\] leed is not known; did you mean 'lead'",
        ),
        ('lead = "lead_id"', "lead = 7", r"line 6: \[columns\] lead needs a text"),
        ('lead = "lead_id"', "lead = []", r"line 6: \[columns\] lead needs a text"),
        (
            '"no_answer"',
            '"no_anser"',
            r"line 12: \[values.result\] NO ANSWER = 'no_anser' is no result; did you mean",
        ),
        (
            '"no_answer"',
            '"no_answer"\n"no answer" = "busy"',
            "line 13: .* differs from another key only in case",
        ),
        ('channel = "phone"', 'result = "busy"', r"line 10: \[constants\] result stands in \[columns\] too"),
        ('"Africa/Cairo"', '"Cairo"', r"line 3: \[file\] timezone needs an IANA zone"),
        ("dayfirst = false", 'dayfirst = "no"', r"line 4: \[file\] dayfirst needs true or false"),
        ("dayfirst = false", 'currency = "Dong"', r"line 4: \[file\] currency needs an ISO 4217 code"),
        ("dayfirst = false", 'delimiter = ", "', r"line 4: \[file\] delimiter needs one character"),
        ("dayfirst = false", 'region = "Vietnam"', r"line 4: \[file\] region needs an ISO 3166 country"),
        ("[ignore]", "[ignored]", "line 13: ignored is not known; did you mean 'ignore'"),
        ('status = ["NEW"]', 'status = "NEW"', r"line 14: \[ignore\] status needs a text, or a list"),
        ("[ignore]", "[attributes]", r"\[attributes\] belong in a map of leads"),
        ('lead = "lead_id"', 'lead = "lead_id', "line 6"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(old, new, complaint):
    assert old in GOOD
    with pytest.raises(MapRefused, match=complaint):
        parse_map(GOOD.replace(old, new, 1), "attempts")


def test_nested_words_may_be_written_either_way():
    flat = parse_map('kind = "leads"\n[columns]\nexternal_id = "a"\n"tracking.ad" = "b"\n', "leads")
    nested = parse_map('kind = "leads"\n[columns]\nexternal_id = "a"\ntracking.ad = "b"\n', "leads")
    assert flat.columns == nested.columns


def test_a_column_that_the_file_lacks_is_named_but_no_other_of_the_files():
    read = parse_map(GOOD, "attempts")
    with pytest.raises(MapRefused, match=r"columns.lead names the column 'lead_id'.*did you mean 'lead id'"):
        check_columns_exist(read, ("lead id", "called", "created_at", "status"))
    with pytest.raises(MapRefused) as refused:
        check_columns_exist(read, ("Trần Thị Lan", "called", "created_at", "status"))
    assert "Lan" not in str(refused.value)


def test_a_map_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MapRefused, match=r"none.toml cannot be read"):
        load_map(tmp_path / "none.toml", "leads")


def test_the_map_that_the_documentation_shows_can_be_used():
    page = (Path(__file__).parents[4] / "docs" / "importing.md").read_text(encoding="utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0]
    without_attributes = shown.partition("[attributes]")[0]
    assert parse_map(without_attributes, "attempts").constants == {"channel": "phone"}
