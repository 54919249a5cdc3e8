"""The import direction: a room knows the ground and no other room; only the roof knows rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "muniment"
ROOMS = frozenset({"archive", "intake", "claims", "corroboration", "matching", "estimates", "review"})
GROUND = frozenset({"records", "text", "dates", "errors", "plugins"})
#: what each part of the ground may import of the package: only what lies beneath it
BENEATH = {
    "errors": set(),
    "plugins": {"errors"},
    "records": {"errors", "records"},
    "text": {"errors", "records", "text"},
    "dates": {"errors", "records", "text", "dates"},
    "settings": {"errors"},
}


def imports(source: str) -> Iterator[str]:
    """Every module of the package that a source imports, inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "muniment")
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "a relative import"
            elif node.module == "muniment":
                yield from (f"muniment.{name.name}" for name in node.names)
            elif node.module and node.module.startswith("muniment."):
                yield node.module


def part(module: str) -> str:
    """The part of the package that a module belongs to: "muniment.intake.roles" → "intake"."""
    pieces = module.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "dates" if first.startswith("dates") else first


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_the_ground_and_no_other_room(path: Path) -> None:
    here = part_of(path)
    for module in imports(path.read_text(encoding="utf-8")):
        assert module != "a relative import", f"{path.name} uses a relative import"
        there = "dates" if part(module).startswith("dates") else part(module)
        if here in ROOMS:
            assert there in GROUND | {here, "__version__"}, f"{here} imports {module}"
        elif here in BENEATH:
            assert there in BENEATH[here], f"{here} imports {module}"
        elif here == "pages":
            assert there in GROUND | {"pages", "archive", "settings", "__version__"}, f"pages imports {module}"
        elif here == "pipeline":
            assert there != "cli", "pipeline imports cli"


def test_an_import_inside_a_function_counts() -> None:
    assert list(imports("def f():\n    from muniment.archive import Archive\n")) == ["muniment.archive"]
    assert list(imports("from muniment import matching")) == ["muniment.matching"]
    assert list(imports("from . import names")) == ["a relative import"]
