"""The measures that data people ask for, each with what it means."""

import math
from collections.abc import Iterator

from training.card.facts import Facts
from training.card.page.figure import section
from training.card.page.html import Html
from training.card.page.table import data_table
from training.card.words import Words


def measures(facts: Facts, words: Words) -> Html:
    """Nothing where no lead was held back."""
    if not len(facts.judged):
        return Html("")
    heads = [words("measure"), words("measure_value"), words("measure_means")]
    return section(words("measures"), data_table(words("measures"), heads, list(_rows(facts, words)), "told"))


def base_loss(rate: float) -> float:
    """Log loss of always saying the base rate; 0 where all or none won.

    >>> round(base_loss(0.5), 4), base_loss(0.0)
    (0.6931, 0.0)
    """
    return sum(share * math.log(1 / share) for share in (rate, 1 - rate) if share > 0)


def _rows(facts: Facts, words: Words) -> Iterator[tuple[str, str, str]]:
    numbers, metrics = words.numbers, facts.metrics
    rate, loss = float(metrics["base_rate"] or 0.0), float(metrics["log_loss"] or 0.0)
    base = base_loss(rate)
    better = loss < base
    told = {"base": numbers.decimal(base, 4)} | ({"gain": numbers.percent(1 - loss / base)} if better else {})
    yield (
        words("measure_log_loss"),
        numbers.decimal(loss, 4),
        words("measure_log_loss_means" if better else "measure_log_loss_worse", **told),
    )
    if metrics["auc"] is not None:
        yield words("measure_auc"), numbers.decimal(metrics["auc"], 3), words("measure_auc_means")
    yield words("measure_brier"), numbers.decimal(metrics["brier"] or 0.0, 4), words("measure_brier_means")
    perfect = numbers.decimal(facts.perfect_ece or 0.0, 4)
    yield (
        words("measure_ece"),
        numbers.decimal(metrics["ece"] or 0.0, 4),
        words("measure_ece_means", perfect=perfect),
    )
    yield (
        words("measure_n"),
        numbers.whole(len(facts.judged)),
        words("measure_n_means", share=numbers.percent(rate)),
    )
