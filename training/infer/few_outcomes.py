"""What a draft offers where outcomes are few: to write down what is expected."""

import numpy as np
import pandas as pd

from model.lead.category_columns import category_level
from model.lead.cold_start import ENOUGH_WON, too_few
from model.lead.field import Columns
from model.reading.text import fold_case

EXAMPLE = """
# {told}. Until there are, a model may begin at what you expect. Take away the # and write your own
# figures; real outcomes take over. Set horizon_days too: else a lead that is still open counts as not won.
# [expectations]
# won = 0.08               # of 100 leads, 8 buy
# deal_value = 9000000     # a won deal brings, on average
# [expectations.channel]   # or campaign: the share of its leads that buy
# facebook = 0.06
# [expectations.fields.course]  # a field that is a category, by value
# ielts = 0.12
"""


def expectations_example(frame: pd.DataFrame, columns: Columns) -> str:
    """As a comment for the draft's end; empty where outcomes are enough."""
    levels = frame[columns.outcome].map(category_level)
    won = int(np.isin(levels, [fold_case(value) for value in columns.won]).sum())
    return "" if won >= ENOUGH_WON else EXAMPLE.format(told=too_few(won).capitalize())
