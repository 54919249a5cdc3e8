"""Every command, option, setting, error and plug-in stands in `docs/reference.md`, with a sentence."""

from __future__ import annotations

import ast
from importlib.metadata import entry_points

import pytest

from benchmarks import reference
from muniment import errors, plugins
from muniment.cli import parser
from muniment.settings import TABLE

PAGE = reference.REFERENCE.read_text(encoding="utf-8")
COMMANDS = dict(reference.commands(parser()))


def test_the_page_is_what_the_code_says() -> None:
    assert reference.reference() == PAGE, "write it anew: python -m benchmarks.reference"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_documented(name: str) -> None:
    assert f"### `{name}`" in PAGE
    assert COMMANDS[name].description, f"{name} has no description"
    for shown, said in reference.options(COMMANDS[name]):
        assert f"| `{shown}` | " in PAGE
        assert said.strip(), f"{name} {shown} has no sentence"


def test_every_setting_is_documented() -> None:
    for name, setting in TABLE.items():
        assert setting.sentence.endswith("."), name
        assert f"| `{name}` |" in PAGE


def test_every_error_is_documented() -> None:
    source = ast.parse((reference.REFERENCE.parents[1] / "muniment" / "errors.py").read_text(encoding="utf-8"))
    classes = [node.name for node in source.body if isinstance(node, ast.ClassDef)]
    assert [error.__name__ for _, error in reference.tree()] and set(classes) == {
        error.__name__ for _, error in reference.tree()
    }
    for name in classes:
        assert f"`{name}`" in PAGE
        assert name in (errors.__doc__ or ""), f"{name} is missing from the tree at the top of errors.py"


def test_every_plugin_is_documented() -> None:
    for kind in plugins.FUNCTIONS:
        for point in entry_points(group=f"muniment.{kind}"):
            assert f"| `{plugins._load(kind, point).name}` |" in PAGE
