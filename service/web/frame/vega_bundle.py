"""The script that draws charts in a browser: Vega, Vega-Lite and vega-embed, out of the vl-convert wheel."""

import gzip
import hashlib
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from threading import Lock, Thread
from typing import Final

# It stands in the script's address, which browsers keep for long.
VERSION: Final = version("vl-convert-python")
# vl-convert's engine keeps 125 MB: it ends with a process of its own, not with this one.
_COMMAND: Final = (
    "import sys, vl_convert\n"
    "script = vl_convert.javascript_bundle('window.vegaEmbed = vegaEmbed;')\n"
    "sys.stdout.buffer.write(script.encode())\n"
)
_LONGEST_SECONDS: Final = 120
_making = Lock()
_begun = Lock()
_made: "list[Bundle]" = []


@dataclass(frozen=True, slots=True)
class Bundle:
    script: bytes
    gzipped: bytes
    etag: str


def vega_bundle() -> Bundle:
    """Made by the first who asks, in some seconds; who asks meanwhile waits. Raises
    subprocess.SubprocessError where the wheel cannot make it.
    """
    with _making:
        if not _made:
            _made.append(_make())
        return _made[0]


def begin() -> None:
    """Make it while somebody signs in, so that her first chart need not wait. Once in a process."""
    if _begun.acquire(blocking=False):
        Thread(target=vega_bundle, name="vega bundle", daemon=True).start()


def _make() -> Bundle:
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", _COMMAND], stdout=subprocess.PIPE, timeout=_LONGEST_SECONDS, check=True
    )
    script = done.stdout
    return Bundle(script, gzip.compress(script, mtime=0), hashlib.sha256(script).hexdigest())
