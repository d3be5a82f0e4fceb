"""Score the leads that no model has scored yet, and put held-out scores where later ones stand."""

import argparse
import sys

from tqdm import tqdm

from model.lead.scorer import Scorer
from service.cli.store import open_parts
from service.parts import Parts
from service.usecases.clock import utc_now
from service.usecases.leads.score_missing import replace_later_scores, score_missing
from service.usecases.problems import Conflict


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_args: argparse.Namespace) -> int:
    parts = open_parts()
    parts.serving.look()
    scorer = parts.serving.scorer
    if scorer is None:
        raise Conflict("no model serves yet: `python -m service models promote VERSION` first")
    total, after = 0, None
    with tqdm(desc="score", unit=" leads", file=sys.stderr) as progress:
        while True:
            with parts.database.write() as connection:
                count, after = score_missing(connection, parts.company, scorer, after)
            progress.update(count)
            total += count
            if after is None:
                break
    print(f"{total} leads scored by {scorer.model_version}{_replaced(parts, scorer)}")
    return 0


def _replaced(parts: Parts, scorer: Scorer) -> str:
    total, more = 0, True
    while more:
        with parts.database.write() as connection:
            count, more = replace_later_scores(connection, parts.company, scorer, utc_now())
        total += count
    return f", {total} later scores replaced by held-out ones" if total else ""
