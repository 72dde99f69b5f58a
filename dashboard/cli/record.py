"""The commands that keep watch over the record: verify, checkpoint, prove, backup, restore."""

import argparse
import sys
from pathlib import Path

from dashboard.cli.progress import told_on
from dashboard.cli.speech import Commands
from dashboard.records import RecordPlace, back_up, bring_back, check_record, prove_entry, prove_growth, publish_record
from dashboard.settings import data_folder, database_url
from dashboard.store.proof_file import write_proof
from dashboard.store.publish import NotStamped, Stamped
from dashboard.store.signing import read_verifier_key, signing_key

_WHERE = "data folder; default: DATABASE_URL, else DASHBOARD_DATA, else var"
_UNSURE = "note: without a checkpoint kept elsewhere, a record rewritten with care cannot be told from the true one"
_HOLDS, _HAS_FAULTS = 0, 1


def add_to(commands: Commands) -> None:
    """Add the commands to the parser's."""
    _add_verify(commands.add_parser("verify", help="check that nothing in the record was changed, taken away or put back"))
    _add_checkpoint(commands.add_parser("checkpoint", help="write what the record comes to now, to publish or hand over"))
    _add_prove(commands.add_parser("prove", help="write a proof against published checkpoints, see check-proof"))
    backup = commands.add_parser("backup", help="write the whole record to one file, while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file; a ZIP of open formats")
    _add_place(backup, _backup)
    restore = commands.add_parser("restore", help="bring a record back from its backup, to where there is none yet")
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that backup wrote")
    _add_place(restore, _restore)


def _add_place(parser: argparse.ArgumentParser, run: object) -> None:
    parser.add_argument("--data", type=Path, metavar="FOLDER", help=_WHERE)
    parser.set_defaults(run=run)


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="a checkpoint that was published before")
    parser.add_argument("--key", default="", help="the key that has to have signed it: NAME+ID+BASE64")
    _add_place(parser, _verify)


def _add_checkpoint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where to write it")
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign with this key, which is made where there is none")
    parser.add_argument("--key-name", default="", metavar="NAME", help="the key's name, such as the mission's; needs --key")
    parser.add_argument("--time-stamp", default="", metavar="URL", help="ask this server for a time stamp (RFC 3161)")
    _add_place(parser, _checkpoint)


def _add_prove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--checkpoint", required=True, type=Path, metavar="FILE", help="a published checkpoint; of two, the later"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--entry", type=int, metavar="NUMBER", help="prove that this entry is in the record")
    what.add_argument("--earlier", type=Path, metavar="FILE", help="prove that the record of this checkpoint was only added to")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write the proof")
    _add_place(parser, _prove)


def _verify(options: argparse.Namespace) -> int:
    trusted = (read_verifier_key(options.key),) if options.key else ()
    found = check_record(_place(options), options.checkpoint, trusted)
    for fault in found.faults:
        print(f"fault: {fault}")
    against = f", held against {options.checkpoint}" if options.checkpoint else ""
    counted = f"{found.entries} entries, {found.originals} originals, root {found.root.hex()}{against}"
    print(f"{'intact' if not found.faults else f'{len(found.faults)} faults'}: record {found.record_id}, {counted}")
    if not options.checkpoint:
        print(_UNSURE, file=sys.stderr)
    return _HAS_FAULTS if found.faults else _HOLDS


def _checkpoint(options: argparse.Namespace) -> int:
    key = signing_key(options.key, options.key_name) if options.key else None
    made = publish_record(_place(options), options.out, key=key, server=options.time_stamp)
    print(made.path)
    if key:
        print(f"signed; whoever checks it needs the key {key.verifier.words}")
    match made.stamp:
        case Stamped(path):
            print(f"time stamp: {path}")
        case NotStamped(why):
            print(f"note: it has no time stamp: {why}", file=sys.stderr)
    return _HOLDS


def _prove(options: argparse.Namespace) -> int:
    place = _place(options)
    if options.earlier:
        proof = prove_growth(place, options.earlier, options.checkpoint)
    else:
        proof = prove_entry(place, options.entry, options.checkpoint)
    with options.out.open("xb") as file:
        file.write(write_proof(proof))
    print(options.out)
    return _HOLDS


def _backup(options: argparse.Namespace) -> int:
    with told_on(sys.stderr) as progress:
        made = back_up(_place(options), options.file, progress)
    print(f"{options.file}: {made.entries} entries, {made.originals} originals, {made.drafts} drafts, root {made.root}")
    return _HOLDS


def _restore(options: argparse.Namespace) -> int:
    with told_on(sys.stderr) as progress:
        brought = bring_back(_place(options), options.file, progress)
    found = brought.record
    counted = f"{found.entries} entries, {found.originals} originals, {brought.drafts} drafts"
    print(f"restored and checked: record {found.record_id}, {counted}")
    return _HOLDS


def _place(options: argparse.Namespace) -> RecordPlace:
    return RecordPlace(options.data or data_folder(), "" if options.data else database_url())
