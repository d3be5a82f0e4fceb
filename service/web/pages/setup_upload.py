"""`/setup/upload/…`: one file on its way: its columns, its words, what would come of it, what came of it."""

from typing import Any, Final
from uuid import UUID

from flask import redirect, url_for

from service.integrations.history.encoding import FileRefused
from service.integrations.history.mapping import FileForm
from service.integrations.uploads.carry_out import steps
from service.integrations.uploads.check_plan import check_plan
from service.integrations.uploads.kept import (
    CHECKED,
    CHECKING,
    COLUMNS,
    DONE,
    EXPIRED,
    FAILED,
    IMPORTING,
    WORDS,
    Upload,
    change_plan,
    find_upload,
    open_file,
    remove,
    start_import,
)
from service.integrations.uploads.plan import MEANINGS, ROLES, STATUS
from service.integrations.uploads.take_file import look_again
from service.store import uploads
from service.usecases.problems import NotFound, Refused
from service.web.forms.upload_form import asked_words, roles_sent, samples_of, with_columns, with_words
from service.web.frame.page import deed, page
from service.web.frame.visit import Visit
from service.web.pages.setup import TOPIC, WHO, routes
from service.web.shown.setup_steps import KINDS
from service.web.shown.upload_words import reason_words, refusal
from service.web.shown.upload_words import with_words as rejects_in_words

_SLOW_SECONDS: Final = 30
_LONGEST_HEADER: Final = 2
_LOOKED_THROUGH: Final = 10
_OPEN: Final = frozenset({COLUMNS, WORDS, CHECKING, CHECKED, FAILED})
_TEMPLATES: Final = {
    CHECKING: "setup_progress.html",
    IMPORTING: "setup_progress.html",
    CHECKED: "setup_preview.html",
    DONE: "setup_done.html",
    FAILED: "setup_failed.html",
    EXPIRED: "setup_failed.html",
}


@routes.get("/setup/upload/<uuid:upload_id>")
@page(WHO)
def show_upload(visit: Visit, upload_id: UUID) -> Any:
    """As far as it is."""
    upload = _upload(visit, upload_id)
    if upload.state in (COLUMNS, WORDS):
        return redirect(url_for(f"web_setup.show_{upload.state}", upload_id=upload_id), 303)
    result = upload.row.result or {}
    waited = (visit.now - upload.row.changed_at).total_seconds()
    problem = refusal(upload.row.problem or ("is deleted" if upload.state == EXPIRED else ""))
    return visit.show(
        _TEMPLATES[upload.state],
        TOPIC,
        upload=upload,
        result=result,
        kinds={each["kind"]: each for each in result.get("kinds", ())},
        rejects=rejects_in_words(result.get("rejects", []), visit.language),
        left_out=[
            (column, reason_words(reason, visit.language), times)
            for column, reason, times in result.get("left_out", ())
        ],
        work=max(upload.row.rows * steps(upload.kind, upload.plan), 1),
        is_slow=upload.row.done == 0 and waited > _SLOW_SECONDS,
        problem_code=problem.code,
        next_upload=_next(visit, upload),
    )


@routes.get("/setup/upload/<uuid:upload_id>/columns")
@page(WHO)
def show_columns(visit: Visit, upload_id: UUID) -> Any:
    upload = _upload(visit, upload_id)
    if not _is_open(upload):
        return redirect(url_for("web_setup.show_upload", upload_id=upload_id), 303)
    look = upload.open_look
    roles = roles_sent(visit.form, upload.plan, look)
    return visit.show(
        "setup_columns.html",
        TOPIC,
        upload=upload,
        look=look,
        roles=roles,
        samples={column.name: samples_of(column, roles[column.name]) for column in look.columns},
        choices=ROLES[upload.kind],
        sheets=[(name, name) for name in look.sheets],
    )


