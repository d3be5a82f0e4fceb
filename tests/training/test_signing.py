import pytest

from training.refusal import Refused
from training.signing import signing_key

KEY = "k" * 32


def test_the_environment_comes_first(tmp_path):
    (tmp_path / "env").write_text(f"LEADWORTH_ARTEFACT_KEY={'f' * 32}\n")
    told = {"LEADWORTH_ARTEFACT_KEY": KEY, "LEADWORTH_ENV_FILE": str(tmp_path / "env")}
    assert signing_key(told) == KEY.encode()


@pytest.mark.parametrize("line", ["{}={}", 'export {}="{}"', " {} = '{}' "])
def test_else_the_file(tmp_path, line):
    (tmp_path / "env").write_text("# secrets\nOTHER=1\n" + line.format("LEADWORTH_ARTEFACT_KEY", KEY) + "\n")
    assert signing_key({"LEADWORTH_ENV_FILE": str(tmp_path / "env")}) == KEY.encode()


def test_without_one_it_says_who_writes_it(tmp_path):
    with pytest.raises(Refused, match="make secrets"):
        signing_key({"LEADWORTH_ENV_FILE": str(tmp_path / "none")})


def test_a_short_key_is_refused_and_not_shown():
    with pytest.raises(Refused, match="has 5 characters") as caught:
        signing_key({"LEADWORTH_ARTEFACT_KEY": "short"})
    assert "'short'" not in str(caught.value)
