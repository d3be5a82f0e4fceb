"""Commands run in this process over a store of their own."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from service.cli.main import main


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: Any) -> Callable[..., Ran]:
    """`run("keys", "list")` over the store that the environment names."""

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        try:
            status = main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
        return Ran(status, *capsys.readouterr())

    return command


@pytest.fixture
def service(database_url: str, monkeypatch: Any, run: Callable[..., Ran]) -> Callable[..., Ran]:
    """The same over a migrated store."""
    monkeypatch.setenv("LEADWORTH_DATABASE_URL", database_url)
    return run