@routes.post("/setup/upload/<uuid:upload_id>/sheet")
@page(WHO, back=show_columns)
def post_sheet(visit: Visit, upload_id: UUID) -> Any:
    """Another sheet, or another row of names. No deed, for the reason that `post_upload` is none."""
    upload = _upload(visit, upload_id)
    file = open_file(visit.connection, visit.parts.company.vault, upload_id)
    header = visit.form.get("header", "")
    form = FileForm(
        sheet=visit.form.get("sheet") or upload.plan.sheet,
        header=int(header) if header.isdecimal() and len(header) <= _LONGEST_HEADER else 0,
    )
    try:
        if file is not None:
            with visit.parts.database.write() as connection:
                look_again(connection, visit.parts.company.vault, upload, file, form, visit.now)
    except FileRefused as refused:
        raise Refused(refusal(str(refused), "/sheet")) from refused
    return redirect(url_for("web_setup.show_columns", upload_id=upload_id), 303)


@routes.post("/setup/upload/<uuid:upload_id>/columns")
@deed(WHO, back=show_columns)
def post_columns(visit: Visit, upload_id: UUID) -> str:
    upload = _upload(visit, upload_id)
    if not _is_open(upload):
        return url_for("web_setup.show_upload", upload_id=upload_id)
    plan = with_columns(visit.form, upload.plan, upload.open_look)
    check_plan(upload.kind, plan, upload.open_look)
    state = WORDS if STATUS in plan.roles.values() else CHECKING
    change_plan(visit.connection, visit.parts.company.vault, upload, plan, state, visit.now)
    return url_for("web_setup.show_upload", upload_id=upload_id)


@routes.get("/setup/upload/<uuid:upload_id>/words")
@page(WHO)
def show_words(visit: Visit, upload_id: UUID) -> Any:
    upload = _upload(visit, upload_id)
    if not _is_open(upload):
        return redirect(url_for("web_setup.show_upload", upload_id=upload_id), 303)
    return visit.show(
        "setup_words.html",
        TOPIC,
        upload=upload,
        asked=asked_words(upload.plan, upload.open_look),
        has_times=bool(upload.plan.columns_of("status_at")),
        meanings=MEANINGS,
    )


@routes.post("/setup/upload/<uuid:upload_id>/words")
@deed(WHO, back=show_words)
def post_words(visit: Visit, upload_id: UUID) -> str:
    upload = _upload(visit, upload_id)
    if not _is_open(upload):
        return url_for("web_setup.show_upload", upload_id=upload_id)
    plan = with_words(visit.form, upload.plan, upload.open_look)
    check_plan(upload.kind, plan, upload.open_look)
    change_plan(visit.connection, visit.parts.company.vault, upload, plan, CHECKING, visit.now)
    return url_for("web_setup.show_upload", upload_id=upload_id)


@routes.post("/setup/upload/<uuid:upload_id>/import")
@deed(WHO, back=show_upload)
def post_import(visit: Visit, upload_id: UUID) -> str:
    start_import(visit.connection, _upload(visit, upload_id), visit.now)
    return url_for("web_setup.show_upload", upload_id=upload_id)


@routes.post("/setup/upload/<uuid:upload_id>/removal")
@deed(WHO, back=show_upload)
def post_removal(visit: Visit, upload_id: UUID) -> str:
    remove(visit.connection, _upload(visit, upload_id), visit.now)
    return url_for("web_setup.show_setup", told="done")


def _upload(visit: Visit, upload_id: UUID) -> Upload:
    """Raises NotFound, also for a file that this role does not upload."""
    upload = find_upload(visit.connection, visit.parts.company.vault, upload_id)
    if upload.kind not in KINDS[visit.user.role]:
        raise NotFound("there is no such upload")
    return upload


def _is_open(upload: Upload) -> bool:
    """Whether somebody may still say what it is."""
    return upload.look is not None and upload.state in _OPEN


def _next(visit: Visit, upload: Upload) -> UUID | None:
    """The other file that was uploaded with it, where somebody still has to say what it is."""
    waiting = (row for row in uploads.newest(visit.connection, 10) if row.kind != upload.kind)
    return next(
        (row.id for row in waiting if row.state in _OPEN and row.kind in KINDS[visit.user.role]), None
    )
