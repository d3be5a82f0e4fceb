"""The model that this process scores with: watched in the store, verified, then swapped in at once."""

import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from model.lead.artefact import ArtefactRefused
from model.lead.schema import LeadSchema
from model.lead.scorer import Scorer
from service.store import models
from service.store.database import Connection, Database
from service.usecases.leads.new_lead import NO_SCHEMA
from service.usecases.models.serve_model import load_model

log = structlog.get_logger()
_SECONDS_BETWEEN_LOOKS = 1.0
_DECISIONS_BEFORE = 20


class Serving:
    """`scorer` is None until a model is promoted. A refused artefact leaves the old scorer in place."""

    def __init__(self, database: Database, artefact_key: bytes, lead_schema: str | None) -> None:
        self._database = database
        self._key = artefact_key
        self._own_schema = LeadSchema.load(Path(lead_schema)) if lead_schema else None
        self._refused: str | None = None
        self._stop = threading.Event()
        self.scorer: Scorer | None = None

    @property
    def schema(self) -> LeadSchema:
        """The company's own lead schema where it is set, else the serving model's, else one of no fields."""
        return self._own_schema or (self.scorer.schema if self.scorer else NO_SCHEMA)

    def look(self) -> None:
        """Load the version that the store says should serve, where this process has another."""
        with self._database.read() as connection:
            version = models.serving_version(connection)
            if version in (None, self._refused):
                return
            self._refused = None  # another one is to serve: what was refused may come again, mended
            if self.scorer and self.scorer.model_version == version:
                return
            scorer = self._load(connection, version)
            self._refused = None if scorer else version
            if scorer is None and self.scorer is None:
                scorer = self._one_before(connection, version)
        if scorer is not None:
            scorer.score([{}])  # warm before it serves, so that no lead waits
            self.scorer = scorer
            log.info("model serves", version=scorer.model_version)

    def _load(self, connection: Connection, version: str) -> Scorer | None:
        try:
            return load_model(connection, version, self._key)
        except ArtefactRefused as refusal:
            log.error("model refused", version=version, reason=str(refusal))
            return None

    def _one_before(self, connection: Connection, refused: str) -> Scorer | None:
        """For a process that starts while a bad artefact is to serve: what served before it, else nothing."""
        served = dict.fromkeys(row.version for row in models.changes(connection, _DECISIONS_BEFORE))
        scorers = (self._load(connection, version) for version in served if version != refused)
        return next(filter(None, scorers), None)

    def watch(self) -> None:
        """Look once now, then every second in a thread of this process."""
        _quietly(self.look)
        threading.Thread(target=self._watch, name="model-watch", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _watch(self) -> None:
        while not self._stop.wait(_SECONDS_BETWEEN_LOOKS):
            _quietly(self.look)


def _quietly(look: Callable[[], None]) -> None:
    """A store that is away must not end the watch, nor keep the process from starting."""
    try:
        look()
    except Exception as error:
        log.warning("model watch failed", error=type(error).__name__)
