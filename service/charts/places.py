"""Where labels stand beside their points, so that none covers another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# Plot widths in pixels for which texts are placed: they fit there, and wherever it is wider up to the next.
PHONE, CARD, DESK = WIDTHS = (262, 560, 900)
_FITTING: Final = f"width < {CARD} ? {PHONE} : width < {DESK} ? {CARD} : {DESK}"
# Of rows for each such `width`, those of the widest that fits.
FITTING: Final = {"filter": f"datum.width === ({_FITTING})"}
_LETTER: Final = 6.6
_HIGH: Final = 14.0
_GAP: Final = 4.0


class Box(NamedTuple):
    """In pixels from the plot's left and top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True)
class Place:
    """From the point's middle: the text's offset in pixels, and which of its sides stands there."""

    dx: float
    dy: float
    align: str


def places(
    wanted: Sequence[tuple[int, str]],
    points: Sequence[Point],
    taken: Sequence[Box],
    width: float,
    height: float,
    most: int,
) -> dict[int, Place]:
    """Of each wanted (point, text) in turn its place, if one is free, for at most so many."""
    standing = [*taken, *(point.box for point in points)]
    found: dict[int, Place] = {}
    for at, text in wanted:
        if len(found) == most:
            break
        long = text_long(text)
        for place in _around(points[at].radius + _GAP):
            box = _box(points[at], place, long)
            if box.inside(width, height) and not any(box.meets(other) for other in standing):
                found[at] = place
                standing.append(box)
                break
    return found


def first_free(boxes: Iterable[Box], taken: Sequence[Box]) -> Box | None:
    return next((box for box in boxes if not any(box.meets(other) for other in taken)), None)


def text_long(text: str) -> float:
    """About how many pixels it takes, at the usual size."""
    return _LETTER * len(text)


def _around(far: float) -> Iterator[Place]:
    yield Place(far, 0, "left")
    yield Place(-far, 0, "right")
    for down in (-1, 1):
        yield Place(0, down * (far + _HIGH / 2), "center")
    for down in (-1, 1):
        yield Place(far, down * (far / 2 + _HIGH / 2), "left")
        yield Place(-far, down * (far / 2 + _HIGH / 2), "right")


def _box(point: Point, place: Place, long: float) -> Box:
    before = {"left": 0.0, "center": 0.5, "right": 1.0}[place.align]
    left, middle = point.x + place.dx - before * long, point.y + place.dy
    return Box(left, middle - _HIGH / 2, left + long, middle + _HIGH / 2)
