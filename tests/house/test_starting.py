"""A command starts soon: what is heavy is imported by the worker that needs it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("spacy", "numba", "torch", "pandas", "duckdb", "splink", "statsmodels")
SCRIPT = f"""
import sys
from muniment import claims, cli, intake
cli.parser()
intake.available(), claims.available()
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_the_parent_imports_nothing_heavy() -> None:
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.strip() == "[]"
