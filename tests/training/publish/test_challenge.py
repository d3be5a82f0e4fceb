"""The whole challenge over a history: what is published, what is kept out, and why."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from model.lead import artefact

CUT = "2026-05-01"
NOW = datetime(2026, 8, 1, 9, tzinfo=UTC)


@pytest.fixture
def early(leads):
    """What the serving model has seen."""
    return leads[leads.created < CUT]


def shuffled(frame, until):
    """The same leads, with the outcomes of those before `until` dealt out anew."""
    before = (frame.created < until).to_numpy()
    outcome = frame.outcome.to_numpy().copy()
    outcome[before] = np.random.default_rng(0).permutation(outcome[before])
    return frame.assign(outcome=outcome)


def test_a_model_says_until_when_it_trained(room, early):
    manifest = artefact.read(room.fitted("serving", early))[1]
    assert manifest["data"]["trained_until"] == max(early.created)


def test_the_first_model_is_published(challenge, room, leads):
    decision = challenge(leads, None)
    assert decision["publish"]
    assert decision["serving"] is None
    assert decision["version"] == artefact.read(room.folder / "out")[1]["version"]


def test_an_equal_model_is_published_and_refitted_on_all(challenge, room, leads, early):
    decision = challenge(leads, room.fitted("serving", early))
    assert decision["publish"]
    late = leads[leads.created >= CUT]
    assert decision["held_out"]["leads"] == len(late)
    assert decision["held_out"]["won"] == (late.outcome == "won").sum()
    assert decision["increases"]["the serving model"] == {"estimate": 0.0, "lower": 0.0, "upper": 0.0}
    assert len(set(decision["losses"].values())) == 1
    assert artefact.read(room.folder / "out")[1]["data"]["trained"] == len(leads)


def test_a_challenger_of_shuffled_outcomes_is_kept_out(challenge, room, leads, early):
    serving = room.fitted("serving", early)
    decision = challenge(shuffled(leads, CUT), serving)
    assert not decision["publish"]
    assert decision["version"] is None
    assert decision["increases"]["the serving model"]["lower"] > 0.01
    assert decision["losses"]["retrained"] > decision["losses"][decision["serving"]]


def test_a_better_model_takes_the_place_of_one_of_shuffled_outcomes(challenge, room, leads, early):
    decision = challenge(leads, room.fitted("serving", shuffled(early, CUT)))
    assert decision["publish"]
    assert decision["increases"]["the serving model"]["upper"] < 0


def test_the_best_of_those_before_is_a_rival_too(challenge, room, leads, early):
    poor = room.fitted("poor", shuffled(early, CUT))
    good = room.fitted("good", early)
    older = room.fitted("older", shuffled(early, CUT))
    decision = challenge(shuffled(leads, CUT), poor, (older, good))
    version = artefact.read(good)[1]["version"]
    assert not decision["publish"]
    assert f"{version}, the best of those before it" in decision["increases"]
    assert version in decision["reason"]


def test_leads_that_a_rolled_back_model_has_seen_do_not_judge(challenge, room, leads, early):
    serving, rolled_back = room.fitted("serving", early), room.fitted("rolled-back", leads)
    decision = challenge(leads, serving, (rolled_back,))
    assert not decision["publish"]
    assert decision["reason"] == "too few new outcomes: 0 of 200 leads, 0 of 20 won"


def test_too_few_new_outcomes_keep_what_serves(challenge, room, leads):
    seen = leads[leads.created < "2026-06-10"]
    decision = challenge(leads, room.fitted("serving", seen))
    new = leads[leads.created >= "2026-06-10"]
    assert decision["reason"].startswith(f"too few new outcomes: {len(new)} of 200 leads")
    assert decision["increases"] == {}


def test_a_history_without_times_keeps_what_serves_and_says_so(challenge, room, leads, early):
    decision = challenge(leads.assign(created=""), room.fitted("serving", early))
    assert not decision["publish"]
    assert "carry no times" in decision["reason"]
    assert "by hand" in decision["reason"]


def test_leads_from_before_the_cut_that_cannot_teach_keep_what_serves(challenge, room, leads, early):
    lost = leads.assign(outcome=leads.outcome.where(leads.created >= CUT, "lost"))
    assert "too few to teach a challenger" in challenge(lost, room.fitted("serving", early))["reason"]


def test_where_most_leads_are_new_their_first_half_teaches_the_challenger(challenge, room, leads):
    decision = challenge(leads, room.fitted("serving", leads[leads.created < "2026-02-01"]))
    assert decision["held_out"]["leads"] == 400


def test_a_lead_from_the_future_does_not_hide_what_is_new(challenge, room, leads, early):
    """No lead that came after the model was made has trained it, whatever one lead's clock said."""
    ahead = early.copy()
    ahead.loc[ahead.index[5], "created"] = "2031-01-01T00:00:00+00:00"
    serving = room.fitted("serving", ahead, datetime(2026, 5, 2, 9, tzinfo=UTC))
    decision = challenge(leads, serving)
    assert decision["held_out"]["after"] == "2026-05-02T09:00:00Z"
    assert decision["increases"]


