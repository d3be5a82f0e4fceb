"""What `fit` leaves beside the model."""

from model.lead import artefact


def test_fit_writes_both_cards_and_signs_their_hashes(trained):
    _, manifest = artefact.read(trained)
    cards = artefact.read_cards(trained, manifest)
    assert set(cards) == {"vi", "en"}
    for card in cards.values():
        assert str(manifest["version"]) in card
    taught = manifest["data"]["trained"]
    assert f"<b>{taught}</b>leads taught it" in cards["en"]
    assert f"<b>{taught}</b>lead đã dạy mô hình" in cards["vi"]


def test_a_fitted_models_factors_are_named_by_its_schema(trained):
    _, manifest = artefact.read(trained)
    assert "Most of all: course" in artefact.read_cards(trained, manifest)["en"]
