"""How long each page takes over 50,000 leads, and whether any grows with them: `make bench-pages`.

Every page that a role comes to by links, in this process, on SQLite: first with nothing kept ("cold"), then
ten times. "work" is the processor's part of that, which a busy machine does not stretch; the ratio is of it,
over the same on a company of a tenth of the leads.
"""

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bench.page_company import company, signed_in
from bench.page_links import bytes_before_charts
from bench.page_walk import Opened, walk
from model.vocabulary import ROLES
from service.store.kept_answers import kept_answers
from service.web.frame.page import COOKIE

TIMES: Final = 10
MOST_MS, MOST_BYTES, MOST_RATIO = 200.0, 300_000, 1.5
# A difference that nobody can feel is no growth.
_FELT_MS: Final = 15.0
# Who sees most first: a page that two roles may open is opened once.
_FIRST: Final = "admin"


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of this process's clock, but `work` of its processor's; `size` in bytes."""

    kind: str
    role: str
    address: str
    cold: float
    warm: list[float]
    work: float
    size: int

    @property
    def usual(self) -> float:
        return statistics.median(self.warm)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.pages")
    parser.add_argument("--leads", type=int, default=50_000)
    parser.add_argument("--only", help="addresses that hold this text")
    chosen = parser.parse_args()
    many, few = (_measure(leads, chosen.only) for leads in (chosen.leads, chosen.leads // 10))
    missed = _report(many, few, chosen.leads)
    return 1 if missed else 0


def _measure(leads: int, only: str | None) -> dict[str, Timed]:
    app = company(leads)
    parts = app.extensions["leadworth"]
    with parts.database.write() as connection:
        connection.execute(sa.delete(kept_answers))
    found: dict[str, Timed] = {}
    for role, token in sorted(signed_in(parts).items(), key=lambda each: _place(each[0])):
        _say(f"{leads:,} leads: pages of {role}")
        for each in _timed(app, role, token, only):
            found.setdefault(each.kind, each)
    parts.database.close()
    return found


def _place(role: str) -> int:
    return -1 if role == _FIRST else ROLES.index(role)


def _timed(app: Flask, role: str, token: str, only: str | None) -> Iterator[Timed]:
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    pages = walk(app, token)
    while True:
        begun = time.perf_counter()
        opened = next(pages, None)
        if opened is None:
            return
        cold = 1000 * (time.perf_counter() - begun)
        if opened.answer.status_code != 200:
            _say(f"{opened.address} answers {opened.answer.status_code}")
        elif only is None or only in opened.address:
            yield _again(client, opened, role, cold)


def _again(client: FlaskClient, opened: Opened, role: str, cold: float) -> Timed:
    warm, work = [], []
    gc.collect()
    for _ in range(TIMES):
        begun, worked = time.perf_counter(), time.process_time()
        client.get(opened.address)
        warm.append(1000 * (time.perf_counter() - begun))
        work.append(1000 * (time.process_time() - worked))
    size = bytes_before_charts(opened.answer.data)
    return Timed(opened.kind, role, opened.address, cold, warm, statistics.median(work), size)


def _report(many: dict[str, Timed], few: dict[str, Timed], leads: int) -> int:
    """Prints a line a page, slow ones first; how many miss something."""
    width = max(len(kind) for kind in many)
    heads = ("bytes", "warm ms p50", "worst", "work ms", "ratio", "cold ms")
    print(f"{'page':<{width}} {'role':<10} {' '.join(f'{each:>11}' for each in heads)}")
    missed = 0
    for kind, page in sorted(many.items(), key=lambda each: -each[1].usual):
        ratio = _ratio(page, few.get(kind))
        misses = _misses(page, few.get(kind), ratio)
        missed += bool(misses)
        shown = "–" if ratio is None else f"{ratio:.2f}"
        times = (page.usual, max(page.warm), page.work)
        figures = [f"{page.size}", *(f"{each:.0f}" for each in times), shown, f"{page.cold:.0f}"]
        line = f"{kind:<{width}} {page.role:<10} {' '.join(f'{each:>11}' for each in figures)}"
        print(f"{line}  {', '.join(misses)}".rstrip())
    print(
        f"{len(many)} pages over {leads:,} leads, {missed} miss; load of the machine {os.getloadavg()[0]:.1f}"
    )
    return missed


def _ratio(page: Timed, other: Timed | None) -> float | None:
    """None where the smaller company has no such page."""
    return page.work / max(other.work, 0.1) if other else None


def _misses(page: Timed, other: Timed | None, ratio: float | None) -> list[str]:
    grows = other and ratio and ratio > MOST_RATIO and page.work - other.work > _FELT_MS
    return [
        *(["SLOW"] if page.usual >= MOST_MS else []),
        *(["LARGE"] if page.size >= MOST_BYTES else []),
        *(["GROWS"] if grows else []),
    ]


def _say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
