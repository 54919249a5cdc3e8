"""Run the benchmarks and write their table, `docs/benchmarks.md`: `make bench`.

    python -m benchmarks [--only NAME …] [--quick] [--list]

Each benchmark is a script that prints a table and writes its figures with `--json`. What a benchmark of data that are
not the project's cannot find is "not here". Figures of benchmarks that were not run stay as they were.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.listed import BENCHMARKS, Benchmark

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "benchmarks.md"
KEPT = ROOT / "docs" / "benchmarks.json"
NOT_HERE = "not here"


def figures(data: Any, name: str = "") -> Iterator[tuple[str, str, str]]:
    """Every figure of a benchmark's JSON: what, the goal where the benchmark says it, the value."""
    if isinstance(data, dict) and "what" in data:
        yield str(data["what"]), str(data.get("goal", "")), _shown(data.get("figure", data.get("got")))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from figures(value, f"{name}, {key}" if name else str(key))
    elif isinstance(data, list) and any(isinstance(one, dict | list) for one in data):
        for number, one in enumerate(data, 1):
            labels = (
                [str(value) for value in one.values() if isinstance(value, str)][:1] if isinstance(one, dict) else []
            )
            label = labels[0] if labels and "what" not in one else str(number)
            yield from figures(one, name if isinstance(one, dict) and "what" in one else f"{name} {label}".strip())
    elif isinstance(data, list):
        yield name, "", " – ".join(map(_shown, data))
    else:
        yield name, "", _shown(data)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.3f}" if abs(value) < 10 else f"{value:,.1f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value).replace("|", "/").replace("\n", " ")


def run(one: Benchmark, *, quick: bool) -> dict[str, Any]:
    """Run a benchmark; its command, its rows, and how long it took."""
    options = one.quick if quick else one.full
    command = ["python", one.script, *options]
    result: dict[str, Any] = {"command": " ".join(command), "rows": [], "seconds": 0}
    if one.needs and not all((ROOT / need).exists() for need in one.places()):
        return result | {"note": f"{NOT_HERE}: {one.needs}"}
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "figures.json"
        began = time.monotonic()
        ran = subprocess.run(
            [sys.executable, *command[1:], "--json", str(out)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
            check=False,
        )
        result["seconds"] = round(time.monotonic() - began)
        if ran.returncode:
            result["note"] = f"did not end well (exit {ran.returncode})"
        if not out.is_file():
            return {"note": NOT_HERE} | result
        found = figures(json.loads(out.read_text(encoding="utf-8")))
    keep = re.compile(one.keep)
    result["rows"] = [[what, goal or one.goal(what), value] for what, goal, value in found if keep.search(what)]
    return result


def table(results: dict[str, Any]) -> str:
    """The page of all results, in Markdown."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench` (`python -m benchmarks`); nobody types these figures. A goal that is missed stays in",
        "the table. Speeds are those of the machine named below; where they say so, they count the CPU time of all",
        "processes together. “Not here”: data that are not the project's were not beside the checkout.",
        "",
        f"Machine: {results.get('machine', 'not recorded')}.",
    ]
    for one in BENCHMARKS:
        found = results.get(one.name)
        lines += ["", f"## {one.name}", "", f"{one.what}", ""]
        if found is None:
            lines.append("Not yet run.")
            continue
        lines.append(f"`{found['command']}`" + (f": {found['note']}" if "note" in found else ""))
        if found["rows"]:
            lines += ["", "| figure | goal | here |", "|---|---|---|"]
            lines += [f"| {what} | {goal} | {value} |" for what, goal, value in found["rows"]]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """What the figures were measured on, without its name."""
    model = ""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        found = re.search(r"model name\s*: (.*)", listed.read_text())
        model = f"{found[1].strip()}, " if found else ""
    return (
        f"{model}{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def main() -> int:
    """Run what was asked for and write the table."""
    given = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Run the benchmarks and write their table."
    )
    names = [one.name for one in BENCHMARKS]
    given.add_argument("--only", nargs="+", metavar="NAME", choices=names, help=f"of: {', '.join(names)}")
    given.add_argument("--quick", action="store_true", help="small sizes: minutes instead of hours")
    given.add_argument("--list", action="store_true", help="say which there are, and run none")
    asked = given.parse_args()
    if asked.list:
        for one in BENCHMARKS:
            print(f"{one.name:<22} {one.what}")
        return 0
    results = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    failed = False
    for one in BENCHMARKS:
        if asked.only and one.name not in asked.only or not (ROOT / one.script).is_file():
            continue
        print(f"== {one.name}", flush=True)
        results[one.name] = run(one, quick=asked.quick)
        results["machine"] = machine()
        failed |= "did not end well" in results[one.name].get("note", "")
        KEPT.write_text(json.dumps(results, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        TABLE.write_text(table(results), encoding="utf-8")
    print(f"written: {TABLE.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
