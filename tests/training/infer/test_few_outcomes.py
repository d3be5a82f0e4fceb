"""A draft from few outcomes offers to write down what is expected."""

import pandas as pd

from model.lead.schema import Columns, LeadSchema
from training.infer.few_outcomes import expectations_example

COLUMNS = Columns("outcome", ("Đã chốt",))


def outcomes(won: int) -> pd.DataFrame:
    return pd.DataFrame({"outcome": ["đã chốt"] * won + [None, "mất"] * 30})


def test_it_says_how_few():
    assert "Too few outcomes: 39 of 40." in expectations_example(outcomes(39), COLUMNS)
    assert expectations_example(outcomes(40), COLUMNS) == ""


def test_what_it_offers_loads_once_its_marks_are_taken_away():
    offered = expectations_example(outcomes(3), COLUMNS).split("\n# [expectations]\n")[1]
    text = "[expectations]\n" + offered.replace("# ", "", 1).replace("\n# ", "\n")
    schema = LeadSchema.loads(text + '[[fields]]\nname = "course"\ntype = "category"\n')
    assert schema.expectations.levels == {"lead.channel": {"facebook": 0.06}, "course": {"ielts": 0.12}}
