"""What no file of the repository holds: blame, one machine's paths, hosts that packages come from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Spelt in pieces, so that this file does not hold them.
BLAME = ("c" + "ùi", "r" + "ác", "lỗi" + " của")
MACHINE = ("/" + "work/", "/" + "root/", "/home/" + "[a-z]", "/" + "Users/")
HOSTS = ("pypi" + r"\.org", r"files\.python" + "hosted", "npmjs" + r"\.(com|org)", "index" + "-url")
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}


def files():
    """Every file that is, or would be, committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(listed.splitlines())) if (ROOT / name).is_file()]


def lines(pattern):
    """Where a text file of the repository holds the pattern."""
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT)
        found += [
            f"{name}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


def one_of(words):
    return re.compile("|".join(rf"(?<!\w){word}" for word in words), re.IGNORECASE)


@pytest.mark.parametrize("word", BLAME)
def test_no_word_blames(word):
    assert lines(re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)) == []


def test_no_file_holds_a_path_of_one_machine():
    assert lines(re.compile("|".join(rf"(?<![\w.~}})]){path}" for path in MACHINE))) == []


def test_no_file_names_a_host_that_packages_come_from():
    assert lines(one_of(HOSTS)) == []


def test_every_file_is_named_for_its_idea():
    assert [path.name for path in files() if path.stem.lower().removeprefix("test_") in NAMELESS] == []


def test_most_files_hold_one_idea():
    code = [path for path in files() if path.suffix == ".py" and path.parts[-2] != "versions"]
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in code)
    assert sizes[len(sizes) // 2] < 100
    assert sizes[len(sizes) * 9 // 10] < 250
