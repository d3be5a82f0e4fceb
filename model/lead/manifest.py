"""An artefact's manifest: what it says, how it is signed, and why one is refused."""

import hashlib
import hmac
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import get_args

from model.lead.held_out_file import MAX_HELD_OUT_BYTES, HeldOutTold, Ids

FORMAT = 2
LIBRARIES = ("scikit-learn", "numpy", "scipy", "joblib")


class ArtefactRefused(Exception):
    """An artefact that must not be opened, with the reason for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def describe(blob: bytes, about: Mapping[str, object]) -> dict[str, object]:
    """The unsigned manifest of a model's bytes; its version is the day of making and the hash's start."""
    digest = hashlib.sha256(blob).hexdigest()
    return {
        **about,
        "format": FORMAT,
        "version": f"{str(about['created_at'])[:10]}-{digest[:8]}",
        "sha256": digest,
        "libraries": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }


def with_cards(manifest: Mapping[str, object], cards: Mapping[str, str]) -> dict[str, object]:
    """The manifest with each card's hash by language; as it was where there is no card."""
    hashes = {language: _hash_of(card) for language, card in cards.items()}
    return {**manifest, "cards": hashes} if hashes else dict(manifest)


def card_hashes(manifest: Mapping[str, object]) -> dict[str, str]:
    """Of each card by language; raises ArtefactRefused where the manifest holds something else there.

    >>> card_hashes({}), card_hashes({"cards": {"vi": "0a"}})
    ({}, {'vi': '0a'})
    """
    found = manifest.get("cards", {})
    if not isinstance(found, dict) or not all(_is_language(name) for name in found):
        raise ArtefactRefused("the manifest's cards are not hashes by language")
    return {name: str(digest) for name, digest in found.items()}


def refuse_cards(cards: Mapping[str, str], manifest: Mapping[str, object]) -> None:
    """Raises ArtefactRefused unless these are just the cards that the manifest names."""
    if {language: _hash_of(card) for language, card in cards.items()} != card_hashes(manifest):
        raise ArtefactRefused("a card's hash does not match the manifest: missing, truncated or changed")


def with_held_out(manifest: Mapping[str, object], blob: bytes, ids: Ids, leads: int) -> dict[str, object]:
    """The manifest with the hash of the held-out scores, how many leads they are of, and whose ids."""
    return {**manifest, "held_out": {"sha256": hashlib.sha256(blob).hexdigest(), "ids": ids, "leads": leads}}


def held_out_told(manifest: Mapping[str, object]) -> HeldOutTold | None:
    """What the manifest says of the held-out scores; raises ArtefactRefused where that cannot be read.

    >>> held_out_told({}), held_out_told({"held_out": {"sha256": "0a", "ids": "lead.id", "leads": 3}})
    (None, HeldOutTold(sha256='0a', ids='lead.id'))
    """
    found = manifest.get("held_out")
    if found is None:
        return None
    if not isinstance(found, Mapping) or found.get("ids") not in get_args(Ids):
        raise ArtefactRefused("the manifest does not say whose the held-out scores are")
    return HeldOutTold(str(found.get("sha256")), found["ids"])


def refuse_held_out(blob: bytes, told: HeldOutTold | None) -> None:
    """Raises ArtefactRefused unless these are just the held-out scores that a manifest names."""
    if len(blob) > MAX_HELD_OUT_BYTES:
        raise ArtefactRefused(f"the held-out scores are larger than {MAX_HELD_OUT_BYTES // 2**20} MiB")
    if told is None or hashlib.sha256(blob).hexdigest() != told.sha256:
        raise ArtefactRefused("the held-out scores' hash does not match the manifest: truncated or changed")


def _hash_of(card: str) -> str:
    return hashlib.sha256(card.encode("utf-8", "surrogatepass")).hexdigest()


def _is_language(name: object) -> bool:
    """Two letters, so that a name out of a file never leads to another place."""
    return isinstance(name, str) and len(name) == 2 and name.isascii() and name.islower() and name.isalpha()


def signed(manifest: Mapping[str, object], key: bytes) -> dict[str, object]:
    """The manifest with the HMAC-SHA-256 over all the rest of it."""
    rest = {name: value for name, value in manifest.items() if name != "signature"}
    return {**rest, "signature": hmac.new(key, canonical(rest), hashlib.sha256).hexdigest()}


def canonical(manifest: Mapping[str, object]) -> bytes:
    """One byte string for equal manifests, whatever the order of their keys.

    >>> canonical({"b": 1.0, "a": "Huế"}).decode()
    '{"a":"Huế","b":1.0}'
    """
    text = json.dumps(manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def to_text(manifest: Mapping[str, object]) -> str:
    """As the file keeps it, for people to read."""
    return json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def from_text(text: bytes) -> dict[str, object]:
    """Raises ArtefactRefused for what is not a JSON object."""
    try:
        manifest = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ArtefactRefused("the manifest is not JSON: truncated or changed") from None
    if not isinstance(manifest, dict):
        raise ArtefactRefused("the manifest is not a JSON object")
    return manifest


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def refuse_format(manifest: Mapping[str, object]) -> None:
    """Raises ArtefactRefused for a format that this code does not know."""
    found = manifest.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise ArtefactRefused("the manifest names no format")
    if found < FORMAT:
        raise ArtefactRefused(
            f"its format {found} is older than this code, which reads {FORMAT}: train it again"
        )
    if found > FORMAT:
        raise ArtefactRefused(f"its format {found} is newer than this code, which reads {FORMAT}")


def refuse_signature(manifest: Mapping[str, object], key: bytes) -> None:
    """Raises ArtefactRefused unless the manifest was signed with this key."""
    found = manifest.get("signature")
    if not isinstance(found, str) or not found:
        raise ArtefactRefused("the manifest is unsigned")
    if not hmac.compare_digest(
        found.encode("utf-8", "replace"), str(signed(manifest, key)["signature"]).encode()
    ):
        raise ArtefactRefused(
            "the signature does not match: changed after signing, or signed with another key"
        )


def refuse_libraries(manifest: Mapping[str, object]) -> None:
    """Raises ArtefactRefused where scikit-learn's minor release differs: fitted objects do not carry over."""
    libraries = manifest.get("libraries")
    found = str(libraries.get("scikit-learn")) if isinstance(libraries, Mapping) else "unknown"
    here = version("scikit-learn")
    if found.split(".")[:2] != here.split(".")[:2]:
        raise ArtefactRefused(f"made with scikit-learn {found}, here is {here}: train it again here")
