"""Run a command only if no other one holds the same lock file: `python3 alone.py LOCK COMMAND …`.

The lock belongs to the open file and passes to the command, so it ends with it, however it ends.
"""

import fcntl
import os
import sys
from pathlib import Path


def main(lock: str, command: list[str]) -> None:
    Path(lock).parent.mkdir(parents=True, exist_ok=True)
    held = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = os.read(held, 20).decode().strip()
        sys.exit(f"leadworth: another make (process {other}) is at work in this folder; stop it first")
    os.ftruncate(held, 0)
    os.write(held, str(os.getpid()).encode())
    os.set_inheritable(held, True)
    os.execvp(command[0], command)  # noqa: S606 - the Makefile's own command, no shell


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
