"""From what Sales heard to what is answered."""

from typing import Any

from service.http.lead_answer import instant
from service.store.columns import Row


def campaign_answer(row: Row) -> dict[str, Any]:
    """What a rep sees of it at the campaign's next lead."""
    said = {name: row._mapping[name] for name in ("answer", "file_url", "answered_by")}
    return {"asked": row.text, **said, "answered_at": instant(row.answered_at)}


def feedback_answer(row: Row) -> dict[str, Any]:
    return {
        **campaign_answer(row),
        **{name: row._mapping[name] for name in ("kind", "campaign", "rep", "by", "owner")},
        "id": str(row.id),
        "lead_id": str(row.lead_id) if row.lead_id else None,
        "said_at": instant(row.said_at),
        "due": instant(row.due),
    }
