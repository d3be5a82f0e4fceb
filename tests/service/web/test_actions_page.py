"""An open action is changed in its place, on its own page and in the review."""

import html
import re
from datetime import timedelta
from uuid import UUID

import pytest

from service.store import actions
from service.usecases.clock import utc_now
from service.usecases.review.iso_week import name_of, today

FIELDS = ("what", "who", "due", "side", "figure", "subject")


@pytest.fixture
def due(parts):
    return (today(parts.company, utc_now()) + timedelta(days=7)).isoformat()


@pytest.fixture
def week(parts):
    return name_of(today(parts.company, utc_now()))


@pytest.fixture(params=["/actions", "/reviews"])
def page(request, week):
    """Both pages on which actions stand."""
    return request.param if request.param == "/actions" else f"{request.param}/{week}"


@pytest.fixture
def kept(crm, marketing, due, week):
    """An open action on a rep's figure, and one that is done."""
    crm.put("/v1/team/sale-03", {})
    new = {"what": "Gọi trong 15'", "who": "Nhóm 1", "due": due, "side": "sales", "by": "Lan", "week": week}
    done = marketing.post("/v1/actions", new).json["id"]
    marketing.post(f"/v1/actions/{done}/done", {"by": "Lan"})
    return marketing.post("/v1/actions", new | {"figure": "judged_share", "subject": "sale-03"}).json


def edited(answer):
    """The edit forms: whether it is open, where it is sent, what is filled in."""
    found = re.findall(r'<details class="fold edit"( open)?>(.*?)</details>', answer.text, re.DOTALL)
    return [(bool(is_open), re.search(r'action="([^"]+)"', text)[1], filled(text)) for is_open, text in found]


def filled(form):
    inputs = {re.search(r'name="(\w+)"', tag)[1]: tag for tag in re.findall(r"<input[^>]*>", form)}
    values = {name: re.search(r'value="([^"]*)"', inputs[name])[1] for name in ("form", "what", "who", "due")}
    values["side"] = re.search(r'name="side" value="(\w+)" checked', form)[1]
    for name, options in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        values[name] = chosen[0] if chosen else ""
    return {name: html.unescape(value) for name, value in values.items()}


def sent(action, **changes):
    """The form as a browser sends it."""
    figure = action["figure"]
    values = action | {"figure": figure["name"], "subject": figure["subject"]} | changes
    return {"form": f"edit-{action['id']}", **{name: values[name] for name in FIELDS}}


def test_each_open_action_has_a_form_with_what_was_agreed(signed_in_as, kept, page):
    address = f"{page.removesuffix('/actions')}/actions/{kept['id']}"
    assert edited(signed_in_as("marketer").get(page)) == [(False, address, sent(kept))]


def test_it_is_changed_in_its_place(signed_in_as, kept, page, marketing):
    visitor = signed_in_as("sales_lead", name="Tuấn")
    (_, address, form) = edited(visitor.get(page))[0]
    answer = visitor.post(address, form | {"who": "Nhóm 2", "figure": "", "side": "marketing"})
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, page)
    changed = {"who": "Nhóm 2", "side": "marketing", "figure": None}
    assert kept | changed in marketing.get("/v1/actions").json["actions"]
    assert "Nhóm 2" in visitor.get(page).text


def test_what_is_not_taken_stays_in_its_form_beside_what_is_wrong(signed_in_as, kept, page, marketing):
    visitor = signed_in_as("marketer", language="en")
    other = marketing.post("/v1/actions", sent_anew(kept)).json
    address = address_of(visitor.get(page), kept)
    refused = visitor.post(address, sent(kept, due="2020-01-01", who="Hoa", figure="", subject=""))
    assert refused.status_code == 422
    forms = {values["form"]: (is_open, values) for is_open, _, values in edited(refused)}
    wrong = sent(kept, due="2020-01-01", who="Hoa", figure="", subject="")
    assert forms[f"edit-{kept['id']}"] == (True, wrong)
    assert forms[f"edit-{other['id']}"] == (False, sent(other))
    assert 'href="#f-due"' in refused.text
    field = re.search(r'<div class="field wrong">\s*<label for="f-due">.*?</div>', refused.text, re.DOTALL)
    assert "out of range" in field[0]
    assert refused.text.count("out of range") == 2  # above, and at its field
    assert kept in marketing.get("/v1/actions").json["actions"]


def test_names_of_fields_are_of_one_form_each(signed_in_as, kept, page, marketing):
    marketing.post("/v1/actions", sent_anew(kept))
    visitor = signed_in_as("marketer")
    address = address_of(visitor.get(page), kept)
    for answer in (visitor.get(page), visitor.post(address, sent(kept, due="2020-01-01"))):
        ids = re.findall(r'\sid="([^"]+)"', answer.text)
        assert len(ids) == len(set(ids))


def test_an_action_that_was_done_meanwhile_is_not_changed(signed_in_as, kept, page, marketing):
    visitor = signed_in_as("marketer")
    address = address_of(visitor.get(page), kept)
    done = marketing.post(f"/v1/actions/{kept['id']}/done", {"by": "Lan"}).json
    answer = visitor.post(address, sent(kept, who="Hoa"))
    assert (answer.status_code, edited(answer)) == (409, [])
    assert "Việc này đã có người làm" in answer.text
    assert done in marketing.get("/v1/actions").json["actions"]


def test_a_late_action_keeps_its_day_in_the_form(signed_in_as, kept, page, parts):
    yesterday = today(parts.company, utc_now()) - timedelta(days=1)
    with parts.database.write() as connection:
        actions.change(connection, UUID(kept["id"]), due=yesterday)
    visitor = signed_in_as("marketer")
    (_, address, form) = edited(visitor.get(page))[0]
    assert form["due"] == yesterday.isoformat()
    assert f'min="{yesterday.isoformat()}"' in visitor.get(page).text
    assert visitor.post(address, form | {"who": "Hoa"}).status_code == 303


def test_reps_change_none(signed_in_as, kept, page):
    address = address_of(signed_in_as("boss").get(page), kept)
    assert signed_in_as("rep", rep="sale-03").post(address, sent(kept)).status_code == 403


def sent_anew(action):
    """Another one like it, as the API takes it."""
    agreed = {name: value for name, value in sent(action).items() if name != "form"}
    return {**agreed, "by": "Lan", "week": action["week"]}


def address_of(answer, action):
    return next(address for _, address, _ in edited(answer) if action["id"] in address)
