"""What is said of a rep: her wins, her days, and what cannot be told apart."""

from model.writing.numbers import Language, Numbers
from service.usecases.team.compare_reps import TOO_FEW, OneRep, RepFigures
from service.usecases.team.first_leads_of_days import FirstLeads, UnlikelyDay
from service.words import say
from service.words.numbers import count, day, percent


def rep_sentences(figures: RepFigures, first: FirstLeads | None, language: Language) -> list[str]:
    """Her wins in one sentence; then, where they are shown, her first leads of the days."""
    return [_of_wins(figures, language), *(_of_days(first, language) if first else [])]


def one_rep_sentence(found: OneRep, language: Language) -> str:
    """That a campaign's figures are also its one rep's."""
    share = percent(found.share, language)
    return say("reps", language, "one_rep", campaign=found.campaign, rep=found.rep, share=share)


def _of_wins(figures: RepFigures, language: Language) -> str:
    against = figures.by_score
    if against is None or figures.verdict == TOO_FEW:
        return say("reps", language, TOO_FEW)
    return say(
        "reps",
        language,
        figures.verdict,
        observed=count(against.observed, language),
        expected=Numbers(language).decimal(figures.team_expected, 1),
    )


def _of_days(first: FirstLeads, language: Language) -> list[str]:
    if not first.bad_starts:
        return []
    starts = say(
        "reps",
        language,
        "starts",
        bad=count(first.bad_starts, language),
        days=count(first.days, language),
        chance=Numbers(language).decimal(first.by_chance, 1),
    )
    rest = first.bad_start
    like = [say("reps", language, "like_this", days=rest.days, met=rest.met)] if rest.days else []
    return [starts, *like, *(_unlikely(each, language) for each in first.unlikely)]


def _unlikely(found: UnlikelyDay, language: Language) -> str:
    return say(
        "reps",
        language,
        "unlikely_campaign" if found.campaign else "unlikely",
        day=day(found.day, language),
        bad=found.start.bad,
        judged=found.start.judged,
        chance=percent(found.start.chance, language, 1),
        campaign=found.campaign,
    )
