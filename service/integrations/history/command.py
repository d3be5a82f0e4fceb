"""`import`: a company's history out of its own files."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from service.integrations.history.draft import draft_map
from service.integrations.history.encoding import FileRefused
from service.integrations.history.map_file import load_map
from service.integrations.history.run import Importer
from service.integrations.history.table import open_table
from service.integrations.history.toml_document import MapRefused
from service.integrations.history.words import KINDS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=list(KINDS), help="what the file's rows are")
    parser.add_argument("--file", type=Path, required=True, help="CSV, Parquet, XLSX, XLS or ODS")
    parser.add_argument(
        "--map", type=Path, help="map.toml: the file's columns and values in Leadworth's words"
    )
    parser.add_argument("--draft-map", action="store_true", help="write a first --map from the file, to edit")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and keep nothing")
    parser.add_argument("--rejects", type=Path, help="write row, column and reason of each row not taken")


def run_command(args: argparse.Namespace, importer: Callable[[], Importer]) -> int:
    """The exit code: 0 where the import did its work. `importer` opens the store, where it is needed."""
    try:
        if args.draft_map:
            return _draft(args)
        if args.map is None:
            return _fail("--map is needed; --draft-map writes a first one")
        how = load_map(args.map, args.kind)
        summary = importer().run(args.file, how, dry_run=args.dry_run, rejects=args.rejects)
    except (FileRefused, MapRefused) as refused:
        return _fail(str(refused))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    print("\n".join(summary.lines()))
    return _fail("no row could be taken") if summary.did_nothing else 0


def _draft(args: argparse.Namespace) -> int:
    text = draft_map(args.kind, open_table(args.file))
    if args.map is None:
        print(text, end="")
        return 0
    try:
        with args.map.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return _fail(f"{args.map} is there already; a draft does not replace it")
    print(f"{args.map} is written; read every line of it, then try it with --dry-run", file=sys.stderr)
    return 0


def _fail(reason: str) -> int:
    print(f"import: {reason}", file=sys.stderr)
    return 1
