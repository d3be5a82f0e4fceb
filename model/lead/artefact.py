"""The artefact: a fitted model on disk with a signed manifest, which is verified before anything opens it.

Format 1 is a directory of ``model.joblib`` and ``manifest.json``. A change that old code would read wrongly
raises FORMAT; a new key of the manifest does not.
"""

import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from model.lead import manifest as manifests
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
    "refuse_target",
    "verify",
    "write",
]

MODEL = "model.joblib"
MANIFEST = "manifest.json"
MAX_MODEL_BYTES = 256 * 2**20
MAX_MANIFEST_BYTES = 4 * 2**20


def write(directory: Path, model: object, about: Mapping[str, object], key: bytes) -> dict[str, object]:
    """Write the artefact all at once and return its manifest.

    ``about`` holds created_at (RFC 3339), schema, data, metrics, horizon_days, grade_cutoffs, grade_by.
    Raises ArtefactRefused where the directory holds something else, OSError where it cannot be written.
    """
    refuse_target(directory)
    buffer = io.BytesIO()
    import joblib

    joblib.dump(model, buffer, compress=3)
    blob = buffer.getvalue()
    manifest = manifests.signed(manifests.describe(blob, about), key)
    directory.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        fresh.chmod(0o755)
        _write_synced(fresh / MODEL, blob)
        _write_synced(fresh / MANIFEST, manifests.to_text(manifest).encode())
        _replace(directory, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def refuse_target(directory: Path) -> None:
    """Raises ArtefactRefused where writing would take away files that are no artefact."""
    if directory.is_dir():
        foreign = {entry.name for entry in directory.iterdir()} - {MODEL, MANIFEST}
        if foreign:
            raise ArtefactRefused(f"{directory} holds other files than an artefact; name a new directory")
    elif directory.exists():
        raise ArtefactRefused(f"{directory} is a file; name a new directory")


def read(directory: Path) -> tuple[bytes, dict[str, object]]:
    """The model's bytes, unopened, and its manifest; raises ArtefactRefused for what is not there."""
    if not directory.is_dir():
        raise ArtefactRefused(f"{directory} is not a directory")
    text = _limited(directory / MANIFEST, MAX_MANIFEST_BYTES)
    return _limited(directory / MODEL, MAX_MODEL_BYTES), manifests.from_text(text)


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

    from model.lead.lead_model import LeadModel

    model = joblib.load(io.BytesIO(blob))
    if not isinstance(model, LeadModel):
        raise ArtefactRefused("the file holds something other than a lead model")
    schema = LeadSchema.from_dict(manifest["schema"])  # type: ignore[arg-type]
    return Scorer(
        model_version=str(manifest["version"]),
        schema=schema,
        grade_cutoffs=tuple(manifest["grade_cutoffs"]),  # type: ignore[arg-type]
        model=model,
        grade_by=manifest["grade_by"],  # type: ignore[arg-type]
        horizon_days=manifest["horizon_days"],  # type: ignore[arg-type]
    )


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
