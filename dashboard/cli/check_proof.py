"""`check-proof`: check a proof against published checkpoints, without the record."""

import argparse
from pathlib import Path

from dashboard.cli.speech import DONE, Commands, bad_usage
from dashboard.proofs import ProofRequest, check_files


def add_to(commands: Commands) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser("check-proof", help="check a proof against published checkpoints, without the record")
    parser.add_argument("proof", nargs="?", type=Path, metavar="PROOF", help="the proof's file; without it: the checkpoint alone")
    parser.add_argument("--checkpoint", required=True, type=Path, help="the published checkpoint; of two, the later one")
    parser.add_argument("--earlier", type=Path, help="the earlier checkpoint, for a proof that nothing in it was changed")
    parser.add_argument("--key", default="", help="the key that signed, as published: NAME+ID+BASE64")
    parser.add_argument("--time-stamp", type=Path, help="a time stamp of the checkpoint (RFC 3161); needs --trusted")
    parser.add_argument("--trusted", type=Path, help="certificates of the time-stamp authority (PEM)")
    parser.set_defaults(run=_check_proof)


def _check_proof(options: argparse.Namespace) -> int:
    if (options.time_stamp is None) != (options.trusted is None):
        bad_usage("--time-stamp and --trusted go together")
    files = (options.time_stamp, options.trusted)
    for line in check_files(ProofRequest(options.proof, options.checkpoint, options.earlier, options.key, *files)):
        print(line)
    return DONE
