"""The command `muniment`: each subcommand calls one face and prints.

Exit: 0 done, also with recorded failures or a refusal (1 with `--strict`); `verify` 1 on a finding; 2 usage; 3 could
not run. Errors are one line: what, where, what to do; they never quote the content of a document.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from muniment import __version__
from muniment.errors import MunimentError, UsageError


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and whose exit code is 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line, made of the parts in `muniment.commands`."""
    whole = _Parser(
        prog="muniment",
        description="Turns what people have said about an atrocity into a record that can be checked.",
        epilog="Every command takes --case DIR (default ./case); names, link and estimate need none.",
    )
    whole.add_argument("--version", action="version", version=f"muniment {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    # imported here: a worker process imports this module again, and needs none of the commands
    from muniment.commands import COMMANDS

    for group in COMMANDS:
        group.add_to(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = parser().parse_args(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    except KeyboardInterrupt:
        print("muniment: stopped before it began", file=sys.stderr)
        return 130
    try:
        code: int = given.run(given)
        sys.stdout.flush()
        return code
    except MunimentError as error:
        print(f"muniment {given.command}: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print(f"muniment {given.command}: stopped; what was recorded so far is kept, run it again", file=sys.stderr)
        return 130
    except MemoryError:
        print(
            f"muniment {given.command}: out of memory; nothing recorded is lost; use fewer processes", file=sys.stderr
        )
        return 3
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(
            f"muniment {given.command}: {where}{error.strerror or error}; check it and run this again", file=sys.stderr
        )
        return 3


if __name__ == "__main__":
    sys.exit(main())
