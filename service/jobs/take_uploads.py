"""Files that were uploaded at set-up: tried or imported, one after the other, beside everything else."""

from dataclasses import dataclass
from threading import Event
from typing import Final

import structlog

from service.integrations.history.encoding import FileRefused
from service.integrations.history.run import Importer
from service.integrations.history.table import open_table
from service.integrations.history.toml_document import MapRefused
from service.integrations.uploads.carry_out import Result, carry_out
from service.integrations.uploads.kept import (
    CHECKED,
    CHECKING,
    DONE,
    FAILED,
    IMPORTING,
    Upload,
    find_upload,
    forget_files,
    open_file,
)
from service.parts import Parts
from service.store import kept_answers, leases, uploads
from service.store.database import AWAY, Connection
from service.usecases.clock import utc_now
from service.web.frame.kept import KEPT

log = structlog.get_logger()
_LEASE: Final = "uploads"
_LEASE_SECONDS: Final = 180.0
_WAITING: Final = (CHECKING, IMPORTING)
_UNEXPECTED: Final = "unexpected"


class _Left(Exception):
    """This process ends, another worker goes on with it, or a person changed the plan meanwhile."""


def take_upload(parts: Parts, me: str, stop: Event | None = None) -> bool:
    """Try or import the upload that waits longest; whether there was one. Raises while the store is away.

    What `stop` ends halfway is begun again by whoever comes next, and takes nothing twice.
    """
    with parts.database.read() as connection:
        if uploads.oldest_in(connection, _WAITING) is None:
            return False
    with parts.database.write() as connection:
        row = uploads.oldest_in(connection, _WAITING)
        fence = leases.take(connection, _LEASE, me, _LEASE_SECONDS) if row is not None else None
        if row is None or fence is None:
            return False
        upload = find_upload(connection, parts.company.vault, row.id)
    work = _Work(parts, upload, fence, stop or Event())
    try:
        work.tell(**work.carried_out())
    except _Left:
        log.info("upload left", upload=str(upload.id))
    finally:
        with parts.database.write() as connection:
            leases.release(connection, _LEASE, fence)
    return True


def forget_uploads(_parts: Parts, connection: Connection) -> bool:
    """Delete the files of what is imported, and of what nobody finished."""
    forget_files(connection, utc_now())
    return False


@dataclass(frozen=True, slots=True)
class _Work:
    """One upload under the lease."""

    parts: Parts
    upload: Upload
    fence: int
    stop: Event

    def carried_out(self) -> dict[str, object]:
        """What is to be said of it in the store. What no file should bring about is logged by its type."""
        try:
            result = self._result()
        except (FileRefused, MapRefused) as refused:
            return {"state": FAILED, "problem": str(refused)}
        except (*AWAY, _Left):
            raise
        except Exception as error:
            log.error("upload failed", upload=str(self.upload.id), error=type(error).__name__)
            return {"state": FAILED, "problem": _UNEXPECTED}
        if self.upload.state == CHECKING:
            return {"state": CHECKED, "result": result.as_json()}
        with self.parts.database.write() as connection:
            kept_answers.forget(connection, KEPT)  # they are of before
        return {"state": DONE, "result": result.as_json()}

    def tell(self, **values: object) -> None:
        """Raises _Left where what was begun is not to be gone on with."""
        with self.parts.database.write() as connection:
            row = uploads.find(connection, self.upload.id)
            ours = leases.renew(connection, _LEASE, self.fence, _LEASE_SECONDS)
            then = self.upload.state, self.upload.row.changed_at
            if self.stop.is_set() or not ours or row is None or (row.state, row.changed_at) != then:
                raise _Left
            uploads.change(connection, self.upload.id, **values)

    def _result(self) -> Result:
        parts, upload = self.parts, self.upload
        parts.serving.look()
        with parts.database.read() as connection:
            file = open_file(connection, parts.company.vault, upload.id)
        if file is None:
            raise FileRefused("the file is deleted; please upload it again")
        schema = parts.serving.schema
        importer = Importer(database=parts.database, company=parts.company, schema=schema, bars=False)
        table = open_table(file, upload.plan.form)
        try_only = upload.state == CHECKING
        return carry_out(
            importer, table, upload.kind, upload.plan, try_only=try_only, done=lambda n: self.tell(done=n)
        )
