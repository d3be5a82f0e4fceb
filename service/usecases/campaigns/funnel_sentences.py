"""Where the funnel loses most, in a sentence."""

from model.campaign.funnel import COLLECTED
from model.writing.numbers import Language
from service.usecases.campaigns.shared_funnel import Funnel, Step
from service.usecases.company import Company
from service.words import say
from service.words.numbers import amount, count


def funnel_sentences(funnel: Funnel, company: Company, language: Language) -> list[str]:
    """One of the largest leak; of a funnel without any, that too few are won to price it."""
    largest = next((step for step in funnel.steps if step.name == funnel.largest_leak), None)
    if largest is None:
        return [say("funnel", language, "too_few")]
    return [_largest(largest, company, language)]


def _largest(step: Step, company: Company, language: Language) -> str:
    leak = amount(step.leak or 0, company.currency, language)
    name = say("funnel", language, step.name)
    if step.name == COLLECTED:
        return say("funnel", language, "largest_leak_collected", step=name, leak=leak)
    return say("funnel", language, "largest_leak", step=name, lost=count(step.lost or 0, language), leak=leak)
