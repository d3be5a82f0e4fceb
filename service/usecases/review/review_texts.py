"""A review as Markdown for the meeting, and as a plain text that any chat takes."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from model.writing.numbers import Language
from service.store.columns import Row
from service.usecases.bridge.period_figures import BOOKED, IN_TIME, LEADS, QUALITY, SPEND
from service.usecases.company import Company
from service.usecases.review.review_lines import Lines
from service.usecases.review.review_week import CHANGE, TEST, Review
from service.usecases.review.review_week import RUNNING as RUNNING_NOTE

MOST_CHARACTERS: Final = 999
_LONGEST_LINE: Final = 170
_COLUMNS: Final = ("figure", "now", "last", "target", "since")


def markdown(company: Company, review: Review, language: Language) -> str:
    lines = Lines(company, review, language)
    sections = [
        ("effort", [*lines.effort(), *_changes(lines)]),
        ("figures", _table(lines)),
        ("why", lines.why()),
        ("alerts", [lines.alert(alert) for alert in review.alerts] or [lines.word("no_alerts")]),
        ("running", _running(lines)),
        ("heard", _heard(lines)),
        ("thanks", lines.thanks()),
        ("actions", [lines.action(action) for action in review.actions]),
        ("earlier", [_with_result(lines, action) for action in review.earlier]),
    ]
    parts = [f"# {_plain(lines.title())}", _plain(lines.state())]
    for heading, body in sections:
        parts.append(f"## {lines.word(heading)}")
        if heading == "figures":
            parts.append("\n".join(body))
        else:
            parts.append("\n".join(f"- {_plain(line)}" for line in body) or lines.word("nothing"))
    return "\n\n".join(parts) + "\n"


def plain_text(company: Company, review: Review, language: Language) -> str:
    """Under 1,000 characters whatever the names are: what matters most stays, long lines are cut."""
    lines = Lines(company, review, language)
    effort, open_alerts = lines.effort(), [alert for alert in review.alerts if alert.closed_at is None]
    by_need: list[tuple[int, str]] = [
        (0, lines.title()),
        (1, effort[0]),
        (1, effort[1]),
        *((2, lines.figure(name)) for name in (LEADS, QUALITY, BOOKED)),
        (5, lines.figure(SPEND)),
        (5, lines.figure(IN_TIME)),
        (4, lines.why()[0]),
        *((6, line) for line in lines.why()[1:]),
    ]
    if open_alerts:
        first = lines.alert(open_alerts[0])
        by_need.append((3, lines.word("alerts_open", count=len(open_alerts), first=first)))
    if review.heard:
        by_need.append((7, lines.word("heard_count", count=len(review.heard))))
    by_need += [(4, line) for line in lines.thanks()[:2]]
    by_need += [(3, f"→ {lines.action(action)}") for action in review.actions if action.done_at is None]
    return fit(by_need, MOST_CHARACTERS)


def fit(lines: Sequence[tuple[int, str]], most: int) -> str:
    """The lines that fit into so many characters, those with the smallest number first, in their order.

    >>> fit([(0, "Họp tuần"), (2, "một dòng dài"), (1, "ngắn")], 14)
    'Họp tuần\\nngắn'
    >>> len(fit([(0, "x" * 500)] * 9, 999)) <= 999
    True
    """
    kept: dict[int, str] = {}
    left = most
    for place in sorted(range(len(lines)), key=lambda place: (lines[place][0], place)):
        line = shortened(lines[place][1], _LONGEST_LINE)
        cost = len(line) + (1 if kept else 0)
        if cost <= left:
            kept[place] = line
            left -= cost
    return "\n".join(kept[place] for place in sorted(kept))


def shortened(line: str, most: int) -> str:
    """At most so many characters, on one line; what was cut is marked.

    >>> shortened("một dòng dài", 8), shortened("a\\nb", 8)
    ('một dòn…', 'a b')
    """
    whole = line.replace("\r", " ").replace("\n", " ")
    return whole if len(whole) <= most else whole[: most - 1] + "…"


def _changes(lines: Lines) -> Iterable[str]:
    review = lines.review
    yield from (lines.change_made(row) for row in review.changes)
    for note in (*review.noted(CHANGE), *review.noted(TEST)):
        yield f"{lines.word(f'side_{note.side}')}: {note.text}"


def _table(lines: Lines) -> list[str]:
    columns = [lines.word(f"column_{name}") for name in _COLUMNS]
    rows = [[_cell(cell) for cell in lines.row(figure)] for figure in lines.review.figures]
    if lines.review.closed is None:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    shown = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(row)} |" for row in shown]


def _running(lines: Lines) -> list[str]:
    noted = [note.text for note in lines.review.noted(RUNNING_NOTE)]
    return [*(lines.running(each) for each in lines.review.running), *noted]


def _heard(lines: Lines) -> list[str]:
    return [
        f"{campaign or '–'}: {lines.heard(row)}"
        for campaign, rows in groupby(lines.review.heard, key=lambda row: row.campaign)
        for row in rows
    ]


def _with_result(lines: Lines, action: Row) -> str:
    parts = [lines.action(action), lines.moved(action)]
    return "; ".join(part for part in parts if part)


def _plain(line: str) -> str:
    """What somebody wrote is a text, not Markdown's marks: on one line, with no table, tag or heading."""
    text = shortened(line, 2000)
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, f"\\{mark}")
    return text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
