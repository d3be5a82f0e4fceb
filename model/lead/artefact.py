"""The artefact: a fitted model on disk with a signed manifest, which is verified before anything opens it.

Format 2 is a directory of ``model.joblib`` and ``manifest.json``, of ``card.vi.html`` and the like, which
people read, and of ``held_out.parquet``. A change that old code would read wrongly raises FORMAT; a new key
of the manifest does not. Format 1 held a regression alone; it is refused, for it has no compiled form.
"""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from model.lead import manifest as manifests
from model.lead.card_files import MAX_CARD_BYTES, Cards, card_name, is_card
from model.lead.held_out_file import HELD_OUT, MAX_HELD_OUT_BYTES, HeldOutScores, Ids, to_bytes
from model.lead.manifest import FORMAT, ArtefactRefused
from model.lead.schema import LeadSchema
from model.lead.scorer import Scorer

__all__ = [
    "FORMAT",
    "MANIFEST",
    "MODEL",
    "ArtefactRefused",
    "load",
    "read",
    "read_cards",
    "read_held_out",
    "refuse_target",
    "verify",
    "write",
]

MODEL = "model.joblib"
MANIFEST = "manifest.json"
MAX_MODEL_BYTES = 256 * 2**20
MAX_MANIFEST_BYTES = 4 * 2**20


def write(
    directory: Path,
    model: object,
    about: Mapping[str, object],
    key: bytes,
    cards_of: Callable[[str], Cards] | None = None,
    held_out: tuple[HeldOutScores, Ids] | None = None,
) -> dict[str, object]:
    """Write the artefact all at once and return its manifest.

    ``about`` holds created_at (RFC 3339), schema, data, metrics, horizon_days, grade_cutoffs, grade_by;
    ``cards_of`` makes the cards from the model's version; ``held_out`` are scores, and whose ids they name.
    Raises ArtefactRefused where the directory holds something else, OSError where it cannot be written.
    """
    refuse_target(directory)
    blob = _dumped(model)
    described = manifests.describe(blob, about)
    cards = cards_of(str(described["version"])) if cards_of else {}
    told = manifests.with_cards(described, cards)
    files = {MODEL: blob, **{card_name(language): card.encode() for language, card in cards.items()}}
    if held_out is not None:
        scores, ids = held_out
        files[HELD_OUT] = to_bytes(scores)
        told = manifests.with_held_out(told, files[HELD_OUT], ids, len(scores))
    manifest = manifests.signed(told, key)
    files[MANIFEST] = manifests.to_text(manifest).encode()
    _write_all(directory, files)
    return manifest


def refuse_target(directory: Path) -> None:
    """Raises ArtefactRefused where writing would take away files that are no artefact."""
    if directory.is_dir():
        names = {entry.name for entry in directory.iterdir()} - {MODEL, MANIFEST, HELD_OUT}
        if not all(map(is_card, names)):
            raise ArtefactRefused(f"{directory} holds other files than an artefact; name a new directory")
    elif directory.exists():
        raise ArtefactRefused(f"{directory} is a file; name a new directory")


def read(directory: Path) -> tuple[bytes, dict[str, object]]:
    """The model's bytes, unopened, and its manifest; raises ArtefactRefused for what is not there."""
    if not directory.is_dir():
        raise ArtefactRefused(f"{directory} is not a directory")
    text = _limited(directory / MANIFEST, MAX_MANIFEST_BYTES)
    return _limited(directory / MODEL, MAX_MODEL_BYTES), manifests.from_text(text)


def read_cards(directory: Path, manifest: Mapping[str, object]) -> Cards:
    """The cards that the manifest names, by language; none for an artefact that was made without.

    Raises ArtefactRefused where one is missing, or differs from what the manifest says.
    """
    files = {name: directory / card_name(name) for name in manifests.card_hashes(manifest)}
    cards = {name: _limited(path, MAX_CARD_BYTES).decode("utf-8", "replace") for name, path in files.items()}
    manifests.refuse_cards(cards, manifest)
    return cards


def read_held_out(directory: Path, manifest: Mapping[str, object]) -> bytes | None:
    """The held-out scores that the manifest names, unopened; None for an artefact that was made without.

    Raises ArtefactRefused where they are missing, or differ from what the manifest says.
    """
    told = manifests.held_out_told(manifest)
    if told is None:
        return None
    manifests.refuse_held_out(scores := _limited(directory / HELD_OUT, MAX_HELD_OUT_BYTES), told)
    return scores


def verify(blob: bytes, manifest: Mapping[str, object], key: bytes) -> None:
    """Raises ArtefactRefused unless this code may open these bytes. Nothing is unpickled here."""
    manifests.refuse_format(manifest)
    manifests.refuse_signature(manifest, key)
    if len(blob) > MAX_MODEL_BYTES:
        raise ArtefactRefused(f"the model is larger than {MAX_MODEL_BYTES // 2**20} MiB")
    if hashlib.sha256(blob).hexdigest() != manifest.get("sha256"):
        raise ArtefactRefused("the model's hash does not match its manifest: truncated or changed")
    manifests.refuse_libraries(manifest)


def load(blob: bytes, manifest: Mapping[str, object], key: bytes) -> Scorer:
    """Verify, then open; raises ArtefactRefused with the reason."""
    verify(blob, manifest, key)
    # Here, not above: who only asks which model serves need not wait for scikit-learn.
    import joblib

    from model.campaign.delay import DelayCurve
    from model.lead.compiled.forest import NotCompilable
    from model.lead.lead_model import LeadModel

    model = joblib.load(io.BytesIO(blob))
    if not isinstance(model, LeadModel):
        raise ArtefactRefused("the file holds something other than a lead model")
    schema = LeadSchema.from_dict(manifest["schema"])  # type: ignore[arg-type]
    scorer = Scorer(
        model_version=str(manifest["version"]),
        schema=schema,
        grade_cutoffs=tuple(manifest["grade_cutoffs"]),  # type: ignore[arg-type]
        model=model,
        grade_by=manifest["grade_by"],  # type: ignore[arg-type]
        horizon_days=manifest["horizon_days"],  # type: ignore[arg-type]
        delay=DelayCurve.from_dict(manifest["delay"]) if manifest.get("delay") else None,  # type: ignore[arg-type]
        held_out=manifests.held_out_told(manifest),
    )
    try:
        scorer.compiled  # noqa: B018 - made now, so that what cannot serve is refused before it does
    except NotCompilable as error:
        raise ArtefactRefused(str(error)) from None
    return scorer


def _limited(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise ArtefactRefused(f"{path.name} is larger than {most // 2**20} MiB")
        return path.read_bytes()
    except FileNotFoundError:
        raise ArtefactRefused(f"{path.name} is missing in {path.parent}") from None


def _dumped(model: object) -> bytes:
    import joblib

    buffer = io.BytesIO()
    joblib.dump(model, buffer, compress=3)
    return buffer.getvalue()


def _write_all(directory: Path, files: Mapping[str, bytes]) -> None:
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        for name, content in files.items():
            _write_synced(fresh / name, content)
        _replace(directory, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace(directory: Path, fresh: Path) -> None:
    """Put the fresh directory in the place of the old one; a kill in between leaves that beside it, whole."""
    if not directory.exists():
        fresh.rename(directory)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{directory.name}-old-", dir=directory.parent))
    directory.rename(old / "artefact")
    fresh.rename(directory)
    shutil.rmtree(old)
