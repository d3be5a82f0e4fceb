"""A profile: it goes through a manifest, and newer leads are counted into its bins."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lead.field import Field
from model.lead.table import LeadTable
from model.lead.watch.bins import counts_of, spread_of
from model.lead.watch.known_levels import MOST_KNOWN, KnownLevels, known_levels
from model.lead.watch.profile import Newer, profile_of

FIELDS = (
    Field("city", "category"),
    Field("budget", "number"),
    Field("married", "boolean"),
    Field("lead.submitted_at", "date"),
)
ODD = st.one_of(
    st.none(),
    st.text(max_size=5),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.lists(st.integers(), max_size=2),
)


def rows(count, *, city="Huế", budget=5.0, seed=1):
    rng = np.random.default_rng(seed)
    return [
        {
            "city": city if place % 4 else f"{city} {place % 3}",
            "budget": budget * float(rng.lognormal()),
            "married": bool(place % 2),
            "lead.submitted_at": f"2026-11-{1 + place % 28:02}T10:00:00+07:00",
        }
        for place in range(count)
    ]


@pytest.fixture
def profile():
    table = LeadTable.from_rows(rows(600), [field.name for field in FIELDS])
    made = profile_of(FIELDS, table, table, np.linspace(0.01, 0.5, 600), "Asia/Ho_Chi_Minh")
    return json.loads(json.dumps(made, allow_nan=False))


def test_every_lead_is_in_one_bin_of_each_field(profile):
    for spread in [*profile["fields"].values(), profile["score"]]:
        assert sum(spread["counts"]) == 600


def test_leads_like_those_of_the_training_are_steady(profile):
    newer = Newer(profile)
    newer.add(rows(300, seed=2), np.linspace(0.01, 0.5, 300))
    assert {name: each.verdict for name, each in newer.drifts().items()} == dict.fromkeys(
        (field.name for field in FIELDS), "steady"
    )
    assert newer.score_drift().verdict == "steady"
    assert {share for share, _ in newer.unknown().values()} == {0.0}


def test_what_moved_is_told_by_field(profile):
    newer = Newer(profile)
    newer.add(rows(300, city="Vinh", budget=50.0), np.linspace(0.4, 0.9, 300))
    verdicts = {name: each.verdict for name, each in newer.drifts().items()}
    assert verdicts == {
        "city": "shifted",
        "budget": "shifted",
        "married": "steady",
        "lead.submitted_at": "steady",
    }
    assert newer.score_drift().verdict == "shifted"
    assert newer.unknown()["city"][0] == 1.0


def test_pieces_add_up_to_the_whole(profile):
    whole, pieces = Newer(profile), Newer(profile)
    leads, scores = rows(90, seed=3), np.linspace(0, 1, 90)
    whole.add(leads, scores)
    for start in range(0, 90, 40):
        pieces.add(leads[start : start + 40], scores[start : start + 40])
    assert pieces.drifts() == whole.drifts()
    assert pieces.score_drift() == whole.score_drift()
    assert pieces.unknown() == whole.unknown()
    assert pieces.leads == 90


@given(st.lists(ODD, min_size=1, max_size=40), st.lists(ODD, max_size=40), st.sampled_from(FIELDS))
def test_no_value_breaks_the_bins(before, now, field):
    table = LeadTable.from_rows([{field.name: value} for value in before], [field.name])
    spread = json.loads(json.dumps(spread_of(field, table.column(field.name), None), allow_nan=False))
    assert sum(spread["counts"]) == len(before)
    later = LeadTable.from_rows([{field.name: value} for value in now], [field.name])
    assert counts_of(spread, later.column(field.name)).shape == (len(spread["counts"]),)


def test_no_level_that_few_have_is_written_in_words():
    names = np.array(["Huế"] * 10 + ["Bông Xinh"] * 4 + [f"tên {place}" for place in range(50)], dtype=object)
    spread = spread_of(Field("nickname", "category"), names, None)
    assert spread["levels"] == ["huế"]
    assert spread["counts"] == [0, 54, 10]
    assert "bông" not in json.dumps(known_levels(["bông xinh"]), ensure_ascii=False)


@given(st.lists(st.text(max_size=6), max_size=50), st.lists(st.text(max_size=6), max_size=50))
def test_known_levels_are_known_and_others_mostly_not(known, asked):
    held = KnownLevels(known_levels(known)["known"])
    assert held.unknown_among(known) == 0
    assert held.unknown_among(asked) == sum(level not in known and level != "missing" for level in asked)


def test_ids_are_not_kept_as_levels():
    kept = known_levels(f"id {place}" for place in range(MOST_KNOWN + 1))
    assert kept == {"known": None, "usual": 1.0}


def test_levels_are_asked_of_those_that_taught():
    arrived = LeadTable.from_rows([{"city": "Huế"}] * 10 + [{"city": "Vinh"}] * 10, ["city"])
    taught = LeadTable.from_rows([{"city": "Huế"}] * 10, ["city"])
    profile = profile_of((FIELDS[0],), arrived, taught, np.full(20, 0.1), None)
    newer = Newer(profile)
    newer.add([{"city": "Vinh"}, {"city": "Huế"}, {}], np.array([]))
    assert newer.unknown() == {"city": (pytest.approx(1 / 3), 0.0)}
    assert newer.drifts()["city"].verdict == "too_few"
