"""`python -m service keys`."""

import re

import pytest

KEY = re.compile(r"lw_crm_([0-9a-f]{12})_[0-9a-f]{64}\n")


def test_create_prints_the_key_and_nothing_else(service):
    ran = service("keys", "create", "--scopes", "crm", "--name", "our CRM")
    assert ran.status == 0
    assert KEY.fullmatch(ran.out)


def test_create_prints_nothing_else_while_a_model_serves(service, serving):
    assert KEY.fullmatch(service("keys", "create", "--scopes", "crm", "--name", "our CRM").out)


def test_list_shows_every_key_without_its_secret_and_revoke_ends_one(service):
    made = service("keys", "create", "--scopes", "crm", "--name", "our CRM").out
    key_id = KEY.fullmatch(made)[1]
    listed = service("keys", "list").out
    assert key_id in listed
    assert "valid" in listed
    assert made.split("_")[3].strip() not in listed
    assert service("keys", "revoke", key_id).status == 0
    assert "revoked" in service("keys", "list").out


def test_a_key_for_a_page_names_its_origins(service):
    ran = service(
        *("keys", "create", "--scopes", "ingest", "--name", "form"),
        *("--origin", "https://www.example.com", "--thank-you", "https://www.example.com/thanks"),
    )
    assert ran.out.startswith("lw_ingest_")


@pytest.mark.parametrize(
    "arguments",
    [
        ("revoke", "none"),
        ("create", "--scopes", "crm", "--name", ""),
        ("create", "--scopes", "ingest", "--name", "x", "--origin", "www.example.com"),
    ],
)
def test_what_cannot_be_done_is_one_line_on_standard_error(service, arguments):
    ran = service("keys", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert re.fullmatch(r"keys: .+\n", ran.err)


def test_a_scope_that_is_none_is_refused(service):
    assert service("keys", "create", "--scopes", "root", "--name", "x").status == 2
