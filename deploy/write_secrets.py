"""Write the secrets that a company needs, readable by their owner alone; files that exist stay as they are.

`write_secrets.py local FILE` for one machine, `write_secrets.py compose DIRECTORY` for compose.yaml.
"""

import base64
import os
import secrets
import sys
from pathlib import Path


def application() -> dict[str, str]:
    """What signs cursors, encrypts contacts (version:base64 of 32 bytes) and signs models."""
    return {
        "LEADWORTH_SECRET": secrets.token_urlsafe(48),
        "LEADWORTH_CONTACT_KEYS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
        "LEADWORTH_ARTEFACT_KEY": secrets.token_urlsafe(48),
    }


def compose() -> dict[str, dict[str, str]]:
    """One file a container, so that the database does not see the application's keys."""
    password = secrets.token_hex(32)
    database = {"POSTGRES_USER": "leadworth", "POSTGRES_DB": "leadworth", "POSTGRES_PASSWORD": password}
    url = f"postgresql+psycopg://leadworth:{password}@postgres:5432/leadworth"
    return {"leadworth.env": application() | {"LEADWORTH_DATABASE_URL": url}, "postgres.env": database}


def write(path: Path, values: dict[str, str]) -> None:
    """Create `path` whole or not at all, mode 600; FileExistsError if somebody was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    try:
        path.hardlink_to(draft)
    finally:
        draft.unlink()


def main(kind: str, target: Path) -> None:
    files = {target: application()} if kind == "local" else {target / n: v for n, v in compose().items()}
    if kept := [str(path) for path in files if path.exists()]:
        print(f"leadworth: {' and '.join(kept)} kept as found")
        return
    for path, values in files.items():
        write(path, values)
        print(f"leadworth: new secrets in {path}; keep a copy: contacts cannot be read without them")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
