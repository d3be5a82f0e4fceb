"""The artefact: a fitted model on disk with a signed manifest, which is verified before anything opens it.

Format 2 is a directory of ``model.joblib`` and ``manifest.json``, and of ``card.vi.html`` and the like, which
people read. A change that old code would read wrongly raises FORMAT; a new key of the manifest does not.
Format 1 held a regression alone; it is refused, since what it holds has no compiled form.
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
) -> dict[str, object]:
    """Write the artefact all at once and return its manifest.

    ``about`` holds created_at (RFC 3339), schema, data, metrics, horizon_days, grade_cutoffs, grade_by;
    ``cards_of`` makes the model's cards from its version.
    Raises ArtefactRefused where the directory holds something else, OSError where it cannot be written.
    """
    refuse_target(directory)
    buffer = io.BytesIO()
    import joblib

    joblib.dump(model, buffer, compress=3)
    blob = buffer.getvalue()
    described = manifests.describe(blob, about)
    cards = cards_of(str(described["version"])) if cards_of else {}
    manifest = manifests.signed(manifests.with_cards(described, cards), key)
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        _write_synced(fresh / MODEL, blob)
        for language, card in cards.items():
            _write_synced(fresh / card_name(language), card.encode())
        _write_synced(fresh / MANIFEST, manifests.to_text(manifest).encode())
        _replace(directory, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def refuse_target(directory: Path) -> None:
    """Raises ArtefactRefused where writing would take away files that are no artefact."""
    if directory.is_dir():
        names = {entry.name for entry in directory.iterdir()} - {MODEL, MANIFEST}
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
