"""Finding plug-ins: readers, extractors, comparisons, methods and exports.

A plug-in is one module with a docstring, `NAME`, `VERSION`, `EXAMPLES` and one function. Built-in ones come in by the
same door as a stranger's: entry points of an installed package, group `muniment.<kind>`. No code is ever loaded from
a case folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from muniment.errors import BadPlugin

#: kind of plug-in → the one function that a plug-in of this kind must have
FUNCTIONS = {
    "readers": "read",
    "extractors": "extract",
    "comparisons": "compare",
    "methods": "estimate",
    "exports": "export",
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plug-in as found: its name, its version and its module."""

    name: str
    version: str
    module: ModuleType


def find(kind: str, *, found: Iterable[EntryPoint] | None = None) -> tuple[Plugin, ...]:
    """All plug-ins of `kind` ("readers", "extractors", …), by name.

    Raises `BadPlugin` when one breaks its contract or two share a name.
    """
    points = entry_points(group=f"muniment.{kind}") if found is None else found
    plugins: dict[str, Plugin] = {}
    for point in points:
        plugin = _load(kind, point)
        if plugin.name in plugins and plugins[plugin.name].module is not plugin.module:
            raise BadPlugin(f"two {kind} are called {plugin.name!r}; rename or uninstall one of them")
        plugins[plugin.name] = plugin
    return tuple(plugins[name] for name in sorted(plugins))


def _load(kind: str, point: EntryPoint) -> Plugin:
    try:
        module = point.load()
    except ImportError as error:
        raise BadPlugin(f"{kind} plug-in {point.name!r} cannot be imported ({error}); reinstall its package") from error
    wanted = ("NAME", "VERSION", "EXAMPLES", FUNCTIONS[kind])
    missing = [name for name in wanted if not hasattr(module, name)]
    if not module.__doc__:
        missing.append("a docstring")
    if missing:
        raise BadPlugin(f"{kind} plug-in {point.name!r} lacks {', '.join(missing)}; see docs/house.md, “A plug-in”")
    return Plugin(module.NAME, str(module.VERSION), module)
