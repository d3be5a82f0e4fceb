"""A form to put into a landing page: it sends to the door of a publishable key, with or without scripts."""

from typing import Final

from flask import render_template

from model.lead.schema import LeadSchema
from model.writing.numbers import Language
from service.words import say

_TYPES: Final = {"number": "number", "date": "date"}
_AT_SUBMIT: Final = "submit"


def landing_form(door: str, schema: LeadSchema, language: Language) -> str:
    """HTML with the person's fields and those of the lead schema that a visitor can fill in."""
    asked = [
        {
            "name": field.name,
            "label": field.label.get(language, field.name),
            "type": _TYPES.get(field.type, "text"),
        }
        for field in schema.fields
        if field.known in (None, _AT_SUBMIT)
    ]

    def t(key: str) -> str:
        return say("keys_page", language, key)

    return render_template("landing_form.html", door=door, asked=asked, t=t).strip()