def test_a_tampered_model_is_not_opened_and_is_replaced(challenge, room, leads, early):
    serving = room.fitted("serving", early)
    (serving / "model.joblib").write_bytes(b"something else")
    decision = challenge(leads, serving)
    assert decision["publish"]
    assert "cannot be opened" in decision["reason"]
    assert list(decision["not_opened"].values()) == [
        "the model's hash does not match its manifest: truncated or changed"
    ]
    assert list(decision["losses"]) == []


def test_a_model_of_another_release_is_replaced_unless_that_is_worse_than_those_before(
    challenge, room, leads, early, monkeypatch
):
    good, serving = room.fitted("good", early), room.fitted("serving", leads)
    manifest = json.loads((serving / "manifest.json").read_text("utf-8"))
    manifest["libraries"]["scikit-learn"] = "1.0.2"
    from model.lead import manifest as manifests
    from training.signing import signing_key

    (serving / "manifest.json").write_text(
        manifests.to_text(manifests.signed(manifest, signing_key())), "utf-8"
    )
    decision = challenge(leads, serving, (good,))
    assert decision["publish"]
    assert "made with scikit-learn 1.0.2" in decision["reason"]
    assert not challenge(shuffled(leads, CUT), serving, (good,))["publish"]


def test_a_stale_model_is_replaced_without_proof(challenge, room, leads, early):
    """A model of random outcomes is no worse than another: close, but not shown to be within 1 %."""
    noise = shuffled(leads.assign(outcome=leads.outcome.sample(frac=1, random_state=4).to_numpy()), CUT)
    serving = room.fitted("serving", shuffled(early, CUT))
    fresh = challenge(noise, serving)
    told = challenge(noise, serving, stale="its alert is open")
    old = challenge(noise, room.fitted("old", shuffled(early, CUT), NOW - timedelta(days=90)))
    assert (fresh["publish"], told["publish"], old["publish"]) == (False, True, True)
    assert (fresh["stale"], told["stale"], old["stale"]) == (None, "its alert is open", "it is 91 days old")


def test_the_same_challenge_is_decided_alike(challenge, room, leads, early):
    serving = room.fitted("serving", shuffled(early, CUT))
    assert challenge(leads, serving)["increases"] == challenge(leads, serving)["increases"]


def test_the_command_prints_the_reason(command, room, leads, early):
    told = ["--data", room.write("history", leads), "--schema", room.folder / "schema.toml"]
    told += ["--serving", room.fitted("serving", early), "--recent", room.fitted("before", early)]
    told += ["--out", room.folder / "out", "--decision", room.folder / "decision.json", "--stale", "I say so"]
    code, out, _ = command("challenge", *told)
    decision = json.loads((room.folder / "decision.json").read_text("utf-8"))
    assert (code, out) == (0, decision["reason"] + "\n")
    assert decision["stale"] == "I say so"
    assert len(decision["increases"]) == 2


def test_what_leaks_is_refused_before_it_wins(refusal, room, leads, early):
    told_late = leads.assign(note=np.where(leads.outcome == "won", "signed", "gone"))
    schema = room.folder / "late.toml"
    schema.write_text(
        (room.folder / "schema.toml").read_text() + '[[fields]]\nname = "note"\ntype = "category"\n'
    )
    told = ["--data", room.write("history", told_late), "--schema", schema, "--out", room.folder / "out"]
    told += ["--serving", room.fitted("serving", early), "--decision", room.folder / "decision.json"]
    assert "'note'" in refusal("challenge", *told)
    assert not (room.folder / "decision.json").exists()


def test_what_cannot_teach_is_refused_and_leaves_nothing(refusal, room, leads):
    data = room.write("few", leads.head(12))
    told = ["--data", data, "--schema", room.folder / "schema.toml", "--out", room.folder / "out"]
    reason = refusal("challenge", *told, "--decision", room.folder / "decision.json")
    assert "12 leads may teach" in reason
    assert not (room.folder / "out").exists()
    assert not (room.folder / "decision.json").exists()
