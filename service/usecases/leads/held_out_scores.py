"""What models that had not seen a stored lead said of it, as the serving model's artefact tells."""

import sqlalchemy as sa

from model.lead.held_out_file import HeldOutScore, HeldOutScores, Ids, from_bytes
from model.lead.manifest import refuse_held_out
from model.lead.scorer import Scorer
from model.reading.text import clean_text
from service.store import models
from service.store.columns import Row
from service.usecases.source import IMPORT

_opened: dict[str, HeldOutScores] = {}  # by hash, one at a time: thousands of pieces ask for the same


def held_out_scores(connection: sa.Connection, scorer: Scorer) -> HeldOutScores | None:
    """None where the artefact was made, or added, without. Raises ArtefactRefused where they were changed."""
    told = scorer.held_out
    if told is None:
        return None
    if told.sha256 not in _opened:
        blob = models.held_out_of(connection, scorer.model_version)
        if blob is None:
            return None
        refuse_held_out(blob, told)
        _opened.clear()
        _opened[told.sha256] = from_bytes(blob)
    return _opened[told.sha256]


def held_out_score(scores: HeldOutScores | None, scorer: Scorer, lead: Row) -> HeldOutScore | None:
    """Of this lead (its id, source and external id); None where no model left it out."""
    if scores is None or scorer.held_out is None:
        return None
    known_by = _known_by(lead, scorer.held_out.ids)
    return None if known_by is None else scores.of(known_by)


def _known_by(lead: Row, ids: Ids) -> str | None:
    """A file of the company names leads as its imports do; what a key sent may mean another lead."""
    if ids == "lead.id":
        return str(lead.id)
    return clean_text(lead.external_id) if lead.source == IMPORT.name and lead.external_id else None
