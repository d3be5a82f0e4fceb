"""Cards beside the model: hashed in the signed manifest, and held against it when read."""

import hashlib
import json

import pytest

from model.lead import artefact, manifest
from model.lead.artefact import ArtefactRefused

CARDS = {"vi": "<!doctype html>Thẻ của {}", "en": "<!doctype html>Card of {}"}


def cards_of(version: str) -> dict[str, str]:
    return {language: card.format(version) for language, card in CARDS.items()}


@pytest.fixture
def folder(tmp_path, lead_model, artefact_about, key):
    artefact.write(tmp_path / "artefact", lead_model, artefact_about, key, cards_of)
    return tmp_path / "artefact"


def told(folder):
    return artefact.read(folder)[1]


def test_cards_lie_beside_the_model_and_know_its_version(folder):
    assert {path.name for path in folder.iterdir()} == {
        "model.joblib",
        "manifest.json",
        "card.vi.html",
        "card.en.html",
    }
    assert artefact.read_cards(folder, told(folder)) == cards_of(str(told(folder)["version"]))


def test_their_hashes_are_signed(folder, key):
    found = told(folder)
    for language in CARDS:
        written = (folder / f"card.{language}.html").read_bytes()
        assert found["cards"][language] == hashlib.sha256(written).hexdigest()
    changed = {**found, "cards": {**found["cards"], "vi": "00"}}
    with pytest.raises(ArtefactRefused, match="signature"):
        artefact.load(artefact.read(folder)[0], changed, key)


def test_a_changed_card_is_refused(folder):
    (folder / "card.vi.html").write_text("<p>Trust me</p>")
    with pytest.raises(ArtefactRefused, match="card's hash"):
        artefact.read_cards(folder, told(folder))


def test_a_missing_card_is_refused(folder):
    (folder / "card.en.html").unlink()
    with pytest.raises(ArtefactRefused, match=r"card\.en\.html is missing"):
        artefact.read_cards(folder, told(folder))


def test_a_card_that_is_too_large_is_refused(folder):
    (folder / "card.en.html").write_text("x" * (2**20 + 1))
    with pytest.raises(ArtefactRefused, match="larger than 1 MiB"):
        artefact.read_cards(folder, told(folder))


def test_an_artefact_without_cards_is_whole(tmp_path, lead_model, artefact_about, key):
    artefact.write(tmp_path / "old", lead_model, artefact_about, key)
    assert "cards" not in told(tmp_path / "old")
    assert artefact.read_cards(tmp_path / "old", told(tmp_path / "old")) == {}


def test_an_artefact_is_replaced_with_its_cards_but_not_with_other_pages(
    folder, lead_model, artefact_about, key
):
    artefact.write(folder, lead_model, artefact_about, key)
    assert not list(folder.glob("card*"))
    (folder / "card.html").write_text("a page of mine")
    with pytest.raises(ArtefactRefused, match="other files"):
        artefact.write(folder, lead_model, artefact_about, key)


@pytest.mark.parametrize("found", [["vi"], "vi", {"../x": "00"}, {"v/": "00"}, {"VI": "00"}, {"": "00"}])
def test_a_manifest_whose_cards_are_no_languages_is_refused(folder, key, found):
    forged = manifest.signed({**told(folder), "cards": found}, key)
    (folder / "manifest.json").write_text(json.dumps(forged))
    with pytest.raises(ArtefactRefused, match="cards are not hashes by language"):
        artefact.read_cards(folder, told(folder))
