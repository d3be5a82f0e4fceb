"""From a fitted lead model to tables, checked against the pipeline that they came from."""

import numpy as np

from model.lead.arrays import Floats, Ints
from model.lead.compiled import kernels
from model.lead.compiled.code_book import CodeBook
from model.lead.compiled.compiled_model import CompiledModel
from model.lead.compiled.forest import NotCompilable, read_forest
from model.lead.compiled.leaf_paths import LeafPaths, leaf_paths
from model.lead.compiled.leaf_tables import leaf_table
from model.lead.compiled.made_up_rows import made_up_rows
from model.lead.compiled.make_code_book import make_code_book
from model.lead.compiled.masks import MaskTable, leaf_bits, leaf_values, mask_table
from model.lead.compiled.tables import (
    FactorTables,
    ScoreTables,
    factor_tables,
    rows_of,
    weights_of,
    where_of,
)
from model.lead.lead_model import LeadModel
from model.lead.one_thread import one_thread
from model.lead.probability import TreePart
from model.lead.table import LeadTable

CHECKED = 64
AGREE = 1e-9


def compile_model(model: LeadModel) -> CompiledModel:
    """Raises NotCompilable where a tree is too large, or scikit-learn not as this code knows it."""
    part = model.probability.tree_part
    book = make_code_book(model.probability.encoder, part.coder if part else None)
    score, factor = _tables(model, book, part)
    compiled = CompiledModel(
        names=model.columns,
        book=book,
        field_of_column=np.array([column.field for column in book.columns], dtype=np.int32),
        field_of_number=np.array([field for field, _ in book.scaled], dtype=np.int32),
        score_tables=score,
        factor_tables=factor,
        deal_value=model.deal_value,
        usual=model.background.by_field,
        typical=model.background.log_odds,
        heads=(model.quality is not None, model.without_campaign is not None),
    )
    _refuse_unequal(compiled, model)
    return compiled


def _tables(model: LeadModel, book: CodeBook, part: TreePart | None) -> tuple[ScoreTables, FactorTables]:
    probability = model.probability
    weights, slopes = weights_of(book, _by_column(model))
    base = probability.intercept
    if part is None:
        none = MaskTable(np.zeros((1, 0), dtype=np.uint16), ())
        bases = _bases(model, base)
        score = ScoreTables(rows_of(book, none), none.masks, np.zeros(0), weights, slopes, bases)
        return score, factor_tables([], [], 0)
    sizes = part.coder.sizes_
    forest = read_forest(part.trees, sizes)
    bits, scale = leaf_bits(forest), probability.correction.slope * part.share
    masks = mask_table(forest, bits, sizes)
    values = leaf_values(forest, bits, scale)
    bases = _bases(model, base + scale * forest.baseline)
    score = ScoreTables(rows_of(book, masks), masks.masks, values, weights, slopes, bases)
    paths = leaf_paths(forest, bits, part.coder.field_of_column_)
    return score, _factor_tables(paths, masks, part, model.background.codes, scale)


def _by_column(model: LeadModel) -> Floats:
    """What each of the encoder's columns adds to each head, shape (columns, 4); 0 to one that is none."""
    own = model.probability.weights, model.deal_value.weights
    further = (model.quality, model.without_campaign)
    none = np.zeros(len(own[0]))
    return np.column_stack([*own, *(none if head is None else head[1:] for head in further)])


def _bases(model: LeadModel, base: float) -> Floats:
    further = (model.quality, model.without_campaign)
    return np.array([base, 0.0, *(0.0 if head is None else head[0] for head in further)])


def _factor_tables(
    paths: list[LeafPaths], masks: MaskTable, part: TreePart, background: Ints, scale: float
) -> FactorTables:
    """What each leaf pays on average over the background leads, by the pattern that a lead satisfies."""
    trees = masks.masks.shape[1]
    rows = [by_code[background[:, column]] for column, by_code in enumerate(masks.row_of_code)]
    codes = np.column_stack(rows).astype(np.int32)  # here a code is its row
    field_of_column = part.coder.field_of_column_.astype(np.int32)
    met = np.empty((len(codes), len(part.coder.fields), trees), dtype=np.uint16)
    row_of_row = np.arange(len(masks.masks), dtype=np.int32)
    kernels.meet(codes, row_of_row, field_of_column, masks.masks, met)
    of_lead = met.reshape(len(codes), -1)
    tables = []
    for group in paths:
        counts = np.zeros((len(group.bit), 2 ** group.fields.shape[1]))
        kernels.count_patterns(
            of_lead, group.bit.astype(np.uint8), where_of(group, trees).astype(np.uint32), counts
        )
        tables.append(leaf_table(counts / len(codes), scale * group.value))
    return factor_tables(paths, tables, trees)


def _refuse_unequal(compiled: CompiledModel, model: LeadModel) -> None:
    """Raises NotCompilable unless made-up leads have the pipeline's log-odds, to which their factors add."""
    rows = made_up_rows(compiled.book, CHECKED)
    leads, table = compiled.read(rows), LeadTable.from_rows(rows, model.columns)
    log_odds, _ = compiled.log_odds(leads)
    with one_thread():
        by_pipeline = model.probability.log_odds(table)
    if not np.allclose(log_odds, by_pipeline, rtol=0, atol=AGREE):
        raise NotCompilable("the tables do not give what the pipeline gives")
    if not np.allclose(compiled.moved(leads).sum(axis=1), log_odds - compiled.typical, rtol=0, atol=AGREE):
        raise NotCompilable("the factors do not add up to the difference from the typical lead")
    said = compiled.predict_all(leads)
    quality, without_campaign = model.predict_heads(table)
    for ours, theirs in ((said.quality, quality), (said.without_campaign, without_campaign)):
        if ours is not None and theirs is not None and not np.allclose(ours, theirs, rtol=0, atol=AGREE):
            raise NotCompilable("a further head does not say what its columns say")
