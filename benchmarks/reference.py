"""Write `docs/reference.md` from the code itself: commands, options, settings, errors and plug-ins.

    python -m benchmarks.reference [--check]

`tests/house/test_documented.py` compares, so that nothing stands in the code that does not stand there.
"""

from __future__ import annotations

import argparse
import inspect
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

from muniment import errors, plugins
from muniment.cli import parser
from muniment.intake.custody import COLUMNS
from muniment.settings import TABLE

REFERENCE = Path(__file__).parents[1] / "docs" / "reference.md"
#: what a plug-in may say that it handles
HANDLES = ("KINDS", "SUFFIXES", "LANGUAGES", "TO", "SIGNATURES")


def commands(whole: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser, in the order in which `--help` lists them; those of several words too."""
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield f"{whole.prog} {name}", one
                yield from commands(one)


def options(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Each argument and option of a command as it is written, with its sentence."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        value = action.metavar or (action.dest.upper() if action.option_strings and action.nargs != 0 else action.dest)
        if action.choices and not action.metavar:
            value = "|".join(map(str, action.choices))
        shown = ", ".join(action.option_strings) or str(value)
        if action.option_strings and action.nargs != 0:
            shown += f" {value}"
        said = action.help or ""
        if said == argparse.SUPPRESS:
            said = ""
        yield shown, (said % {**vars(action), "prog": command.prog}).replace("|", "\\|")


def tree() -> Iterator[tuple[int, type[errors.MunimentError]]]:
    """The error tree, each class with its depth."""

    def below(one: type[errors.MunimentError], depth: int) -> Iterator[tuple[int, type[errors.MunimentError]]]:
        yield depth, one
        for under in one.__subclasses__():
            if under.__module__ == errors.__name__:
                yield from below(under, depth + 1)

    return below(errors.MunimentError, 0)


def first(text: str | None) -> str:
    """The first sentence or paragraph of a docstring, on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def reference() -> str:
    """The whole page."""
    lines = ["# Reference", "", "Written by `python -m benchmarks.reference` from the code; do not edit it.", ""]
    lines += ["## Commands", ""]
    lines += ["Exit: 0 done, also with recorded failures or a refusal (1 with `--strict`); `verify` 1 on a finding;"]
    lines += ["2 usage; 3 could not run. Errors are one line: what, where, what to do.", ""]
    for name, command in commands(parser()):
        lines += [f"### `{name}`", "", command.description or "", ""]
        listed = list(options(command))
        if listed:
            lines += ["| argument | what it is |", "|---|---|"]
            lines += [f"| `{shown}` | {said} |" for shown, said in listed] + [""]
    lines += ["## Settings", "", "`muniment.toml` in the case folder; an unknown key is an error.", ""]
    lines += ["| setting | default | what it is |", "|---|---|---|"]
    lines += [f"| `{name}` | `{one.default!r}` | {one.sentence} |" for name, one in TABLE.items()]
    lines += [
        "",
        "## `custody.csv`",
        "",
        f"Columns: {', '.join(f'`{name}`' for name in COLUMNS)}. Only `file` must be there.",
    ]
    lines += ["", "## Errors", "", "| error | exit | meaning |", "|---|---|---|"]
    for depth, error in tree():
        lines.append(f"| {'— ' * depth}`{error.__name__}` | {error.exit_code} | {first(error.__doc__)} |")
    lines += ["", "## Plug-ins", "", "Found by entry points of installed packages; see [the house](house.md).", ""]
    for kind in plugins.FUNCTIONS:
        if not entry_points(group=f"muniment.{kind}"):
            continue
        lines += [f"### {kind}", "", "| name | handles | what it does |", "|---|---|---|"]
        for plugin in plugins.find(kind):
            handles = [getattr(plugin.module, name) for name in HANDLES[:3] if hasattr(plugin.module, name)]
            shown = "; ".join(
                ", ".join(map(str, one)) if isinstance(one, tuple | list | set | frozenset) else str(one)
                for one in handles
            )
            lines.append(f"| `{plugin.name}` | {shown} | {first(inspect.getdoc(plugin.module))} |")
        lines.append("")
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def main() -> int:
    """Write the page, or with `--check` say whether it is the code's."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.reference", description="Write docs/reference.md.")
    given.add_argument("--check", action="store_true", help="only compare; 1 when it differs")
    if given.parse_args().check:
        return int(not REFERENCE.is_file() or REFERENCE.read_text(encoding="utf-8") != reference())
    REFERENCE.write_text(reference(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
