"""Say in one line what this machine lacks, before anything is installed: `python3 preflight.py [PORT]`.

Written so that an old Python can read it, too.
"""

import importlib.util
import sys
from pathlib import Path


def complaint():
    if sys.version_info < (3, 11):  # noqa: UP036 - what an older one is to read
        found = sys.version.split()[0]
        return f"Python 3.11 or newer is needed, this is {found}; name one with make PYTHON=python3.12"
    if importlib.util.find_spec("ensurepip") is None:
        return "Python's venv module is incomplete; on Debian and Ubuntu: apt install python3-venv"
    return None


def port_complaint(port):
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return f"PORT={port} is no port; give a number from 1 to 65535"
    return None


def main(arguments):
    problem = complaint() or (port_complaint(arguments[0]) if arguments else None)
    if problem:
        sys.exit("leadworth: " + problem)
    if arguments:
        sys.path.insert(0, str(Path.cwd()))
        from service.supervise import port_is_free

        sys.exit(0 if port_is_free("127.0.0.1", int(arguments[0])) else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
