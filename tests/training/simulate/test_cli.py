"""The command: exit codes, one line for what is wrong, progress."""

import argparse
from pathlib import Path

import pandas as pd
import pytest

from training.simulate import cli


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args(arguments))


def test_it_writes_the_files_and_says_what_it_does(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run("--out", str(tmp_path / "new" / "dir"), "--leads", "200", "--world", "drift") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "leads.csv: 200 rows" in said.err
    assert (tmp_path / "new" / "dir" / "truth" / "leads.parquet").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [("--leads", "-5"), ("--leads", "0"), ("--months", "0"), ("--seed", "-1"), ("--until", "2026-13-01")],
)
def test_a_bad_argument_is_one_line_and_exit_code_two(
    option: str, value: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert run("--out", str(tmp_path / "out"), option, value) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert option.strip("-") in said
    assert not (tmp_path / "out").exists()


def test_a_directory_that_cannot_be_is_one_line_and_exit_code_one(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "file").touch()
    assert run("--out", str(tmp_path / "file" / "below"), "--leads", "10") == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "cannot write" in said


def test_until_ends_the_history(tmp_path: Path) -> None:
    assert run("--out", str(tmp_path), "--leads", "300", "--months", "2", "--until", "2026-03-01") == 0
    leads = pd.read_csv(tmp_path / "leads.csv").submitted_at
    calls = pd.read_csv(tmp_path / "attempts.csv").occurred_at
    assert leads.min() >= "2026-01-02"
    assert max(leads.max(), calls.max()) < "2026-03-02"
