"""What is wrong with what was sent, in the language of the page."""

import re

from model.writing.numbers import Language
from service.usecases.problems import FieldProblem
from service.words import keys, knows, say

_TOPIC = "problems"
_NUMBER = re.compile(r"\d+")


def problem_words(problem: FieldProblem, language: Language) -> str:
    """The API's own sentence where nobody wrote another.

    >>> late = FieldProblem("/disposition", "too_early", "attempt 3 of 6, on 2 of 3 days")
    >>> problem_words(late, "vi")
    'còn sớm: mới lượt gọi 3 trên 6, trong 2 trên 3 ngày'
    """
    if not knows(_TOPIC, problem.code):
        return problem.message if language == "en" else say(_TOPIC, language, "other")
    try:
        return keys(_TOPIC, language)[problem.code].format(*_NUMBER.findall(problem.message))
    except IndexError:  # the API's sentence has fewer numbers than ours has gaps
        return problem.message
