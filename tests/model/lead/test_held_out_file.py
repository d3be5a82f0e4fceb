"""Held-out scores beside the model: hashed in the signed manifest, and held against it when read."""

import numpy as np
import pytest

from model.campaign.delay import DelayCurve
from model.lead import artefact, held_out_file, manifest
from model.lead.artefact import ArtefactRefused
from model.lead.held_out_file import HeldOutScore, HeldOutScores, from_bytes, to_bytes

SCORES = HeldOutScores(
    ids=["Mã 1", "Mã 2"],
    probability=np.array([0.1, 0.2]),
    deal_value=np.array([1e6, 2e6]),
    quality_probability=np.array([0.5, np.nan]),
    probability_without_campaign=np.array([np.nan, 0.3]),
)


@pytest.fixture
def folder(tmp_path, lead_model, artefact_about, key):
    about = {**artefact_about, "delay": {"ages": [0.0, 60.0], "share": [0.0, 1.0]}}
    artefact.write(tmp_path / "artefact", lead_model, about, key, None, (SCORES, "external_id"))
    return tmp_path / "artefact"


def told(folder):
    return artefact.read(folder)[1]


def test_what_was_written_is_read_back(folder):
    read = from_bytes(artefact.read_held_out(folder, told(folder)))
    assert read.of("Mã 1") == HeldOutScore(0.1, 1e6, 0.5, None)
    assert read.of("Mã 2") == HeldOutScore(0.2, 2e6, None, 0.3)
    assert read.of("mã 1") is None
    assert to_bytes(read) == to_bytes(SCORES)


def test_the_scorer_knows_of_them_and_of_the_delay(folder, key):
    scorer = artefact.load(*artefact.read(folder), key)
    assert scorer.held_out.ids == "external_id"
    assert told(folder)["held_out"]["leads"] == 2
    assert scorer.delay == DelayCurve((0.0, 60.0), (0.0, 1.0))


def test_an_artefact_without_them_has_none(tmp_path, lead_model, artefact_about, key):
    artefact.write(tmp_path / "old", lead_model, artefact_about, key)
    assert artefact.read_held_out(tmp_path / "old", told(tmp_path / "old")) is None
    scorer = artefact.load(*artefact.read(tmp_path / "old"), key)
    assert (scorer.held_out, scorer.delay) == (None, None)


@pytest.mark.parametrize("content", [b"", to_bytes(SCORES)[:-1], to_bytes(SCORES) + b"x"])
def test_changed_ones_are_refused(folder, content):
    (folder / "held_out.parquet").write_bytes(content)
    with pytest.raises(ArtefactRefused, match="hash does not match"):
        artefact.read_held_out(folder, told(folder))


def test_missing_ones_are_named(folder):
    (folder / "held_out.parquet").unlink()
    with pytest.raises(ArtefactRefused, match=r"held_out\.parquet is missing"):
        artefact.read_held_out(folder, told(folder))


def test_too_large_ones_are_refused_unread(folder, monkeypatch):
    monkeypatch.setattr(artefact, "MAX_HELD_OUT_BYTES", 10)
    with pytest.raises(ArtefactRefused, match="larger than"):
        artefact.read_held_out(folder, told(folder))


def test_ones_that_the_manifest_does_not_name_are_refused():
    with pytest.raises(ArtefactRefused, match="hash does not match"):
        manifest.refuse_held_out(to_bytes(SCORES), None)


@pytest.mark.parametrize("named", ["yes", {"sha256": "00", "ids": "phone"}, {}])
def test_a_manifest_that_does_not_say_whose_they_are_is_refused(named):
    with pytest.raises(ArtefactRefused, match="whose the held-out scores are"):
        manifest.held_out_told({"held_out": named})


def test_an_artefact_with_them_can_be_written_anew(folder, lead_model, artefact_about, key):
    artefact.write(folder, lead_model, artefact_about, key)
    assert not (folder / held_out_file.HELD_OUT).exists()
