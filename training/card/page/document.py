"""The whole card as one HTML file."""

from datetime import datetime

from training.card.facts import Facts
from training.card.page.html import Html, shown, tag
from training.card.page.style import STYLE
from training.card.sections.choice import choice
from training.card.sections.data import data, zone_of
from training.card.sections.glance import glance
from training.card.sections.groups import groups
from training.card.sections.limits import limits
from training.card.sections.matters import matters
from training.card.sections.measures import measures
from training.card.sections.order import order
from training.card.sections.purpose import purpose
from training.card.sections.time import time
from training.card.sections.trust import trust
from training.card.sections.value import value
from training.card.words import Words

SECTIONS = (purpose, trust, order, matters, groups, time, limits, value, data, choice, measures)


def document(facts: Facts, words: Words) -> str:
    """HTML that needs no network and no script."""
    title = f"{words('title')} {_version(facts)}".strip()
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(STYLE)),
    )
    main = tag("main", _opening(facts, words), [each(facts, words) for each in SECTIONS], _foot(facts, words))
    return f"<!doctype html>\n{tag('html', head, tag('body', main), lang=words.language)}\n"


def _opening(facts: Facts, words: Words) -> Html:
    made = datetime.fromisoformat(str(facts.about["created_at"])).astimezone(zone_of(facts))
    told = words("made", version=_version(facts), day=words.numbers.day(made))
    simulated = facts.about["data"].get("simulated") is True
    judged = words.numbers.whole(len(facts.judged))
    return tag(
        "header",
        tag("h1", words("title")),
        tag("p", words("lead_in")),
        tag("p", told, class_="quiet"),
        [tag("p", words("simulated"), class_="warn", role="note")] if simulated else [],
        glance(facts, words),
        [tag("p", words("unseen_note", leads=judged), class_="quiet")] if len(facts.judged) else [],
    )


def _version(facts: Facts) -> str:
    return shown(str(facts.about.get("version", "")))


def _foot(facts: Facts, words: Words) -> Html:
    data_hash, seed = str(facts.about["data"].get("sha256", ""))[:12], str(facts.told.get("seed", ""))
    return tag("footer", tag("p", words("foot", data=data_hash, seed=seed), class_="quiet"))
