"""The OpenAPI document, from the routes of an app."""

import re
from collections.abc import Iterator
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from werkzeug.routing import Rule

from service.http.openapi_doors import DOORS
from service.http.openapi_fields import describe_fields, schema_notes
from service.http.openapi_operations import describe_operation
from service.http.operation import Operation

VERSION = "1"
_ABOUT = """What each lead is worth, and which campaign brings the ones that pay.

Amounts are whole numbers in the currency's ISO 4217 minor units (VND has none, USD has cents). Times are
RFC 3339 with a zone. Every error is `application/problem+json` and names the fields that are wrong.
[/openapi.json](/openapi.json) says all of this in OpenAPI 3.1."""
# In the order in which a company needs them.
_TAGS = {
    "leads": "Score leads and keep them, show and list them",
    "forms": "A landing page's door",
    "scores": "Score without keeping",
    "attempts": "Tries to reach a lead",
    "dispositions": "What the first real conversation showed",
    "assignments": "Who works a lead",
    "desk": "Whom a rep calls next, and leads that come by chat",
    "team": "The reps, and when they work",
    "outcomes": "What became of a deal",
    "payments": "What was paid",
    "people": "What a person may ask for",
    "agreement": "What both teams signed",
    "campaigns": "What Marketing pays for, and what it brings",
    "quality": "How many leads are qualified, and why the others are not",
    "bridge": "Why revenue changed",
    "budget": "Where the same money would bring more",
    "periods": "Weeks and months whose figures stay",
    "announcements": "What Sales is told before a campaign's leads come",
    "call_samples": "Leads lent to Marketing, who calls them blind",
    "ad_reviews": "Ads that a rep looks at before they run",
    "disputes": "What Marketing sees otherwise than Sales, and who was right",
    "service_levels": "What both teams promised each other, and how often they kept it",
    "reps": "What each rep made of her own leads",
    "funnel": "From spend to collected money, and what is lost on the way",
    "alerts": "What somebody should look at",
    "feedback": "What Sales heard, and what it was answered",
    "actions": "Who does what by when",
    "reviews": "The weekly meeting of both teams",
    "overview": "What the boss sees first",
    "models": "Which model serves",
    "model_card": "What people read of a model",
    "watch": "Whether the models are still right",
    "health": "For probes and Prometheus",
}
_KEY = {"type": "http", "scheme": "bearer", "description": "`Authorization: Bearer lw_<scope>_<id>_<secret>`"}


def describe(app: Flask, openapi_version: str) -> dict[str, Any]:
    """All of the API in OpenAPI 3.0 or 3.1."""
    plugin = MarshmallowPlugin(schema_name_resolver=_schema_name)
    spec = APISpec(
        title="Leadworth",
        version=VERSION,
        openapi_version=openapi_version,
        info={"description": _ABOUT},
        plugins=[plugin],
    )
    describe_fields(plugin)
    spec.components.security_scheme("key", _KEY)
    for name, about in _TAGS.items():
        spec.tag({"name": name, "description": about})
    for rule, declared in _declared(app):
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            described = describe_operation(rule.endpoint, rule.rule, method, declared)
            spec.path(path=_path(rule.rule), operations={method.lower(): described})
    for path, operations in DOORS.items():
        spec.path(path=_path(path), operations=operations())
    document = spec.to_dict()
    assert plugin.converter is not None
    for name, note in schema_notes(plugin.converter).items():
        document["components"]["schemas"][name]["description"] = note
    return document


def _declared(app: Flask) -> Iterator[tuple[Rule, Operation]]:
    for rule in app.url_map.iter_rules():
        declared = getattr(app.view_functions[rule.endpoint], "operation", None)
        if declared is not None:
            yield rule, declared


def _schema_name(schema: Any) -> str:
    name: str = schema.__name__ if isinstance(schema, type) else type(schema).__name__
    return name.removesuffix("Schema") + "Body" if name.endswith("Schema") else name


def _path(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
