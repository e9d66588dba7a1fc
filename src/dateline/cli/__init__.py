"""The command line: each command reads its options, calls one public function and writes what it gives.

Data go to stdout, talk goes to stderr. Exit code 0: all well; 1: some documents or proofs failed; 2: misuse.
Imports of what is heavy stand inside the commands, so that `dateline --help` is there at once.
"""

# Each of these modules adds its commands to the group.
import dateline.cli.checking
import dateline.cli.coding
import dateline.cli.deciding
import dateline.cli.naming
import dateline.cli.places
import dateline.cli.projects
import dateline.cli.reports  # noqa: F401
from dateline.cli.coding import SAMPLE
from dateline.cli.program import cli, main

__all__ = ["SAMPLE", "cli", "main"]
