"""The desk as it is asked for and answered."""

from marshmallow import Schema, fields, validate

from model.vocabulary import CHANNELS, DISPOSITIONS, OUTCOMES, RESULTS
from service.http.schemas.feedback import CampaignAnswerAnswer
from service.http.schemas.fields import Body, CountQuery, Said, Tally, Text, Word
from service.http.schemas.lead_answers import SUB_REASON_WORDS, ContactAnswer, LabelAnswer
from service.http.schemas.reps import DaysAnswer
from service.usecases.desk.call_order import GROUPS, WHY
from service.usecases.desk.desk_of_rep import MOST_SHOWN
from service.usecases.desk.read_chat import LONGEST_CHAT


class DeskRepQuery(Body):
    rep = Text(200, shortest=1, required=True, metadata={"example": "sale-03"})


class DeskQuery(DeskRepQuery):
    limit = CountQuery(1, MOST_SHOWN, load_default=MOST_SHOWN)


class WhyAnswer(Schema):
    """Why a lead is where it is: a key, and what it is of.

    `at`: the promised time, the last attempt, or from when it may be called again. `minutes` are working
    ones: left of the service level, or over it. `attempt` is the number of the next one, `of` how many were
    agreed.
    """

    key = Said(WHY)
    at = fields.AwareDateTime(required=True, allow_none=True)
    minutes = Tally(allow_none=True)
    attempt = Tally(allow_none=True)
    of = Tally(allow_none=True)


class SaidAnswer(Schema):
    """What the person said in the form, or what of it to open the talk with."""

    field = fields.String(required=True)
    label = fields.Nested(LabelAnswer, required=True)
    value = fields.Raw(required=True, allow_none=True)


class OfferAnswer(Schema):
    """What the campaign promises: its running message, and what Marketing last announced to Sales."""

    message = fields.String(required=True, allow_none=True)
    announced = fields.String(required=True, allow_none=True)
    announced_at = fields.AwareDateTime(required=True, allow_none=True)
    announced_by = fields.String(required=True, allow_none=True)


class LastAttemptAnswer(Schema):
    at = fields.AwareDateTime(required=True)
    result = Said(RESULTS)
    callback_at = fields.AwareDateTime(required=True, allow_none=True)


class DeskLeadAnswer(Schema):
    """A lead that a rep may call. No probability, no grade: an order and reasons.

    `group`, `why` and `given_at` are null of a lead that is asked for by itself. `contact` is null where
    nothing of it is kept. `opening` are the two things she told that speak most for
    her, without figures.
    """

    id = fields.UUID(required=True)
    group = Said(GROUPS, allow_none=True)
    why = fields.Nested(WhyAnswer, required=True, allow_none=True)
    contact = fields.Nested(ContactAnswer, required=True, allow_none=True)
    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    given_at = fields.AwareDateTime(required=True, allow_none=True)
    campaign = fields.String(required=True, allow_none=True)
    campaign_name = fields.String(required=True, allow_none=True)
    channel = fields.String(required=True, allow_none=True)
    ad_set = fields.String(required=True, allow_none=True)
    ad = fields.String(required=True, allow_none=True)
    product = fields.String(required=True, allow_none=True)
    offer = fields.Nested(OfferAnswer, required=True)
    attempts = Tally()
    last_attempt = fields.Nested(LastAttemptAnswer, required=True, allow_none=True)
    disposition = Said(DISPOSITIONS, allow_none=True)
    sub_reason = Said(SUB_REASON_WORDS, allow_none=True)
    outcome = Said(OUTCOMES, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    duplicate_of = fields.UUID(required=True, allow_none=True)
    do_not_contact = fields.Boolean(required=True)
    existing_customer = fields.Boolean(required=True)
    said = fields.List(fields.Nested(SaidAnswer), required=True)
    opening = fields.List(fields.Nested(SaidAnswer), required=True)
    campaign_answers = fields.List(fields.Nested(CampaignAnswerAnswer), required=True)


class WaitingAnswer(Schema):
    """How many leads wait, by group."""

    call_back = Tally()
    new = Tally()
    retry = Tally()
    other = Tally()


class DeskAnswer(Schema):
    """The first 50 leads in the order to call them; `more` come after them."""

    as_of = fields.AwareDateTime(required=True)
    rep = fields.String(required=True)
    on_duty = fields.Boolean(required=True)
    waiting = fields.Nested(WaitingAnswer, required=True)
    leads = fields.List(fields.Nested(DeskLeadAnswer), required=True)
    more = Tally()


class StartAnswer(Schema):
    """Of the day's first five leads `judged` so many, `bad` of them not qualified; `chance` of so many bad
    ones or more, from what the leads themselves promised."""

    judged = Tally()
    bad = Tally()
    chance = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    is_bad = fields.Boolean(required=True)


class DayStartAnswer(Schema):
    """`start` is null until three of the first five are judged. `alike` are her earlier days of the last 90
    that began as this one did, and how many of them met their target in the rest of the day."""

    as_of = fields.AwareDateTime(required=True)
    rep = fields.String(required=True)
    day = fields.Date(required=True)
    start = fields.Nested(StartAnswer, required=True, allow_none=True)
    alike = fields.Nested(DaysAnswer, required=True)


class ChatSchema(Body):
    """A chat as it was copied; the campaign and the channel that a person chose for it."""

    text = Text(LONGEST_CHAT, shortest=1, required=True)
    campaign = Text(200)
    channel = Word(CHANNELS)


class ChatAnswer(Schema):
    """`lead` is a body for `POST /v1/leads`, with the first of `phones`."""

    lead = fields.Dict(required=True)
    phones = fields.List(fields.String(), required=True)


class PersonSchema(Body):
    """Whom to look for: by a phone, an e-mail address, or the id that another system gave a lead."""

    text = Text(320, shortest=1, required=True)


class PersonLeadAnswer(Schema):
    """A lead of a person: no contact."""

    id = fields.UUID(required=True)
    submitted_at = fields.AwareDateTime(required=True, allow_none=True)
    external_id = fields.String(required=True, allow_none=True)
    campaign = fields.String(required=True, allow_none=True)
    product = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True, allow_none=True)
    disposition = Said(DISPOSITIONS, allow_none=True)
    outcome = Said(OUTCOMES, allow_none=True)
    duplicate_of = fields.UUID(required=True, allow_none=True)


class PersonLeadsAnswer(Schema):
    """The newest first."""

    leads = fields.List(fields.Nested(PersonLeadAnswer), required=True)
