"""Each room's face is exact: what `__all__` names exists, is documented, and is about five names."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "muniment"
ROOMS = ["archive", "intake", "claims", "corroboration", "matching", "estimates", "review"]
BUILT = [room for room in ROOMS if (PACKAGE / room / "__init__.py").exists()]
MOST = 12


@pytest.mark.parametrize("room", BUILT)
def test_a_face_is_exact(room: str) -> None:
    module = importlib.import_module(f"muniment.{room}")
    assert module.__doc__ and len(module.__doc__) > 80, "a face tells a newcomer what the room is for"
    assert sorted(module.__all__) == sorted(set(module.__all__))
    assert 1 <= len(module.__all__) <= MOST
    for name in module.__all__:
        thing = getattr(module, name)
        if callable(thing):
            assert thing.__doc__, f"{room}.{name} has no docstring"
