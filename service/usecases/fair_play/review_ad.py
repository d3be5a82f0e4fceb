"""A rep looks at an ad before it runs, and says whether she could sell what it promises."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from service.store import ad_reviews, reps
from service.store.columns import Row
from service.store.ids import new_id
from service.usecases.problems import NotFound, refuse

READY, CHANGE = VERDICTS = ("ready", "change")


def ask_for_review(
    connection: sa.Connection, campaign_id: UUID | None, ad: str, text: str, by: str, now: datetime
) -> UUID:
    """The review's id."""
    review_id = new_id()
    ad_reviews.add(
        connection, id=review_id, campaign_id=campaign_id, ad=ad, text=text, asked_by=by, asked_at=now
    )
    return review_id


def find_review(connection: sa.Connection, review_id: UUID) -> Row:
    """Raises NotFound."""
    review = ad_reviews.find(connection, review_id)
    if review is None:
        raise NotFound("there is no such ad review")
    return review


def give_review(
    connection: sa.Connection, review_id: UUID, rep: str, verdict: str, note: str | None, now: datetime
) -> None:
    """Raises NotFound, or Refused where the ad was reviewed already, or `change` does not say what."""
    review = find_review(connection, review_id)
    if review.reviewed_at is not None:
        raise refuse("/verdict", "reviewed", "an ad that nobody has reviewed yet is needed")
    if verdict == CHANGE and not note:
        raise refuse("/note", "required", "what should change is needed")
    rep_id = reps.ids(connection, [rep], now)[rep]
    ad_reviews.decide(connection, review_id, rep_id=rep_id, verdict=verdict, note=note, reviewed_at=now)
