"""From a pasted chat to a lead: its phone, a name where one is plain, and the rest as its message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from model.lead.schema import LeadSchema
from model.reading.emails import read_email
from model.reading.phones import read_phones
from service.usecases.mask_contacts import mask_contacts
from service.usecases.problems import refuse

LONGEST_CHAT: Final = 5000
_LONGEST_MESSAGE: Final = 2000
_PIECE: Final = 200
_LONGEST_NAME: Final = 60
# The company's own field for it; also the name that it is kept under where there is no field of free text.
MESSAGE: Final = "message"
# Texts that tell who she is: no place for what she said.
_CONTACT: Final = ("name", "phone", "email")
_MASK: Final = "…"
_WORD: Final = r"[^\W\d_]+"
_NAME: Final = rf"(?P<name>{_WORD}(?:[ '’.-]{{1,2}}{_WORD}){{0,5}})"
# "Tên: …", "Họ và tên: …", "Name: …": all that follows on the line.
_LABELLED: Final = re.compile(rf"(?:^|[\s(])(?:họ\s+(?:và\s+)?tên|tên|name)\s*[:=]\s*{_NAME}", re.IGNORECASE)
# "em tên (là) Lan", "tên em là Lan", "my name is Lan": the capitalised words that follow.
_TOLD: Final = re.compile(
    rf"(?:tên\s+(?:(?:em|mình|tôi|chị|anh|tui)\s+)?(?:là\s+)?|my\s+name\s+is\s+|name['’]s\s+){_NAME}",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """`phones` are E.164 in their order; `message` holds neither phones, nor e-mails, nor the name."""

    name: str | None
    phones: tuple[str, ...]
    email: str | None
    message: str


def read_chat(text: str, region: str) -> Chat:
    """Raises Refused where there is neither a phone nor an e-mail: nobody could be reached.

    >>> found = read_chat("Em tên Lan ạ, 0901 234 567\\nCho em hỏi học phí", "VN")
    >>> found.name, found.phones, found.message
    ('Lan', ('+84901234567',), 'Em tên … ạ, …\\nCho em hỏi học phí')
    """
    phones = tuple(dict.fromkeys(phone for piece in _pieces(text) for phone in read_phones(piece, region)))
    email = next(filter(None, (read_email(found) for found in _EMAIL.findall(text))), None)
    if not phones and email is None:
        raise refuse("/text", "no_contact", "a chat with a phone, as 0901 234 567, is needed")
    name = _name(text)
    message = mask_contacts(text if name is None else _without(name, text)).strip()
    return Chat(name=name, phones=phones, email=email, message=message[:_LONGEST_MESSAGE])


def lead_body(chat: Chat, schema: LeadSchema, campaign: str | None, channel: str | None) -> dict[str, Any]:
    """As `POST /v1/leads` takes it. The first phone is hers; the others are for a person to choose from.

    The message goes to the schema's field `message`, else to its first field of free text.
    """
    return {
        "campaign": campaign,
        "contact": {
            "name": chat.name,
            "phone": chat.phones[0] if chat.phones else None,
            "email": chat.email,
        },
        "tracking": {"utm_source": channel, "utm_medium": "chat"} if channel else None,
        "attributes": {_message_field(schema): chat.message} if chat.message else {},
    }


def _message_field(schema: LeadSchema) -> str:
    """A personal text of another name may be her own name: none of these is taken."""
    texts = [field for field in schema.fields if field.type == "text"]
    if any(field.name == MESSAGE for field in texts):
        return MESSAGE
    free = (field.name for field in texts if not field.personal and field.name not in _CONTACT)
    return next(free, MESSAGE)


def _without(name: str, text: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _MASK, text, flags=re.IGNORECASE)


def _pieces(text: str) -> Iterator[str]:
    """Lines, cut to what a phone is looked for in; a cut falls between words."""
    for line in text.splitlines():
        piece = ""
        for word in line.split():
            if len(piece) + len(word) >= _PIECE:
                yield piece
                piece = ""
            piece = f"{piece} {word}".strip()
        yield piece


def _name(text: str) -> str | None:
    for line in text.splitlines():
        if found := _LABELLED.search(line):
            return found["name"].strip()[:_LONGEST_NAME]
        if found := _TOLD.search(line):
            capitals = takewhile(lambda word: word[0].isupper(), found["name"].split())
            if name := " ".join(capitals):
                return name[:_LONGEST_NAME]
    return None
