"""Which outcomes mean a sale, where the words leave no doubt."""

import pandas as pd

from model.reading.text import fold_case
from training.leaks.late_words import words_of
from training.outcomes import value_list
from training.refusal import Refused

WON_WORDS = frozenset(
    {
        *(
            "yes",
            "y",
            "won",
            "win",
            "1",
            "true",
            "t",
            "closed won",
            "deal won",
            "sold",
            "converted",
            "success",
        ),
        *("successful", "customer", "paid", "enrolled", "purchased", "co", "da chot", "chot", "thanh cong"),
        *(
            "da mua",
            "mua",
            "da ky",
            "ky hop dong",
            "chot don",
            "da thanh toan",
            "da dang ky hoc",
            "da dat coc",
        ),
    }
)


def won_values(series: pd.Series, asked: tuple[str, ...], column: str) -> tuple[str, ...]:
    """The asked ones if the column holds them, else the obvious; raises Refused with the values found."""
    found = {fold_case(str(value)): str(value) for value in series.dropna().unique() if str(value).strip()}
    if not found:
        raise Refused(f"column {column!r} is empty; name the column that says what became of the lead")
    for value in asked:
        if fold_case(value) not in found:
            raise Refused(f"column {column!r} holds no {value!r}; it holds {value_list(series)}")
    won = asked or tuple(own for folded, own in found.items() if words_of(folded) in WON_WORDS)
    if not won:
        raise Refused(f"say with --won which values mean won; column {column!r} holds {value_list(series)}")
    if len({fold_case(value) for value in won}) == len(found) and not _may_be_empty(series):
        raise Refused(f"every value of column {column!r} means won; it holds {value_list(series)}")
    return won


def _may_be_empty(series: pd.Series) -> bool:
    """An empty outcome says that nothing was sold (yet)."""
    return bool(series.isna().any() or (series.astype(str).str.strip() == "").any())
