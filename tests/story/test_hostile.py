"""Hostile input and faults, through the command: a plain word for each, the rest goes on, and nothing is lost."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from muniment import cli
from tests.story.test_example import ROOT, muniment

SETTINGS = """
most_pages = 3
most_members = 6
largest_text = 30000
largest_file = 30000000
seconds_per_document = 300
"""

pytestmark = pytest.mark.xdist_group("hostile")

GOOD = "Valmora, 3 March 2014\n\nAt least 17 people were killed in Orsk, the ministry said on Monday.\n"
LONGEST_NAME = "n" * 251 + ".txt"
UNDECODABLE = b"report-\xff\xfe.txt"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(pages: int, password: str = "") -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    out = io.BytesIO()
    lock = encryption.StandardEncryption(password, strength=128) if password else None
    made = canvas.Canvas(out, encrypt=lock, invariant=1)
    for number in range(pages):
        made.drawString(72, 720, f"On page {number + 1} it says that 12 people were killed in Orsk.")
        made.showPage()
    made.save()
    return out.getvalue()


def hostile() -> dict[str, bytes]:
    """Name → bytes of every file that is out to do harm, beside two good ones."""
    page = (
        "<html><head><title>T</title><script>alert('x')</script></head><body onload='alert(1)'>"
        "<p>The ministry said that <script>document.write(1)</script>"
        "21 people were killed in Orsk &lt;script&gt;alert(2)&lt;/script&gt;.</p>"
        "<p><a href='javascript:alert(3)'>more</a> &#xD800; and more of it was said by the ministry on Monday.</p>"
        "</body></html>"
    )
    return {
        "a-good.txt": GOOD.encode(),
        "empty.txt": b"",
        "noise.txt": bytes((number * 7919 + number // 3) % 251 for number in range(40_000)),
        "page-called-picture.png": page.encode(),
        "picture-called-page.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "text-called.pdf": GOOD.encode(),
        "locked.pdf": pdf(1, "secret"),
        "many-pages.pdf": pdf(8),
        "broken.pdf": pdf(1)[:300],
        "bomb.zip": zipped(**{"zeros.txt": bytes(12_000_000)}),
        "climbs.zip": zipped(
            **{"../../climbed.txt": b"out", "/abs.txt": b"out", "C:\\x.txt": b"out", "in.txt": b"Safe."}
        ),
        "crowd.zip": zipped(**{f"m{number}.txt": b"A word or two." for number in range(9)}),
        "names.zip": zipped(**{"m" * 300 + ".txt": GOOD.encode(), "line\nbreak.txt": GOOD.encode()}),
        "not-a.zip": b"PK\x03\x04" + b"broken" * 50,
        "broken.docx": zipped(**{"word/document.xml": b"<w:document><unclosed>"}),
        "one-line.txt": b"word " * 100_000,
        "one-word.txt": b"w" * 150_000,
        "scripts.html": page.encode(),
        "deep.html": b"<div>" * 20_000 + b"Deep." + b"</div>" * 20_000,
        "surrogates-8.txt": b"Half a pair \xed\xa0\x80 stands here. " + GOOD.encode(),
        "surrogates-16.txt": b"\xff\xfe" + "Half ".encode("utf-16-le") + b"\x00\xd8" + GOOD.encode("utf-16-le"),
        "too-large.txt": b"x" * 30_000_001,
        "=formula.txt": GOOD.replace("Orsk", "=cmd()").encode(),
        "z-good.txt": GOOD.replace("17", "19").encode(),
        LONGEST_NAME: GOOD.replace("17", "23").encode(),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile") / "documents"
    place.mkdir()
    for name, data in hostile().items():
        (place / name).write_bytes(data)
    with open(os.fsencode(place) + b"/" + UNDECODABLE, "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(GOOD.encode())
    (place / "away.txt").symlink_to("/etc/hostname")
    (place / "round").symlink_to(place)
    os.mkfifo(place / "pipe.txt")
    return place


@pytest.fixture(scope="module")
def case(folder: Path) -> Path:
    made = folder.parent / "case"
    made.mkdir()
    (made / "muniment.toml").write_text(SETTINGS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def account(folder: Path, case: Path) -> dict[str, Any]:
    """What the build says, as data."""
    ran = muniment("build", folder, "--case", case, "--processes", "1", "--json")
    assert "Traceback" not in ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@pytest.fixture(scope="module")
def failed(account: dict[str, Any], case: Path) -> dict[str, str]:
    """Path → code of everything that was not read."""
    paths = {
        d["id"]: d["path"]
        for d in json.loads(muniment("info", "--documents", "--json", "--case", case).stdout)["document_list"]
    }
    return {paths.get(one["document"], one["document"]): one["code"] for one in account["failed"]}


@pytest.fixture(scope="module")
def exported(account: dict[str, Any], case: Path) -> set[str]:
    """Paths of the documents that the export tells of."""
    rows = [json.loads(line) for line in muniment("export", "--case", case).stdout.splitlines()]
    return {row["document"] for row in rows if row["type"] == "document"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("empty.txt", "empty"),
        ("noise.txt", "binary"),
        ("picture-called-page.html", "damaged"),
        ("locked.pdf", "encrypted"),
        ("broken.pdf", "damaged"),
        ("bomb.zip/zeros.txt", "bomb"),
        ("not-a.zip", "damaged"),
        ("broken.docx", "damaged"),
        ("too-large.txt", "too-large"),
        ("away.txt", "outside"),
        ("round", "outside"),
        ("pipe.txt", "unreadable"),
    ],
)
def test_what_cannot_be_read_is_recorded(path: str, code: str, failed: dict[str, str]) -> None:
    assert failed.get(path) == code


@pytest.mark.parametrize(
    "path",
    ["a-good.txt", "z-good.txt", "page-called-picture.png", "text-called.pdf", "many-pages.pdf", "climbs.zip/in.txt"]
    + ["one-line.txt", "one-word.txt", "scripts.html", "surrogates-8.txt", "surrogates-16.txt", "crowd.zip/m0.txt"]
    + [LONGEST_NAME, "=formula.txt", "names.zip/" + "m" * 300 + ".txt", r"report-\udcff\udcfe.txt"],
)  # fmt: skip
def test_the_rest_is_read(path: str, failed: dict[str, str], exported: set[str]) -> None:
    assert path in exported
    assert path not in failed


def test_nothing_is_written_outside_the_case(account: dict[str, Any], folder: Path) -> None:
    assert not list(folder.parent.glob("**/climbed.txt"))
    assert not list(folder.parent.parent.glob("climbed.txt"))


def test_limits_are_said(failed: dict[str, str], case: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (case / "pages").rglob("*.html"))
    assert "pages 4 to 8 were not read" in pages
    assert "only the first 30000 characters were read" in pages
    assert sum(path.startswith("crowd.zip") for path in failed) >= 1


def test_scripts_stay_words(account: dict[str, Any], case: Path) -> None:
    for path in (case / "pages").rglob("*.html"):
        text = path.read_text(encoding="utf-8").lower()
        assert "<script" not in text
        assert "javascript:" not in text.replace("&#", "").split("<body")[0]
        assert "onload=" not in text


def test_messages_are_plain_and_quote_nothing(folder: Path, case: Path, account: dict[str, Any]) -> None:
    ran = muniment("build", folder, "--case", case, "--processes", "1", "--strict", code=1)
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "unexpected" not in ran.stdout
    assert "people were killed" not in ran.stdout + ran.stderr
    assert f"not read ({len(account['failed'])})" in ran.stdout
    assert all(line.isprintable() for line in ran.stdout.splitlines())


def test_it_verifies_and_every_export_is_made(case: Path, account: dict[str, Any], tmp_path: Path) -> None:
    told = muniment("verify", "--case", case, "--rebuild").stdout
    assert "FOUND" not in told
    muniment("export", "--case", case, "--format", "csv", "--out", tmp_path / "csv")
    for path in (tmp_path / "csv").iterdir():
        assert not any(
            cell.startswith("=") for line in path.read_text("utf-8").splitlines() for cell in line.split(",")
        )


@pytest.mark.skipif(os.geteuid() == 0, reason="ability not tested: an unreadable file (the super-user reads all)")
def test_an_unreadable_file_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "shut.txt").write_text(GOOD)
    (tmp_path / "d" / "shut.txt").chmod(0)
    told = json.loads(muniment("build", tmp_path / "d", "--case", tmp_path / "c", "--json").stdout)
    assert [one["code"] for one in told["failed"]] == ["unreadable"]


# --- faults


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("small") / "documents"
    place.mkdir()
    for number in range(4):
        (place / f"{number}.txt").write_text(GOOD.replace("17", str(40 + number)) * 2, encoding="utf-8")
    return place


def one_line(said: str) -> str:
    """The error as the only line that was said."""
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    return lines[0]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int) -> str:
    """The one line in which the command says, in this process, that it cannot."""
    assert cli.main([str(one) for one in arguments]) == code
    return one_line(capsys.readouterr().err)


@pytest.mark.parametrize("most", [60_000, 700_000])
def test_a_full_disk_loses_nothing_acknowledged(most: int, tmp_path: Path) -> None:
    """A limit on the size of a file stands for the full disk: the first stops an original, the second a worker."""
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "first.txt").write_text(GOOD, encoding="utf-8")
    case = tmp_path / "case"
    muniment("build", tmp_path / "d", "--case", case, "--processes", "1", "--no-pages")
    head = json.loads(muniment("info", "--case", case, "--json").stdout)["head"]
    for number in range(5):  # in a language that no model reads: it is large, and soon read
        words = f"Это строка {number}, которая ничего не говорит, и за ней идёт ещё одна такая же строка.\n"
        (tmp_path / "d" / f"{number}.txt").write_text(words * 700, encoding="utf-8")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    ran = subprocess.run(
        [sys.executable, "-m", "muniment.cli", "build", tmp_path / "d", "--case", case, "--processes", "1"],
        cwd=ROOT,
        preexec_fn=limited,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 3, ran.stderr
    assert "full" in one_line(ran.stderr) or "refused a write" in one_line(ran.stderr)
    muniment("verify", "--case", case, "--head", head)
    muniment("build", tmp_path / "d", "--case", case, "--processes", "1")
    assert json.loads(muniment("info", "--case", case, "--json").stdout)["documents"] == 6
    muniment("verify", "--case", case, "--head", head)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "nowhere-at-all", "--case", "{new}"], 2, "nowhere-at-all"),
        (["build", "--case", "{new}"], 2, "name the documents"),
        (["build", "{docs}", "--case", "{new}", "--processes", "-1"], 2, "--processes"),
        (["build", "{docs}", "--case", "{new}", "--processes", "many"], 2, "--processes"),
        (["build", "{docs}", "--case", "{file}"], 3, "not a folder"),
        (["build", "{docs}", "--case", "{docs}"], 3, "not a case"),
        (["build", "{docs}", "--case", "{new}", "--custody", "{file}"], 2, "custody"),
        (["build", "{docs}", "--case", "{new}", "--custody", "no.csv"], 2, "custody"),
        (["info", "--case", "{new}"], 3, "no such folder"),
        (["info", "--case", "{file}"], 3, "not a folder"),
        (["verify", "--case", "{docs}"], 3, "not a case"),
        (["export", "--case", "{docs}"], 3, "not a case"),
        (["search", "x", "--case", "{docs}"], 3, "not a case"),
        (["diff", "{docs}", "{docs}"], 3, "not a case"),
        (["bulid"], 2, "bulid"),
        ([], 2, "COMMAND"),
        (["export", "--format", "xlsx", "--case", "{new}"], 2, "jsonl"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], code: int, says: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file\n")
    places = {"new": tmp_path / "new", "docs": small, "file": tmp_path / "file"}
    assert says in refused(capsys, *(one.format(**places) for one in arguments), code=code)
    assert not (small / "journal").exists()


@pytest.mark.parametrize(
    ("toml", "says"),
    [("proceses = 2", "'processes'"), ("processes = -1", "at least 0"), ("processes = '2'", "must be int")]
    + [("= 3", "not TOML"), ("names = '../../etc/passwd'", "outside the case"), ("names = 'gone.toml'", "gone.toml")],
)  # fmt: skip
def test_a_wrong_setting_is_named(
    toml: str, says: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "muniment.toml").write_text(toml + "\n", encoding="utf-8")
    assert says in refused(capsys, "build", small, "--case", case, code=2)


def test_a_model_that_is_not_there_is_named(small: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "muniment.toml").write_text("model = 'no_such_model'\n", encoding="utf-8")
    assert "no_such_model" in one_line(muniment("build", small, "--case", case, "--processes", "1", code=3).stderr)


@pytest.fixture(scope="module")
def built(small: Path) -> Path:
    made = small.parent / "case"
    muniment("build", small, "--case", made, "--processes", "1", "--no-pages")
    return made


def test_a_ruined_record_is_named_and_made_again(built: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported = muniment("export", "--case", built).stdout
    record = built / "record.db"
    record.write_bytes(b"no database at all" * 1000)
    assert "record.db" in refused(capsys, "export", "--case", built, code=3)
    assert "record.db" in refused(capsys, "build", small, "--case", built, code=3)
    record.unlink()
    assert "run muniment build" in refused(capsys, "search", "x", "--case", built, code=3)
    muniment("build", "--case", built, "--processes", "1", "--no-pages")
    assert muniment("export", "--case", built).stdout == exported


@pytest.mark.parametrize("seconds", [0.3, 2.0, 5.0])
def test_ctrl_c_ends_in_one_line_and_leaves_nobody(seconds: float, small: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    building = subprocess.Popen(
        [sys.executable, "-m", "muniment.cli", "build", small, "--case", case, "--processes", "2"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(building.pid, signal.SIGINT)  # as a terminal does: every process of the group hears it
    _, said = building.communicate(timeout=60)
    assert building.returncode in (130, -signal.SIGINT, 0), said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) <= 1, said
    deadline = time.monotonic() + 10
    while subprocess.run(["pgrep", "-g", str(building.pid)], capture_output=True, check=False).stdout:
        assert time.monotonic() < deadline, "a process outlived the build"
        time.sleep(0.1)
    muniment("build", small, "--case", case, "--processes", "1", "--no-pages")
    assert "FOUND" not in muniment("verify", "--case", case).stdout
