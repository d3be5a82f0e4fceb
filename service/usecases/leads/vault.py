"""Contacts sealed with AES-256-GCM, and the keyed hashes that stand for them elsewhere."""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class Vault:
    """`contact_keys` are 32 bytes each by version; the highest version seals, every one opens."""

    def __init__(self, contact_keys: Mapping[int, bytes], secret: bytes) -> None:
        self._ciphers = {version: AESGCM(key) for version, key in contact_keys.items()}
        self._version = max(contact_keys)
        self._hash_key = derive(secret, "contact hash")
        self._body_key = derive(secret, "request body")
        self._draw_key = derive(secret, "draw")

    def seal(self, lead_id: UUID, contact: Mapping[str, Any]) -> tuple[int, bytes]:
        """The key's version and nonce + ciphertext, bound to the lead so that rows cannot be swapped."""
        return self.seal_bytes(lead_id.bytes, json.dumps(contact, ensure_ascii=False).encode())

    def open(self, lead_id: UUID, version: int, sealed: bytes) -> dict[str, Any]:
        """Raises KeyError where that version's key is not configured, InvalidTag where it was altered."""
        opened: dict[str, Any] = json.loads(self.open_bytes(lead_id.bytes, version, sealed))
        return opened

    def seal_bytes(self, owner: bytes, data: bytes) -> tuple[int, bytes]:
        """The same of any bytes, bound to what `owner` names."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._version, nonce + self._ciphers[self._version].encrypt(nonce, data, owner)

    def open_bytes(self, owner: bytes, version: int, sealed: bytes) -> bytes:
        """Raises KeyError where that version's key is not configured, InvalidTag where it was altered."""
        return self._ciphers[version].decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], owner)

    def name_hash(self, kind: str, value: str) -> bytes:
        """16 bytes that stand for a phone, an e-mail address or another name of this kind."""
        return hmac.digest(self._hash_key, f"{kind}:{value}".encode(), hashlib.sha256)[:16]

    def body_hmac(self, body: object) -> bytes:
        """32 bytes that stand for a request's canonical body: the order of its keys does not matter."""
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
        return hmac.digest(self._body_key, canonical.encode("utf-8", "surrogatepass"), hashlib.sha256)

    def draw(self, lead_id: UUID) -> float:
        """A number in [0, 1) that is this lead's alone: the same each time, and nobody's to foresee."""
        drawn = hmac.digest(self._draw_key, lead_id.bytes, hashlib.sha256)
        return int.from_bytes(drawn[:6]) / 2**48


def derive(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose only."""
    return HKDF(SHA256(), 32, salt=None, info=f"leadworth {purpose}".encode()).derive(secret)
