"""The OpenAPI document itself: valid, whole, and telling enough to write a client from."""

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_30_VALIDATOR, OPENAPI_31_VALIDATOR

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# Pages and their files, and what answers for browsers only.
NOT_DESCRIBED = {"/", "/docs", "/docs/<path:name>", "/docs/openapi.json", "/openapi.json"}


@pytest.fixture
def database_url(sqlite_url):
    """The document is the same over every store."""
    return sqlite_url


@pytest.fixture
def operations(document):
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    assert [error.message for error in OPENAPI_31_VALIDATOR.iter_errors(document)] == []


def test_every_schema_is_json_schema(document):
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": DRAFT, **schema})


def test_the_docs_page_gets_the_same_as_openapi_3_0(app, document):
    shown = app.test_client().get("/docs/openapi.json").json
    assert shown["openapi"] == "3.0.3"
    assert [error.message for error in OPENAPI_30_VALIDATOR.iter_errors(shown)] == []
    assert shown["paths"].keys() == document["paths"].keys()
    assert shown["components"]["schemas"].keys() == document["components"]["schemas"].keys()


def test_every_route_is_in_it(app, operations):
    routes = {
        f"{method} {_described(rule.rule)}"
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.startswith(("static", "web_")) and rule.rule not in NOT_DESCRIBED
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert operations.keys() == routes


def test_every_operation_says_what_it_does_and_for_whom(operations):
    assert len({operation["operationId"] for operation in operations.values()}) == len(operations)
    for name, operation in operations.items():
        assert operation["summary"], name
        assert operation["description"], name
        assert operation.get("x-scopes") or operation["tags"] == ["health"], name
        for part in operation.get("parameters", []):
            assert part["in"] == "query" or part["description"], (name, part["name"])


def test_every_tag_is_explained(document, operations):
    used = {tag for operation in operations.values() for tag in operation["tags"]}
    assert {tag["name"] for tag in document["tags"] if tag["description"]} == used


def test_every_body_has_an_example_that_fits_its_schema(document, operations):
    for name, operation in operations.items():
        for part in operation.get("requestBody", {}).get("content", {}).values():
            if "examples" not in part:
                assert part["schema"] == {"type": "string"}, name
                continue
            schema = {"$schema": DRAFT, "components": document["components"], **part["schema"]}
            for example in part["examples"].values():
                assert example["summary"]
                jsonschema_rs.validate(schema, example["value"])


def test_what_is_answered_is_described_to_the_last_field(document):
    """Each field of an answer is either required or left out for a reason that its schema tells."""
    loose = {
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        if name.endswith("Answer")
        for field in schema["properties"].keys() - set(schema.get("required", ()))
    }
    groups = {"campaign", "name", "channel", "owner", "ad_set", "ad", "rep", "product"}
    assert loose == {
        *(("LineAnswer", group) for group in groups),
        *(("CampaignPageAnswer", group) for group in groups),
        *(("NextAnswer", group) for group in groups - {"name", "owner"}),
        *(("QualityLineAnswer", group) for group in groups - {"name", "owner"} | {"week"}),
        ("ProblemAnswer", "errors"),
        ("ProblemAnswer", "lead_id"),
        ("BatchResultAnswer", "id"),
        ("BatchResultAnswer", "error"),
        ("ScoreResultAnswer", "score"),
        ("ScoreResultAnswer", "error"),
        *(("ScoreAnswer", field) for field in ("basis", "probability_low", "probability_high")),
    }


def _described(rule: str) -> str:
    return "/".join(
        "{" + part.strip("<>").rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in rule.split("/")
    )
