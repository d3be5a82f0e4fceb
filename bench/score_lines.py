"""The lines of the table that `make bench-score` prints."""

from typing import NamedTuple


class Line(NamedTuple):
    """Without a bar it is for information."""

    what: str
    value: str
    bar: str = ""
    met: bool = True


def report(lines: list[Line]) -> None:
    width = max(len(line.what) for line in lines)
    for line in lines:
        verdict = ("met" if line.met else "MISSED") if line.bar else ""
        print(f"{line.what:<{width}}  {line.value:>24}  {line.bar:>10}  {verdict}")
