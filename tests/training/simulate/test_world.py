"""Parameters that no world can have are refused in one line that says what would be right."""

from datetime import date

import pytest

from training.simulate import World, WorldError


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"leads": -5}, "leads"),
        ({"leads": 0}, "leads"),
        ({"months": 0}, "months"),
        ({"seed": -1}, "seed"),
        ({"reps": 0}, "reps"),
        ({"campaigns": 6, "tiny_campaigns": 4}, "campaigns"),
        ({"quality": 1.0}, "quality"),
        ({"duplicates": 0.9}, "duplicates"),
        ({"until": date(1999, 1, 1)}, "until"),
    ],
)
def test_an_impossible_world_is_refused_by_name(parameters: dict, word: str) -> None:
    with pytest.raises(WorldError) as refused:
        World(**parameters)
    assert word in str(refused.value)
    assert "between" in str(refused.value)
    assert "\n" not in str(refused.value)
