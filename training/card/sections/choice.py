"""How the model was chosen among candidates."""

import math
import re
from collections.abc import Iterator, Mapping

from training.card.facts import Facts
from training.card.page.figure import section
from training.card.page.html import Html, tag
from training.card.page.table import data_table
from training.card.words import Words

_NUMBERED = re.compile(r"(strength|half-life)? ?([\d.]+(?:e-?\d+)?)%? ?(iterations|days|trees)?")
MOST_SHOWN = 100


def choice(facts: Facts, words: Words) -> Html:
    """In sentences, and each candidate's loss beneath."""
    return section(
        words("choice"),
        [tag("p", each) for each in _sentences(facts, words)],
        _losses(facts.told.get("candidates") or {}, words),
    )


def _sentences(facts: Facts, words: Words) -> Iterator[str]:
    tried = {"forward": "choice_forward", "stratified": "choice_stratified"}
    yield words(tried.get(str(facts.told.get("split")), "choice_prior"))
    if facts.told.get("cold_start"):
        yield words("choice_declared" if facts.data.schema.expectations else "choice_observed")
        return
    yield words("choice_rule")
    share = float(facts.told.get("tree_share") or 0.0)
    if 0 < share < 1:
        yield words("choice_blend", trees=words.numbers.percent(share, 0))
    else:
        yield words("choice_trees" if share else "choice_regression")
    intercept = facts.told.get("correction", {}).get("intercept")
    if intercept is not None:
        newest = facts.told.get("split") == "forward"
        corrected = "choice_correction" if newest else "choice_correction_all"
        yield words(corrected, factor=words.numbers.decimal(math.exp(intercept)))


def _losses(losses: Mapping[str, float], words: Words) -> Html:
    """The best first."""
    if not losses:
        return Html("")
    ranked = sorted(losses.items(), key=lambda pair: pair[1])[:MOST_SHOWN]
    rows = [(candidate(name, words), words.numbers.decimal(loss, 4)) for name, loss in ranked]
    title = words("choice_count", count=words.numbers.whole(len(losses)))
    heads = [words("choice_candidate"), words("head_loss")]
    return tag("details", tag("summary", title), data_table(title, heads, rows))


def candidate(name: str, words: Words) -> str:
    """A candidate as the recipe names it, part by part in this language.

    >>> candidate("trees, native categories, half-life 90 days", Words("vi"))
    'cây, giữ nguyên phân loại, trọng số giảm nửa sau 90 ngày'
    >>> candidate("regression, strength 0.1", Words("vi")), candidate("30% trees", Words("vi"))
    ('hồi quy, mức tự do 0,1', 'pha 30\\xa0% cây')
    """
    return ", ".join(_part(part, words) for part in name.split(", "))


def _part(part: str, words: Words) -> str:
    if words.knows(f"candidate_{part}"):
        return words(f"candidate_{part}")
    found = _NUMBERED.fullmatch(part)
    if found is None:
        return part
    before, number, after = found.groups()
    if after == "trees":
        return words("candidate_mix", number=words.numbers.percent(float(number) / 100, 0))
    digits = len(number.partition(".")[2])
    return words(f"candidate_{before or after}", number=words.numbers.decimal(float(number), digits))
