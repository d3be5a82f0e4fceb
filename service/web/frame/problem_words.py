"""What is wrong with what was sent, in the language of the page."""

import re

from model.writing.numbers import Language
from service.usecases.problems import FieldProblem
from service.words import keys, knows, say

_TOPIC = "problems"
_NUMBER = re.compile(r"\d+")


def problem_words(problem: FieldProblem, language: Language) -> str:
    """The field's own words for the code, else the code's; the API's sentence where nobody wrote another.

    >>> late = FieldProblem("/disposition", "too_early", "attempt 3 of 6, on 2 of 3 days")
    >>> problem_words(late, "vi")
    'còn sớm: mới lượt gọi 3 trên 6, trong 2 trên 3 ngày'
    """
    of_field = f"{problem.code}_{problem.field.rpartition('/')[2]}"
    key = of_field if knows(_TOPIC, of_field) else problem.code
    if not knows(_TOPIC, key):
        return problem.message if language == "en" else say(_TOPIC, language, "other")
    try:
        return keys(_TOPIC, language)[key].format(*_NUMBER.findall(problem.message))
    except IndexError:  # the API's sentence has fewer numbers than ours has gaps
        return problem.message
