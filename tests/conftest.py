"""What every test stands on: the abilities that a machine may lack, and the list of those not tested."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Where CI is set, property tests repeat the same examples and no clock judges them: a change is judged by itself, on
# however slow a machine. A developer's run explores.
settings.register_profile("repeatable", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("MUNIMENT_SHARED", ROOT.parent / "shared"))
BENCH = Path(os.environ.get("MUNIMENT_BENCH", SHARED / "bench"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew, to be read in the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five real articles beside the project, where they are."""
    folder = SHARED / "corpus" / "seeds"
    if not folder.is_dir():
        pytest.skip("ability not tested: the five real articles are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def bench() -> Path:
    """The benchmark data beside the project, where they are."""
    if not BENCH.is_dir():
        pytest.skip("ability not tested: the benchmark data are not beside this checkout")
    return BENCH


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The OCR program, where it is installed."""
    found = shutil.which("tesseract")
    if found is None:
        pytest.skip("ability not tested: reading scans (tesseract is not installed)")
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium to look at pages with, where it is installed together with its driver."""
    found = shutil.which("chromium")
    if found is None or shutil.which("chromedriver") is None:
        pytest.skip("ability not tested: pages in a browser (chromium or its driver is not installed)")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Ends the run with a list of the abilities that were not tested."""
    reasons = sorted(
        {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    )
    yield
    terminalreporter.write_line("")
    terminalreporter.write_line("Not tested on this machine:" if reasons else "Not tested on this machine: nothing.")
    for reason in reasons:
        terminalreporter.write_line(f"  - {reason.removeprefix('Skipped: ')}")
