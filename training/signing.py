"""The key that signs artefacts, from the environment or from the file beside the store."""

import os
from collections.abc import Mapping
from pathlib import Path

from training.refusal import Refused

NAME = "LEADWORTH_ARTEFACT_KEY"
FILE_NAME = "LEADWORTH_ENV_FILE"
DEFAULT_FILE = "var/leadworth.env"
SHORTEST = 32


def signing_key(environment: Mapping[str, str] | None = None) -> bytes:
    """The key's bytes; raises Refused where there is none or it is shorter than 32 characters."""
    environment = os.environ if environment is None else environment
    file = Path(environment.get(FILE_NAME) or DEFAULT_FILE)
    key = environment.get(NAME) or _from_file(file)
    if not key:
        raise Refused(f"{NAME} is not set, in the environment or in {file}: `make secrets` writes it")
    if len(key) < SHORTEST:
        raise Refused(
            f"{NAME} has {len(key)} characters and needs at least {SHORTEST}: `make secrets` writes one"
        )
    return key.encode()


def _from_file(file: Path) -> str | None:
    if not file.is_file():
        return None
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if separator and name.strip() == NAME:
            return value.strip().strip("\"'")
    return None
