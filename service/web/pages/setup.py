"""`/setup`: what is set up and what is next; two files uploaded; what they say of each campaign."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from flask import Blueprint, Response, redirect, request, url_for

from model.campaign.quality.verdict import NO_TARGET, TOO_FEW
from model.vocabulary import GRADES
from service.http import campaigns, quality
from service.integrations.history.encoding import FileRefused
from service.integrations.uploads.kept import DONE
from service.integrations.uploads.plan import KINDS as FILES
from service.integrations.uploads.take_file import MOST_BYTES, NewFile, Opened, keep_new, open_new
from service.store import uploads
from service.store.audit import add as audit
from service.store.ids import new_id
from service.usecases.problems import FieldProblem, Refused, refuse
from service.web.frame.page import page
from service.web.frame.visit import Visit
from service.web.shown.setup_steps import KINDS, setup_steps
from service.web.shown.upload_words import refusal

routes = Blueprint("web_setup", __name__)
TOPIC: Final = "setup"
WHO: Final = "admin sales_lead marketer"
_UPLOADS_SHOWN: Final = 10
_UPLOAD: Final = "web_setup.post_upload"
_AROUND_THE_FILES: Final = 1 << 20
_NO_TARGET: Final = (None, NO_TARGET)
_TOO_WIDE: Final = 0.3
_NAMED: Final = 5


@routes.before_request
def _allow_files() -> None:
    """Here alone a body may be larger: two files."""
    if request.endpoint == _UPLOAD:
        request.max_content_length = len(FILES) * MOST_BYTES + _AROUND_THE_FILES


@routes.get("/setup")
@page(WHO)
def show_setup(visit: Visit) -> Any:
    steps, company, schema = setup_steps(visit), visit.parts.company, visit.parts.serving.schema
    return visit.show(
        "setup.html",
        TOPIC,
        steps=steps,
        next_step=next((step for step in steps if not step.is_done and step.address), None),
        uploads=[row for row in _newest(visit) if row.kind in KINDS[visit.user.role]],
        company=company,
        grades=list(zip(GRADES, company.grade_cutoffs or (), strict=False)),
        fields=[(field, schema.labels(field.name)[visit.language]) for field in schema.fields],
    )


@routes.get("/setup/upload")
@page(WHO)
def new_upload(visit: Visit) -> Any:
    kinds = KINDS[visit.user.role]
    return visit.show("setup_files.html", TOPIC, kinds=kinds, most_mb=MOST_BYTES >> 20)


@routes.post("/setup/upload")
@page(WHO, back=new_upload)
def post_upload(visit: Visit) -> Response:
    """A page and no deed: files are opened before the store is written to, which waits for nobody's sheet."""
    sent = [new for kind in KINDS[visit.user.role] if (new := _sent(visit, kind))]
    if not sent:
        raise refuse("/leads", "file_needed", "one file at least is needed")
    opened = _opened(sent)
    with visit.parts.database.write() as connection:
        vault = visit.parts.company.vault
        ids = [
            keep_new(connection, vault, new, found, visit.now)
            for new, found in zip(sent, opened, strict=True)
        ]
        source = f"user:{visit.user.id.hex}"
        audit(connection, id=new_id(), occurred_at=visit.now, source=source, action="upload", lead_id=None)
    address = url_for("web_setup.show_upload", upload_id=ids[0])
    return redirect(address, 303)  # type: ignore[return-value] # werkzeug's, as Flask's own views return


@routes.get("/setup/result")
@page(f"{WHO} boss")
def show_result(visit: Visit) -> Any:
    """Who has just imported a file finds what is in it: an import that ends forgets what was kept."""
    found = visit.kept(campaigns.list_campaigns, query={"sort": "leads"})
    said = visit.kept(quality.list_quality, query={"lang": visit.language})
    lines = [{**line, "verdict": _verdict(line)} for line in found["campaigns"] if line["leads"]]
    sentences = {each["campaign"]: each["sentence"] for each in said["groups"]}
    return visit.show(
        "setup_result.html",
        TOPIC,
        answer=found,
        lines=lines,
        sentences=sentences,
        has_target=any(line["quality_rate"]["verdict"] not in _NO_TARGET for line in lines),
        unspent=_names(line for line in lines if not line["spend"]["amount"]),
        idle=_names(line for line in found["campaigns"] if not line["leads"]),
        pending=[row for row in _newest(visit) if row.state != DONE and row.kind in _own(visit)],
    )


def _verdict(line: Mapping[str, Any]) -> str | None:
    """Where no target is agreed, that a rate says nothing yet is worth saying all the same."""
    rate = line["quality_rate"]
    unsure = rate["low"] is not None and rate["high"] - rate["low"] > _TOO_WIDE
    return TOO_FEW if rate["verdict"] in _NO_TARGET and unsure else rate["verdict"]


def _names(lines: Iterable[Mapping[str, Any]]) -> str:
    """The first of them, which is where a difference of spelling shows."""
    return ", ".join(line["name"] or line["campaign"] for line in islice(lines, _NAMED) if line["campaign"])


def _newest(visit: Visit) -> list[Any]:
    return uploads.newest(visit.connection, _UPLOADS_SHOWN)


def _own(visit: Visit) -> tuple[str, ...]:
    return KINDS.get(visit.user.role, ())


def _sent(visit: Visit, kind: Any) -> NewFile | None:
    """None where the field was left empty."""
    file = request.files.get(kind)
    if file is None or not file.filename:
        return None
    data = file.stream.read(MOST_BYTES + 1)
    attributes = [field.name for field in visit.parts.serving.schema.fields]
    return NewFile(kind=kind, name=file.filename, data=data, by=visit.user.name, attributes=attributes)


def _opened(sent: list[NewFile]) -> list[Opened]:
    """Raises Refused with what is wrong with each, so that both are told at once."""
    opened: list[Opened] = []
    problems: list[FieldProblem] = []
    for new in sent:
        try:
            opened.append(open_new(new))
        except FileRefused as refused:
            problems.append(refusal(str(refused), f"/{new.kind}"))
    if problems:
        raise Refused(*problems)
    return opened
