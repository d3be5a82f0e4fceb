"""`import` as a person types it."""

import argparse

import pytest

from service.integrations.history.command import add_arguments, run_command

MAP = 'kind = "leads"\n[columns]\nexternal_id = "id"\n'


@pytest.fixture
def command(importer):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return lambda *words: run_command(parser.parse_args([str(word) for word in words]), lambda: importer)


def test_an_import_prints_what_became_of_the_rows(command, write, capsys):
    rows, how = write("a.csv", "id\n1\n2\n"), write("map.toml", MAP)
    assert command("leads", "--file", rows, "--map", how) == 0
    printed = capsys.readouterr()
    assert printed.out == "leads: 2 rows read, 2 taken, 0 already there, 0 left out by the map, 0 rejected\n"
    assert "leads: 100%" in printed.err


def test_a_dry_run_says_would(command, write, capsys):
    rows, how = write("a.csv", "id\n1\n"), write("map.toml", MAP)
    assert command("leads", "--file", rows, "--map", how, "--dry-run") == 0
    assert "1 would be taken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "how", "reason"),
    [
        ("", MAP, "the file is empty"),
        ("id\n1\n", "kind = 1", "map.toml: line 1: kind needs to be"),
        ('id,x\n"",1\n', MAP, "no row could be taken"),
    ],
)
def test_a_failure_is_one_line_and_not_0(command, write, capsys, rows, how, reason):
    assert command("leads", "--file", write("a.csv", rows), "--map", write("map.toml", how)) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("import: ")
    assert reason in last


def test_a_map_is_needed_and_a_draft_replaces_none(command, write, tmp_path, capsys):
    rows, drafted = write("a.csv", "id,campaign\n1,tet\n"), tmp_path / "map.toml"
    assert command("leads", "--file", rows) == 1
    assert command("leads", "--file", rows, "--draft-map", "--map", drafted) == 0
    assert command("leads", "--file", rows, "--map", drafted) == 0
    assert command("leads", "--file", rows, "--draft-map", "--map", drafted) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_draft_without_a_map_is_printed(command, write, capsys):
    assert command("spend", "--file", write("a.csv", "campaign,day,cost\n"), "--draft-map") == 0
    assert 'amount = "cost"' in capsys.readouterr().out
