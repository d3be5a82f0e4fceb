"""Tables: the figures beneath a picture, and facts by name."""

from collections.abc import Iterable, Sequence

from training.card.page.html import Html, tag


def data_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Html:
    """One line a row, its first cell the name; scrolls by itself where the screen is narrow.

    The caption is for those who hear the page: a heading says it to others. ``told`` is a kind whose last
    column is a sentence.
    """
    head = tag("tr", [tag("th", each, scope="col") for each in heads])
    body = (tag("tr", tag("th", row[0], scope="row"), [tag("td", cell) for cell in row[1:]]) for row in rows)
    table = tag(
        "table",
        tag("caption", tag("span", caption, class_="unseen")),
        tag("thead", head),
        tag("tbody", body),
        class_=kind,
    )
    # A region that scrolls must be reachable by keys.
    return tag("div", table, class_="wide", tabindex="0", role="region", aria_label=caption)


def facts_table(rows: Iterable[tuple[str, str]]) -> Html:
    """A name and what it is, a line each."""
    body = (tag("tr", tag("th", name, scope="row"), tag("td", told)) for name, told in rows)
    return tag("table", tag("tbody", body), class_="facts")
