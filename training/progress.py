"""What long work shows while it runs, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


def say(line: str) -> None:
    """One line for a person."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def counted(title: str, total: int | None, unit: str = "step") -> Iterator[Callable[..., object]]:
    """A bar that the yielded function advances, on a terminal and off one; gone when the work is done."""
    bar = tqdm(
        total=total,
        desc=title,
        unit=f" {unit}",
        unit_scale=unit != "step",
        leave=False,
        mininterval=1.0,
        delay=1.0,
    )
    try:
        yield bar.update
    finally:
        bar.close()
