"""What the model cannot do, in plain words: only what holds of this one."""

from collections.abc import Iterator

from training.card.facts import Facts
from training.card.figures.groups import LEAST_EXPECTED, LEAST_LEADS
from training.card.page.figure import section
from training.card.page.html import Html, tag
from training.card.words import Words

FEW_WINS = 100
FEW_VALUES = 30


def limits(facts: Facts, words: Words) -> Html:
    """A list, the gravest first."""
    told = [*_evidence(facts, words), *_drift(facts, words), *_reach(facts, words), *_money(facts, words)]
    return section(words("limits"), tag("ul", [tag("li", each) for each in told]))


def _evidence(facts: Facts, words: Words) -> Iterator[str]:
    """How much it has to go by."""
    whole = words.numbers.whole
    won = int(facts.data.won.sum())
    cold = facts.told.get("cold_start")
    if cold:
        yield words("limit_cold", won=whole(cold["won"]), enough=whole(cold["enough"]))
    elif won < FEW_WINS:
        yield words("limit_few", won=whole(won))
    if not len(facts.judged):
        yield words("limit_untested")
    if facts.told.get("split") == "stratified":
        yield words("limit_no_times")
    open_leads = facts.data.labelled.taken_as_not_won
    if open_leads:
        yield words("limit_no_horizon", open=whole(open_leads))


def _drift(facts: Facts, words: Words) -> Iterator[str]:
    newest = facts.newest
    if newest is not None and newest.verdict in ("more", "less"):
        ratio = words.numbers.decimal(newest.ratio)
        yield words(f"limit_drift_{newest.verdict}", ratio=ratio, interval=words.times(newest.interval))


def _reach(facts: Facts, words: Words) -> Iterator[str]:
    """Whom it speaks of, and under which conditions."""
    whole = words.numbers.whole
    yield words("limit_submit")
    yield words("limit_care")
    never_called = facts.data.labelled.left_out.get("not_worked", 0)
    yield (
        words("limit_never_called", count=whole(never_called)) if never_called else words("limit_all_called")
    )
    yield words("limit_new_names")
    few = sum(group.verdict == "too_few" for group in facts.campaigns)
    if few:
        yield words(
            "limit_small_campaigns",
            few=whole(few),
            all=whole(len(facts.campaigns)),
            least=whole(LEAST_LEADS),
            wins=whole(LEAST_EXPECTED),
        )
    horizon = facts.about.get("horizon_days")
    if horizon is not None:
        yield words("limit_horizon", days=whole(float(horizon)))


def _money(facts: Facts, words: Words) -> Iterator[str]:
    whole = words.numbers.whole
    wins = facts.told.get("deal_value", {}).get("wins", 0)
    if 0 < wins < FEW_VALUES:
        yield words("limit_few_values", count=whole(wins))
    if facts.revenue is not None and facts.revenue.unpriced:
        yield words("limit_unpriced", count=whole(facts.revenue.unpriced))
