"""`GET /v1/quality` and `GET /v1/campaigns/{key}/quality`."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa

from model.vocabulary import MARKETING_REASONS, SHARED_REASONS
from service.settings import load_settings
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.usecases.quality.quality_sentences import CURES, cure, owner
from service.words import LANGUAGES, keys


@pytest.fixture
def settings(sqlite_url, schema_file):
    """On SQLite only: the queries are tried on both databases with the use case."""
    return replace(load_settings(), database_url=sqlite_url, lead_schema=schema_file)


@pytest.fixture
def signed(crm, marketing):
    """Both teams sign this quality target."""

    def sign(target):
        body = {"by": "marketing-01", "terms": {"quality_target": target}}
        version = marketing.post("/v1/agreement", body).json["version"]
        for client, side, by in ((marketing, "marketing", "marketing-01"), (crm, "sales", "sale-01")):
            signature = {"side": side, "by": by}
            assert client.post(f"/v1/agreement/{version}/signature", signature).status_code == 200
        return version

    return sign


@pytest.fixture
def judged(crm, parts, ago):
    """So many leads of a campaign, 10 days old, with what was said of each, in turn."""

    def keep(campaign, *said, ad_set="", expected=None):
        rows = [
            {"campaign": campaign, "submitted_at": ago(days=10), "tracking": {"ad_set": ad_set}} for _ in said
        ]
        answer = crm.post("/v1/leads/batch", {"leads": rows})
        assert answer.status_code == 200, answer.text
        ids = [result["id"] for result in answer.json["results"]]
        with parts.database.write() as connection:
            for lead_id, word in zip(ids, said, strict=True):
                own = lead_states.c.lead_id == UUID(lead_id)
                connection.execute(sa.update(lead_states).where(own).values(disposition=word))
            connection.execute(sa.update(leads).values(quality_probability=expected))

    return keep


def test_groups_with_reasons_and_their_usual_cure(judged, marketing, signed):
    version = signed(0.5)
    judged("tet", *["qualified"] * 4, *["wrong_number"] * 3, "no_need", "bad_timing", None, expected=0.25)
    answer = marketing.get("/v1/quality", lang="en")
    assert answer.status_code == 200, answer.text
    assert (answer.json["agreement"], answer.json["by"], answer.json["undated"]) == (version, "campaign", 0)
    (tet,) = answer.json["groups"]
    assert (tet["campaign"], tet["countable"], tet["due"], tet["judged"], tet["qualified"]) == (
        "tet",
        10,
        10,
        9,
        4,
    )
    assert tet["raw"] == pytest.approx(4 / 9)
    assert tet["low"] < tet["value"] < tet["high"]
    assert (tet["verdict"], tet["target"], tet["basis"]) == ("too_few", 0.5, "raw")
    first, *others = tet["reasons"]
    assert first == {
        "reason": "wrong_number",
        "leads": 3,
        "share": pytest.approx(3 / 9),
        "owner": "marketing",
        "cure_key": "confirm_phone",
        "cure": "Let people confirm their phone number on the form.",
    }
    assert {each["reason"]: each["owner"] for each in others} == {
        "no_need": "marketing",
        "bad_timing": "shared",
    }
    assert (tet["leading"]["n"], tet["leading"]["value"]) == (1, 0.25)
    assert tet["scored_later"] is None  # no model scored them at submit


def test_the_sentence_says_how_many_more_it_takes(judged, marketing, signed):
    signed(0.7)
    judged("tet", *["qualified"] * 4, *["no_need"] * 3)
    (tet,) = marketing.get("/v1/quality", lang="en").json["groups"]
    assert tet["sentence"].startswith("Too few to say against the target of 70\xa0%: about ")
    (tet,) = marketing.get("/v1/quality").json["groups"]
    assert tet["sentence"].startswith("Chưa đủ số để kết luận so với mục tiêu 70")
    assert f"khoảng {tet['more_needed']} số" in tet["sentence"]


@pytest.mark.parametrize(
    ("target", "said", "words"),
    [
        (0.6, {"qualified": 60, "no_need": 140}, ["30", "thấp hơn mục tiêu 60"]),
        (0.1, {"qualified": 60, "no_need": 140}, ["30", "cao hơn mục tiêu 10"]),
        (0.6, {"qualified": 20, None: 80}, ["Mới đánh giá 20/100 số đến hạn"]),
        (None, {"qualified": 60, "no_need": 140}, ["Hai đội chưa ký mục tiêu"]),
    ],
)
def test_each_verdict_has_its_sentence(judged, marketing, signed, target, said, words):
    if target is not None:
        signed(target)
    judged("tet", *[word for word, count in said.items() for _ in range(count)])
    (tet,) = marketing.get("/v1/quality").json["groups"]
    assert all(word in tet["sentence"] for word in words), tet["sentence"]


def test_a_rate_that_takes_over_a_year_to_tell_apart_is_practically_at_its_target(judged, marketing, signed):
    signed(0.5)
    judged("tet", *["qualified", "no_need"] * 20, "qualified")
    (tet,) = marketing.get("/v1/quality").json["groups"]
    assert "gần như bằng mục tiêu 50" in tet["sentence"], tet["sentence"]


def test_every_reason_has_a_cure_in_both_languages():
    assert CURES.keys() == {*MARKETING_REASONS, *SHARED_REASONS}
    for language in LANGUAGES:
        assert all(cure(reason, language).endswith(".") for reason in CURES)
    assert keys("quality", "vi").keys() == keys("quality", "en").keys()
    assert {owner(reason) for reason in SHARED_REASONS} == {"shared"}


def test_one_campaign_by_week_ad_set_and_ad(judged, crm, signed):
    signed(0.5)
    judged("tet/2026", "qualified", "no_need", ad_set="a")
    judged("tet/2026", "qualified", ad_set="b")
    judged("he", "qualified")
    page = crm.get("/v1/campaigns/tet%2F2026/quality")
    assert page.status_code == 200, page.text
    assert (page.json["campaign"], page.json["countable"], page.json["qualified"]) == ("tet/2026", 3, 2)
    assert [(each["ad_set"], each["judged"]) for each in page.json["ad_sets"]] == [("a", 2), ("b", 1)]
    assert [(each["ad_set"], each["ad"]) for each in page.json["ads"]] == [("a", ""), ("b", "")]
    (week,) = page.json["weeks"]
    assert (week["countable"], week["target"]) == (3, 0.5)
    assert week["week"][4:6] == "-W"


def test_a_campaign_without_leads_is_too_few_and_an_unknown_one_not_found(crm, marketing, problem, signed):
    signed(0.5)
    crm.put("/v1/campaigns/he", {"channel": "facebook"})
    page = marketing.get("/v1/campaigns/he/quality").json
    assert (page["countable"], page["raw"], page["verdict"], page["weeks"]) == (0, None, "too_few", [])
    assert page["high"] - page["low"] > 0.8
    assert page["sentence"] == "Chưa có lead nào được tính, nên chưa có tỷ lệ số chất lượng."
    problem(marketing.get("/v1/campaigns/none/quality"), 404)
    problem(marketing.get("/v1/campaigns/%20/quality"), 404)


def test_a_period_and_what_it_leaves_out(judged, marketing, problem, ago):
    judged("tet", "qualified")
    day = ago(days=30)[:10]
    answer = marketing.get("/v1/quality", until=day).json
    assert (answer["until"], answer["groups"][0]["countable"]) == (day, 0)
    problem(marketing.get("/v1/quality", since=day, until=day), 422, "/until")
    problem(marketing.get("/v1/quality", by="moon"), 422, "/by")


def test_every_grouping_is_answered_under_its_names(judged, marketing):
    judged("tet", "qualified")
    for by in ("campaign", "ad_set", "ad", "channel", "rep", "product", "week"):
        (group,) = marketing.get("/v1/quality", by=by).json["groups"]
        assert by in group
        assert group["countable"] == 1
