"""The docs tell the truth: the README opens as it must, and every command line in the docs is one that exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from muniment.cli import parser

ROOT = Path(__file__).parents[2]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMAND = re.compile(
    r"^(?:\s{4}|\s*\$ )(?:\.venv/bin/)?muniment (?P<words>[^#\n]+)$|`muniment (?P<inline>[a-z][^`…|\n]*)`", re.M
)


def commands() -> list[tuple[str, str]]:
    found = []
    for path in DOCS:
        for match in COMMAND.finditer(path.read_text(encoding="utf-8").replace("$ .venv/bin/", "$ ")):
            words = match["words"] or match["inline"]
            if path.name != "reference.md" and not re.search(r"[\[\]]|…|\.\.\.", words):
                found.append((path.name, words.split(" > ")[0].strip()))
    return found


def test_the_readme_opens_as_it_must() -> None:
    opening = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split("\n")[:25])
    for words in (
        "turns what people have said about an atrocity into a record that can be checked",
        "documentation groups",
        "make demo",
        "muniment search",
        "What it will **not** do",
        "Not yet fit for confidential testimony: public documents only.",
    ):
        assert words in opening


@pytest.mark.parametrize(("where", "words"), commands())
def test_a_command_in_the_docs_exists(where: str, words: str) -> None:
    given = shlex.split(words)
    if given[0] in (
        "build",
        "names",
        "estimate",
        "link",
        "verify",
        "info",
        "search",
        "export",
        "diff",
        "remove",
        "serve",
    ):
        known = parser().format_help()
        assert given[0] in known
    options = [word.split("=")[0] for word in given if word.startswith("--")]
    help_text = _help(given)
    for option in options:
        assert option in help_text, f"{where}: {option}"


def _help(given: list[str]) -> str:
    """The help of the subcommand that `given` calls (of its part, for names)."""
    current = parser()
    for word in given:
        actions = [
            action for action in current._actions if hasattr(action, "choices") and isinstance(action.choices, dict)
        ]
        if not actions or word not in actions[0].choices:
            break
        current = actions[0].choices[word]
    return current.format_help()


def test_there_are_commands_in_the_docs() -> None:
    assert len(commands()) > 10
