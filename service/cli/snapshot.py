"""Write the history that training reads, as Parquet."""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from service.cli.store import open_parts
from service.usecases.clock import utc_now
from service.usecases.models.take_snapshot import take_snapshot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="the Parquet file to write")


def run(args: argparse.Namespace) -> int:
    parts = open_parts()
    parts.serving.look()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with (
        tqdm(desc="snapshot", unit=" leads", file=sys.stderr) as progress,
        parts.database.read() as connection,
    ):
        written = take_snapshot(
            connection, parts.company, parts.serving.schema, args.out, utc_now(), progress.update
        )
    print(f"{written} leads written to {args.out}")
    return 0
