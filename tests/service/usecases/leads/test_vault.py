"""Sealed contacts and the hashes that stand for them."""

from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag

from service.usecases.leads.vault import Vault, derive

ONE, TWO = bytes(range(32)), bytes(range(1, 33))
SECRET = b"a secret for tests only, 32 or more letters"
LEAD, OTHER = UUID(int=1), UUID(int=2)
CONTACT = {"name": "Nguyễn Thị Lan", "phones": ["+84901234567"]}


def test_what_is_sealed_opens_again_and_is_sealed_differently_each_time():
    vault = Vault({1: ONE}, SECRET)
    version, sealed = vault.seal(LEAD, CONTACT)
    assert vault.open(LEAD, version, sealed) == CONTACT
    assert vault.seal(LEAD, CONTACT)[1] != sealed
    assert b"901234567" not in sealed


def test_a_contact_belongs_to_its_lead_and_cannot_be_altered():
    vault = Vault({1: ONE}, SECRET)
    version, sealed = vault.seal(LEAD, CONTACT)
    with pytest.raises(InvalidTag):
        vault.open(OTHER, version, sealed)
    with pytest.raises(InvalidTag):
        vault.open(LEAD, version, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(InvalidTag):
        Vault({1: TWO}, SECRET).open(LEAD, version, sealed)


def test_a_new_key_seals_and_the_old_one_still_opens():
    version, sealed = Vault({1: ONE}, SECRET).seal(LEAD, CONTACT)
    both = Vault({1: ONE, 2: TWO}, SECRET)
    assert both.seal(LEAD, CONTACT)[0] == 2
    assert both.open(LEAD, version, sealed) == CONTACT
    with pytest.raises(KeyError):
        Vault({2: TWO}, SECRET).open(LEAD, version, sealed)


def test_a_hash_depends_on_the_secret_the_kind_and_the_value():
    one, other = Vault({1: ONE}, SECRET), Vault({1: ONE}, SECRET + b"!")
    hashes = {
        one.name_hash("phone", "+84901234567"),
        one.name_hash("phone", "+84901234568"),
        one.name_hash("email", "+84901234567"),
        other.name_hash("phone", "+84901234567"),
    }
    assert len(hashes) == 4
    assert one.name_hash("phone", "1") == Vault({2: TWO}, SECRET).name_hash("phone", "1")


def test_a_bodys_hmac_tells_values_apart_and_not_the_order_of_names():
    vault = Vault({1: ONE}, SECRET)
    assert vault.body_hmac({"a": 1, "b": [2]}) == vault.body_hmac({"b": [2], "a": 1})
    bodies = [{"a": 1}, {"a": True}, {"a": "1"}, {"a": None}, {}, [], None, {"a": [1]}]
    assert len({vault.body_hmac(body) for body in bodies}) == len(bodies)


def test_keys_of_two_purposes_differ():
    assert derive(SECRET, "cursor") != derive(SECRET, "contact hash")
