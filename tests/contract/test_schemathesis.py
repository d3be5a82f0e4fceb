"""Whatever is sent, the API answers as its OpenAPI document says, and never with 500.

CONTRACT_EXAMPLES=1000 makes it the long run, by hand.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy, one_of
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

EXAMPLES = {"sqlite": 12, "postgresql": 4}
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _checks():
    load_all_checks()


def test_every_example_of_the_document_does_what_it_is_for(served, subtests):
    for operation in served.operations():
        for body, media_type in _examples(operation):
            with subtests.test(f"{operation.label} {media_type}"):
                case = operation.Case(
                    path_parameters=served.path(operation),
                    query=_needed(operation),
                    body=body,
                    media_type=media_type,
                )
                answer = case.call_and_validate(headers=served.headers(operation), checks=CHECKS)
                assert answer.status_code in (200, 201, 204), answer.text


@pytest.mark.slow
def test_every_operation_answers_as_the_document_says(served, subtests, request):
    store = request.node.callspec.params["database_url"]
    examples = int(os.environ.get("CONTRACT_EXAMPLES", EXAMPLES[store]))
    for operation in served.operations():
        with subtests.test(operation.label):
            _send_many(served, operation, examples)


def _examples(operation: APIOperation) -> list[tuple[Any, str | None]]:
    """The bodies that the document shows, with their content types; no body where it asks for none."""
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    shown = [
        (example["value"], media_type)
        for media_type, part in content.items()
        for example in part.get("examples", {}).values()
    ]
    return shown if content else [(NOT_SET, None)]


def _needed(operation: APIOperation) -> dict[str, Any]:
    """The examples of what its query must have."""
    query = (part for part in operation.definition.raw.get("parameters", ()) if part["in"] == "query")
    return {part["name"]: part["schema"]["example"] for part in query if part.get("required")}


def _send_many(served, operation: APIOperation, examples: int) -> None:
    """Right and wrong requests, to what is there and to what is not."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=_cases(served, operation))
    def send(case: Case) -> None:
        # What is no JSON turns into text on its way, and may then be right.
        strict = [checks.negative_data_rejection] if case.media_type == "application/json" else []
        case.call_and_validate(headers=served.headers(operation), checks=CHECKS + strict)

    send()


def _cases(served, operation: APIOperation) -> SearchStrategy[Case]:
    known = served.path(operation)
    right, wrong = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
    chosen = [operation.as_strategy(right, path_parameters=known)]
    if known:
        chosen.append(operation.as_strategy(right))
    if operation.body or operation.query:
        chosen.append(operation.as_strategy(wrong, path_parameters=known))
    return one_of(chosen)
