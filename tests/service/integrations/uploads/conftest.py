"""A company with an empty store, whose worker does what is uploaded."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from service.integrations.uploads.kept import CHECKING, Upload, change_plan, find_upload, start_import
from service.integrations.uploads.plan import Plan
from service.integrations.uploads.take_file import NewFile, keep_new, open_new
from service.jobs.take_uploads import take_upload
from service.parts import Parts, create_parts
from service.settings import load_settings
from service.usecases.clock import utc_now


@pytest.fixture
def own(sqlite_url: str) -> Iterator[Parts]:
    parts = create_parts(replace(load_settings(), database_url=sqlite_url))
    yield parts
    parts.database.close()


class Uploads:
    """`add` → `check` → `take`, each as the pages and the worker do it."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def add(self, data: bytes | str, kind: Any = "leads", **more: Any) -> Upload:
        data = data.encode() if isinstance(data, str) else data
        new = NewFile(kind=kind, name="a.csv", data=data, by="mkt-1", **more)
        with self.parts.database.write() as connection:
            upload_id = keep_new(connection, self.parts.company.vault, new, open_new(new), utc_now())
        return self.find(upload_id)

    def find(self, upload_id: Any) -> Upload:
        with self.parts.database.read() as connection:
            return find_upload(connection, self.parts.company.vault, upload_id)

    def check(self, upload: Upload, plan: Plan | None = None) -> Upload:
        with self.parts.database.write() as connection:
            vault = self.parts.company.vault
            change_plan(connection, vault, upload, plan or upload.plan, CHECKING, utc_now())
        assert take_upload(self.parts, "a worker")
        return self.find(upload.id)

    def take(self, upload: Upload) -> Upload:
        with self.parts.database.write() as connection:
            start_import(connection, self.find(upload.id), utc_now())
        assert take_upload(self.parts, "a worker")
        return self.find(upload.id)


@pytest.fixture
def uploads(own: Parts) -> Uploads:
    return Uploads(own)


@pytest.fixture
def counts() -> Callable[[Upload], dict[str, tuple[int, int, int]]]:
    """By kind: taken, already there, rejected."""

    def count(upload: Upload) -> dict[str, tuple[int, int, int]]:
        kinds = upload.row.result["kinds"]
        return {each["kind"]: (each["taken"], each["already"], each["rejected"]) for each in kinds}

    return count
