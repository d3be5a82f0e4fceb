"""The learners that ours is measured against, at their libraries' defaults, on the same columns."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from catboost import CatBoostClassifier
from lightgbm import LGBMClassifier
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from model.lead.arrays import Bools, Floats
from model.lead.category_columns import category_level
from training.dataset import Dataset

MOST_CATEGORIES = 254
SUBMITTED_AT = "lead.submitted_at"
Peer = Callable[[pd.DataFrame, Bools, pd.DataFrame], Floats]


def frame_of(data: Dataset) -> pd.DataFrame:
    """Numbers and days as floats, all else as texts; without the time of the submit."""
    columns = {}
    for field in data.fields:
        values = data.table.column(field.name)
        if field.name == SUBMITTED_AT:
            continue
        if values.dtype.kind == "M":
            columns[field.name] = np.where(np.isnat(values), np.nan, values.astype("M8[D]").astype(float))
        elif values.dtype.kind == "f":
            columns[field.name] = values
        else:
            columns[field.name] = pd.array([category_level(value) for value in values], dtype=object)
    return pd.DataFrame(columns, index=range(len(data.won)))


def logistic(train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """One-hot of levels with five leads or more, numbers scaled."""
    encoder = OneHotEncoder(min_frequency=5, handle_unknown="infrequent_if_exist")
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    columns = ColumnTransformer([("c", encoder, _categories(train)), ("n", numbers, _numbers(train))])
    return _won(make_pipeline(columns, LogisticRegression(max_iter=2000)).fit(train, won), test)


def hist_gradient_boosting(train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """Declared categories, of which it takes 255 a column: the rarer ones are one."""
    encoder = OrdinalEncoder(
        max_categories=MOST_CATEGORIES, handle_unknown="use_encoded_value", unknown_value=np.nan
    )
    columns = ColumnTransformer([("c", encoder, _categories(train))], remainder="passthrough")
    categories = list(range(len(_categories(train))))
    learner = HistGradientBoostingClassifier(categorical_features=categories, random_state=0)
    return _won(make_pipeline(columns, learner).fit(train, won), test)


def catboost(train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """Declared categories."""
    learner = CatBoostClassifier(
        cat_features=_categories(train), random_seed=0, verbose=False, allow_writing_files=False
    )
    return _won(learner.fit(train, won), test)


def lightgbm(train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """Ordinal codes as numbers."""
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    columns = ColumnTransformer([("c", encoder, _categories(train))], remainder="passthrough")
    columns.set_output(transform="default")
    learner = LGBMClassifier(random_state=0, verbose=-1)
    return _won(make_pipeline(columns, learner).fit(train, won), test)


def base_rate(_train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """The share won, for everyone."""
    return np.full(len(test), won.mean())


def naive_bayes(train: pd.DataFrame, won: Bools, test: pd.DataFrame) -> Floats:
    """As a CRM's built-in scoring does it: counts by value plus 0.1, multiplied, cut to 1–99 %."""
    odds = np.full(len(test), np.log(won.sum()) - np.log((~won).sum()))
    for name in train.columns:
        values, unseen = train[name].astype(str), test[name].astype(str)
        wins = values[won].value_counts()
        losses = values[~won].value_counts()
        known = unseen.isin(values.unique()).to_numpy()
        for_win = (unseen.map(wins).fillna(0) + 0.1) / won.sum()
        for_loss = (unseen.map(losses).fillna(0) + 0.1) / (~won).sum()
        odds += np.where(known, np.log(for_win) - np.log(for_loss), 0.0)
    return np.clip(1 / (1 + np.exp(-odds)), 0.01, 0.99)


PEERS: dict[str, Peer] = {
    "logistic": logistic,
    "HistGB": hist_gradient_boosting,
    "CatBoost": catboost,
    "LightGBM": lightgbm,
}
SHOWN: dict[str, Peer] = {"base rate": base_rate, "naive Bayes": naive_bayes}


def _categories(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]


def _numbers(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]


def _won(fitted: object, test: pd.DataFrame) -> Floats:
    return np.asarray(fitted.predict_proba(test)[:, 1], dtype=np.float64)  # type: ignore[attr-defined]
