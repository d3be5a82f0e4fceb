"""The rule by which a retrained model takes the serving one's place. Pure: figures in, a verdict out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.publish.interval import Increase

LEAST_LEADS = 200
LEAST_WON = 20
MOST_INCREASE = 0.01


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` is a sentence for people."""

    publish: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rule looks at. ``increases``: of the loss over each rival's, by the rival's name for people.

    ``stale`` and ``unopened`` say why the serving model is out of date, or cannot be opened at all.
    """

    leads: int
    won: int
    increases: Mapping[str, Increase] = field(default_factory=dict)
    stale: str | None = None
    unopened: str | None = None


def verdict(found: Evidence) -> Verdict:
    """Publish what is shown to lose at most 1 % more than every rival.

    A stale serving model may be replaced by what is not shown to be worse. One that cannot be opened could
    not serve another process either: it is replaced by what is not shown to be worse than those before it,
    even where too few new outcomes are there to show anything.

    >>> verdict(Evidence(812, 90, {"the serving model": Increase(-0.02, -0.03, 0.004)})).publish
    True
    >>> verdict(Evidence(120, 9)).reason
    'too few new outcomes: 120 of 200 leads, 9 of 20 won'
    """
    too_few = is_too_few(found.leads, found.won)
    if found.unopened is not None:
        return _unopened(found, {} if too_few else found.increases)
    if too_few:
        return Verdict(False, too_few_words(found.leads, found.won))
    if found.stale is not None:
        return _stale(found, found.stale)
    above = {name: each for name, each in found.increases.items() if each.upper > MOST_INCREASE}
    if not above:
        return Verdict(True, f"{_on(found)} {_told(found.increases)}")
    return Verdict(False, f"{_on(found)} {_told(above)}; at most {_percent(MOST_INCREASE)} is let pass")


def is_too_few(leads: int, won: int) -> bool:
    """Whether so few leads can judge nothing."""
    return leads < LEAST_LEADS or won < LEAST_WON


def too_few_words(leads: int, won: int) -> str:
    """How many there are, and how many it takes."""
    return f"too few new outcomes: {leads:,} of {LEAST_LEADS} leads, {won:,} of {LEAST_WON} won"


def _stale(found: Evidence, stale: str) -> Verdict:
    worse = _worse(found.increases)
    if worse:
        return Verdict(False, f"the serving model is stale ({stale}), but {_on(found)} {_told(worse)}")
    return Verdict(
        True,
        f"the serving model is stale ({stale}), and the retrained one is not shown to be worse: "
        f"{_on(found)} {_told(found.increases)}",
    )


def _unopened(found: Evidence, increases: Mapping[str, Increase]) -> Verdict:
    opened = f"the serving model cannot be opened ({found.unopened})"
    worse = _worse(increases)
    if worse:
        return Verdict(False, f"{opened}, but {_on(found)} {_told(worse)}")
    told = f"{_on(found)} {_told(increases)}" if increases else "nothing could be compared"
    return Verdict(True, f"{opened}, so the retrained one takes its place: {told}")


def _worse(increases: Mapping[str, Increase]) -> dict[str, Increase]:
    """The rivals that lose less, with 95 % certainty."""
    return {name: each for name, each in increases.items() if each.lower > 0}


def _on(found: Evidence) -> str:
    return f"on {found.leads:,} leads that neither had seen, {found.won:,} won,"


def _told(increases: Mapping[str, Increase]) -> str:
    """The comparisons in words.

    >>> _told({"the serving model": Increase(-0.02, -0.03, 0.004)})
    'its log loss differs from that of the serving model by -2.0 %, by at most +0.4 % with 95 % certainty'
    """
    each = [
        f"from that of {name} by {_percent(found.estimate)}, by at most {_percent(found.upper)}"
        for name, found in increases.items()
    ]
    return "its log loss differs " + " and ".join(each) + " with 95 % certainty"


def _percent(share: float) -> str:
    return f"{share:+.1%}".replace("%", " %")
