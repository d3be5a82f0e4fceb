"""From the fitted encoders to the code book that reads for both."""

import numpy as np

from model.lead.arrays import Floats, Ints
from model.lead.category_columns import MISSING, CategoryColumns
from model.lead.codes import CategoryCodes, CodeColumn, CodeEncoder, DateCodes, NumberCodes
from model.lead.compiled.code_book import NONE, BookColumn, CodeBook
from model.lead.compiled.forest import NotCompilable
from model.lead.compiled.readers import CategoryReader, DateReader, NumberReader
from model.lead.date_columns import HOURS, MONTHS, WEEKDAYS, DateColumns, hours_of, months_of, weekdays_of
from model.lead.features import LeadEncoder
from model.lead.number_columns import NumberColumns

Coded = dict[int, CodeColumn]  # the coder's columns of one field by their place; none without trees


def make_code_book(encoder: LeadEncoder, coder: CodeEncoder | None) -> CodeBook:
    """Raises NotCompilable where the two do not encode the same fields."""
    if coder is not None and coder.fields != encoder.fields:
        raise NotCompilable("the trees were taught other fields than the regression")
    book = CodeBook()
    for kind in (CategoryColumns, NumberColumns, DateColumns):
        for place, columns in enumerate(encoder.columns_):
            if isinstance(columns, kind):
                _add(book, place, encoder, _coded(coder, place))
    return book


def _coded(coder: CodeEncoder | None, field: int) -> Coded:
    if coder is None:
        return {}
    return {int(place): coder.columns_[place] for place in np.flatnonzero(coder.field_of_column_ == field)}


def _add(book: CodeBook, place: int, encoder: LeadEncoder, coded: Coded) -> None:
    name, first, columns = encoder.fields[place].name, int(encoder.offsets_[place]), encoder.columns_[place]
    if isinstance(columns, CategoryColumns):
        book.categories.append((name, _category(book, place, first, columns, coded)))
    elif isinstance(columns, NumberColumns):
        book.numbers.append((name, _number(book, place, first, columns, coded)))
    else:
        book.dates.append((name, _date(book, place, first, columns, coded)))


def _category(
    book: CodeBook, field: int, first: int, columns: CategoryColumns, coded: Coded
) -> CategoryReader:
    """Missing, rare, then each level that either knows."""
    coder_column, coded_by = next(iter(coded.items()), (NONE, None))
    coder_levels = coded_by.levels_ if isinstance(coded_by, CategoryCodes) else {}
    levels = sorted({*columns.levels_, *coder_levels} - {MISSING})
    sets = [0, 1, *(columns.levels_.get(level, 1) for level in levels)]
    codes = [0, 1, *(coder_levels.get(level, 1) for level in levels)]
    begin = book.add(BookColumn(field, first + np.array(sets), np.array(codes), coder_column))
    code_of_level = {MISSING: begin} | {level: code for code, level in enumerate(levels, start=begin + 2)}
    return CategoryReader(columns.level, code_of_level, begin + 1)


def _number(book: CodeBook, field: int, first: int, columns: NumberColumns, coded: Coded) -> NumberReader:
    """Missing, then the intervals between all edges."""
    coder_column, coded_by = next(iter(coded.items()), (NONE, None))
    coder_edges = coded_by.edges_ if isinstance(coded_by, NumberCodes) else np.zeros(0)
    edges = np.union1d(columns.edges_, coder_edges)
    sets = [1, *(2 + _bins_at(columns.edges_, edges))]
    codes = [0, *(1 + _bins_at(coder_edges, edges))]
    begin = book.add(BookColumn(field, first + np.array(sets), np.array(codes), coder_column))
    book.scaled.append((field, first))
    return NumberReader(edges.tolist(), begin, columns)


def _bins_at(coarse: Floats, edges: Floats) -> Ints:
    """Which bin of the coarse edges each interval of the finer ones lies in.

    >>> _bins_at(np.array([2.0]), np.array([1.0, 2.0, 3.0])).tolist()
    [0, 0, 1, 1]
    """
    return np.searchsorted(coarse, [-np.inf, *edges], side="right")


def _date(book: CodeBook, field: int, first: int, columns: DateColumns, coded: Coded) -> DateReader:
    """Weekday, hour and month; where an encoder lacks one, its codes set nothing."""
    hours, months = first + 1 + WEEKDAYS, first + columns.width - MONTHS
    weekday = np.arange(first, first + 1 + WEEKDAYS)
    hour = [NONE, *range(hours, hours + HOURS)] if columns.hours_ else [NONE] * (1 + HOURS)
    month = [NONE, *range(months, months + MONTHS)] if columns.months_ else [NONE] * (1 + MONTHS)
    of_part = {column.part: place for place, column in coded.items() if isinstance(column, DateCodes)}
    begins = tuple(
        book.add(BookColumn(field, np.array(sets), np.arange(len(sets)), of_part.get(part, NONE)))
        for part, sets in ((weekdays_of, weekday), (hours_of, hour), (months_of, month))
    )
    return DateReader(begins, columns.timezone)
