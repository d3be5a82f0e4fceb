"""The simulated companies in which advice is judged, as `advice_worlds.toml` fixes them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.simulate.world import World

FIXED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TURN = 20
# A kind's turns within every 20 worlds, as (stride, offset): strides that share no divisor with 20 spread
# them, offsets let two kinds meet about as often as they would by chance.
_TURNS = {"cheapest_best": (3, 0), "spend_flat": (7, 0), "wild_deal": (9, 3), "drift": (11, 8)}
_WHOLE = ("leads", "months", "campaigns")


@dataclass(frozen=True, slots=True)
class Company:
    """A world and what kind it is: `kinds` are those of `advice_worlds.toml` that hold."""

    world: World
    kinds: frozenset[str]


def companies(count: int, *, development: bool) -> list[Company]:
    """The first so many; those of `development` are other ones than those that are held out."""
    first = FIXED["development"] if development else FIXED["first_seed"]
    return [company(first + number, number) for number in range(count)]


def company(seed: int, number: int) -> Company:
    """One company; its ranges by its seed, its kinds by its turn.

    >>> runs = [[company(1, n).kinds for n in range(start, start + 20)] for start in (0, 7)]
    >>> [sum("spend_flat" in kinds for kinds in run) for run in runs]
    [4, 4]
    """
    rng = np.random.default_rng(seed)
    drawn = {name: float(rng.uniform(*ends)) for name, ends in FIXED["ranges"].items()}
    sizes = {name: round(drawn[name]) if name in _WHOLE else drawn[name] for name in drawn}
    kinds = frozenset(kind for kind, share in FIXED["shares"].items() if _has_turn(kind, share, number))
    world = World(
        seed=seed,
        drift="drift" in kinds,
        wild_deal="wild_deal" in kinds,
        spend_varies="spend_flat" not in kinds,
        cheapest_best="cheapest_best" in kinds,
        **sizes,  # type: ignore[arg-type]
    )
    return Company(world, kinds)


def _has_turn(kind: str, share: float, number: int) -> bool:
    stride, offset = _TURNS[kind]
    return (number * stride + offset) % TURN < round(share * TURN)
