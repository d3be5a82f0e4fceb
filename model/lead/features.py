"""The encoder: columns of leads in, a sparse matrix out, of which each column knows its field."""

from functools import partial
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin

from model.lead.arrays import Floats, Ints
from model.lead.category_columns import CategoryColumns, boolean_level
from model.lead.date_columns import DateColumns
from model.lead.field import Field
from model.lead.number_columns import NumberColumns
from model.lead.table import LeadTable

FieldColumns = CategoryColumns | NumberColumns | DateColumns


def columns_for(field: Field, timezone: str | None) -> FieldColumns:
    """The unfitted columns of one field, by its type."""
    makers: dict[str, Any] = {
        "number": partial(NumberColumns, field.decimal),
        "category": CategoryColumns,
        "boolean": partial(CategoryColumns, boolean_level),
        "date": partial(DateColumns, timezone),
    }
    made: FieldColumns = makers[field.type]()
    return made


class LeadEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Every lead fills the same number of slots, so a matrix is two dense arrays: columns and values.

    After ``fit``: ``width_`` columns; ``field_of_column_`` and ``field_of_slot_`` give places in ``fields``.
    """

    def __init__(self, fields: tuple[Field, ...], timezone: str | None = None) -> None:
        self.fields = fields
        self.timezone = timezone

    def fit(self, X: LeadTable, y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's signature
        """Learn levels and scales from a table; an empty column is no error."""
        self.columns_ = [columns_for(field, self.timezone).fit(X.column(field.name)) for field in self.fields]
        widths = [columns.width for columns in self.columns_]
        self.offsets_ = np.concatenate([[0], np.cumsum(widths)]).astype(np.int64)
        self.width_ = int(self.offsets_[-1])
        self.field_of_column_ = np.repeat(np.arange(len(self.fields)), widths)
        slots = [len(columns.slots(X.column(field.name)[:1])) for field, columns in self._pairs()]
        self.field_of_slot_ = np.repeat(np.arange(len(self.fields)), slots)
        return self

    def slots(self, X: LeadTable) -> tuple[Ints, Floats]:
        """Column numbers and values, both of shape (leads, slots)."""
        places = np.zeros((len(X), len(self.field_of_slot_)), dtype=np.int64)
        values = np.zeros(places.shape)
        slot = 0
        for (field, columns), offset in zip(self._pairs(), self.offsets_, strict=False):
            for place, value in columns.slots(X.column(field.name)):
                places[:, slot], values[:, slot] = offset + place, value
                slot += 1
        return places, values

    def transform(self, X: LeadTable) -> csr_matrix:
        """The matrix of shape (leads, width_)."""
        places, values = self.slots(X)
        pointers = np.arange(len(X) + 1) * places.shape[1]
        return csr_matrix((values.ravel(), places.ravel(), pointers), shape=(len(X), self.width_))

    def get_feature_names_out(self, input_features: object = None) -> list[str]:  # noqa: ARG002
        """``field: what`` for each column."""
        return [f"{field.name}: {name}" for field, columns in self._pairs() for name in columns.names]

    def _pairs(self) -> list[tuple[Field, FieldColumns]]:
        return list(zip(self.fields, self.columns_, strict=True))
