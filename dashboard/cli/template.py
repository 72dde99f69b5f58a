"""`template`: write a published agreement to start from, or list them."""

import argparse
from pathlib import Path

from dashboard.cli.speech import DONE, Commands, bad_usage
from dashboard.ingest.agreements.templates import WARNING
from dashboard.report.save import refuse_unwritable, save_all
from dashboard.workflows import agreement_template, agreement_templates


def add_to(commands: Commands) -> None:
    """Add the command to the parser's."""
    template = commands.add_parser("template", help="write a published agreement to start from, or list them")
    template.add_argument("name", nargs="?", metavar="NAME", help="which one; without it they are listed")
    template.add_argument("--out", type=Path, metavar="FOLDER", help="folder to write it into")
    template.set_defaults(run=_template)


def _template(options: argparse.Namespace) -> int:
    if not options.name:
        for one in agreement_templates():
            print(f"{one.name}\t{one.title}; {len(one.asks)} things to supply")
        return DONE
    if not options.out:
        bad_usage("template needs --out, the folder to write it into")
    chosen = agreement_template(options.name)
    path = options.out / chosen.file_name
    if path.exists():
        bad_usage(f"{path} is there already, and is not written over")
    refuse_unwritable([path])
    save_all({path: chosen.data})
    print(f"{path}: {WARNING}")
    for asked in chosen.asks:
        print(f"supply: {asked}")
    return DONE
