"""What comes in: files, folders, ZIPs, companions, custody; and what stays out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from muniment.errors import TableError, UsageError
from muniment.intake import Limits, read_custody, walk
from muniment.records import Custody, Failure, Incoming
from tests.intake.making import packed


def tree(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def incoming(found: list[Incoming | Failure]) -> dict[str, Incoming]:
    return {one.path: one for one in found if isinstance(one, Incoming)}


def failures(found: list[Incoming | Failure]) -> dict[str, str]:
    return {one.path: one.code for one in found if isinstance(one, Failure)}


def test_a_folder_gives_relative_paths_in_order(tmp_path: Path) -> None:
    tree(tmp_path, {"b.txt": b"b", "a/z.txt": b"z", "a/b/c.txt": b"c", ".DS_Store": b"x"})
    assert [one.path for one in walk([tmp_path])] == ["a/b/c.txt", "a/z.txt", "b.txt"]


def test_a_file_given_directly_has_its_bare_name(tmp_path: Path) -> None:
    tree(tmp_path, {"deep/down/b.txt": b"b"})
    (only,) = walk([tmp_path / "deep/down/b.txt"])
    assert isinstance(only, Incoming) and only.path == "b.txt" and only.modified is not None


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        list(walk([tmp_path / "nothing"]))


def test_companions_stay_beside_their_file(tmp_path: Path) -> None:
    tree(tmp_path, {"a.pdf": b"%PDF", "a.pdf.tsr": b"stamp", "b.html": b"<p>", "b.wacz": b"PK", "alone.ots": b"x"})
    found = list(walk([tmp_path]))
    assert incoming(found)["a.pdf"].beside == (("a.pdf.tsr", b"stamp"),)
    assert incoming(found)["b.html"].beside == (("b.wacz", b"PK"),)
    assert failures(found) == {"alone.ots": "companion-alone"}
    (only,) = walk([tmp_path / "a.pdf"])
    assert isinstance(only, Incoming) and only.beside == (("a.pdf.tsr", b"stamp"),)


def test_a_folder_given_file_by_file_is_the_same(tmp_path: Path) -> None:
    side = b"file,consent\na.txt,yes\n"
    tree(tmp_path, {"custody.csv": side, "a.txt": b"a", "a.txt.ots": b"stamp", "alone.tsr": b"x"})
    found = list(walk(sorted(tmp_path.iterdir())))
    assert set(incoming(found)) == {"a.txt"} and failures(found) == {"alone.tsr": "companion-alone"}
    assert incoming(found)["a.txt"].custody.consent == "yes"
    assert incoming(found)["a.txt"].beside == (("a.txt.ots", b"stamp"),)


def test_custody_comes_from_the_side_car_and_what_is_given_goes_first(tmp_path: Path) -> None:
    side = b"file;received_from;consent\na.txt;a nurse;yes\nsub/b.txt;;\n*;the archive;\n"
    tree(tmp_path, {"custody.csv": side, "a.txt": b"a", "sub/b.txt": b"b", "c.txt": b"c"})
    found = incoming(list(walk([tmp_path])))
    assert set(found) == {"a.txt", "sub/b.txt", "c.txt"}
    assert found["a.txt"].custody == Custody(received_from="a nurse", consent="yes")
    assert found["sub/b.txt"].custody == Custody()
    assert found["c.txt"].custody.received_from == "the archive"
    given = incoming(list(walk([tmp_path], custody={"a.txt": Custody(received_from="a doctor")})))
    assert given["a.txt"].custody.received_from == "a doctor"
    for_all = incoming(list(walk([tmp_path / "a.txt"], custody=Custody(collected_by="us"))))
    assert for_all["a.txt"].custody.collected_by == "us"


def test_a_deeper_side_car_goes_first_and_options_for_all_fill_the_blanks(tmp_path: Path) -> None:
    tree(tmp_path, {"custody.csv": b"file,consent\n*,no\n", "sub/custody.csv": b"file,consent\n*,yes\n"})
    tree(tmp_path, {"a.txt": b"a", "sub/b.txt": b"b"})
    found = incoming(list(walk([tmp_path], custody=Custody(collected_by="us", consent="asked"))))
    assert found["a.txt"].custody == Custody(collected_by="us", consent="no")
    assert found["sub/b.txt"].custody == Custody(collected_by="us", consent="yes")


def test_a_custody_file_by_its_path(tmp_path: Path) -> None:
    tree(tmp_path, {"docs/a.txt": b"a", "who.csv": b"\xef\xbb\xbffile,source_url\na.txt,https://orm.example/a\n"})
    found = incoming(list(walk([tmp_path / "docs"], custody=tmp_path / "who.csv")))
    assert found["a.txt"].custody.source_url == "https://orm.example/a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,colour\na,b\n", "no column 'colour'"),
        ("received_from\nx\n", "needs one column 'file'"),
        ("file,file\na,b\n", "no column twice"),
        ("file,consent\n,yes\n", "no file named"),
        ("file,consent\na,yes\na,no\n", "an earlier row"),
        ("file\na,b\n", "more cells"),
    ],
)
def test_a_wrong_custody_file_says_what_to_mend(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_custody(text)


def test_a_wrong_side_car_is_recorded_and_the_rest_goes_on(tmp_path: Path) -> None:
    tree(tmp_path, {"custody.csv": b"file,colour\n", "a.txt": b"a"})
    found = list(walk([tmp_path]))
    assert failures(found) == {"custody.csv": "custody"} and set(incoming(found)) == {"a.txt"}


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    tree(tmp_path, {"out/secret.txt": b"s", "in/a.txt": b"a"})
    (tmp_path / "in/leak.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/same.txt").symlink_to(tmp_path / "in/a.txt")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    (tmp_path / "in/dead.txt").symlink_to(tmp_path / "in/gone.txt")
    found = list(walk([tmp_path / "in"]))
    assert set(incoming(found)) == {"a.txt", "same.txt"}
    assert set(failures(found)) == {"leak.txt", "folder", "round", "dead.txt"}


def test_what_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    tree(tmp_path, {"big.txt": b"x" * 100, "locked.txt": b"x"})
    (tmp_path / "locked.txt").chmod(0)
    found = list(walk([tmp_path], limits=Limits(largest_file=50)))
    wanted = {"pipe": "unreadable", "big.txt": "too-large"}
    if os.geteuid() != 0:
        wanted["locked.txt"] = "unreadable"
    assert failures(found) == wanted


def test_long_and_odd_names_are_kept(tmp_path: Path) -> None:
    long = "é" * 100 + ".txt"
    tree(tmp_path, {long: b"a"})
    with open(os.fsencode(tmp_path) + b"/bad-\xff.txt", "wb") as file:  # noqa: PTH123 - a name that is no text
        file.write(b"b")
    assert set(incoming(list(walk([tmp_path])))) == {long, "bad-\\udcff.txt"}


def test_the_members_of_a_zip_come_as_documents(tmp_path: Path) -> None:
    data = packed({"one.txt": b"1", "sub/two.txt": b"2", "__MACOSX/x": b"", "inner.zip": packed({"x.txt": b"x"})})
    tree(tmp_path, {"a.zip": data, "a.zip.tsr": b"stamp", "custody.csv": b"file,consent\na.zip,yes\n"})
    found = list(walk([tmp_path]))
    got = incoming(found)
    assert list(got) == ["a.zip/one.txt", "a.zip/sub/two.txt"]
    assert got["a.zip/one.txt"].beside == (("a.zip", data), ("a.zip.tsr", b"stamp"))
    assert got["a.zip/sub/two.txt"].beside == ()
    assert got["a.zip/sub/two.txt"].custody.consent == "yes"
    assert failures(found) == {"a.zip/inner.zip": "nested-archive"}


def test_a_zip_stays_in_its_bounds(tmp_path: Path) -> None:
    members = {
        "/etc/passwd": b"x",
        "../up.txt": b"x",
        "a/../../up.txt": b"x",
        "C:\\win.txt": b"x",
        "bomb.txt": b"\0" * 30_000_000,
        "fine.txt": b"fine",
    }
    tree(tmp_path, {"a.zip": packed(members)})
    found = list(walk([tmp_path]))
    assert set(incoming(found)) == {"a.zip/fine.txt"}
    codes = failures(found)
    assert codes["a.zip/bomb.txt"] == "bomb"
    assert sorted(codes.values()) == ["bomb", "outside", "outside", "outside", "outside"]
    many = list(
        walk(
            [tree(tmp_path / "m", {"m.zip": packed({f"{n}.txt": b"x" for n in range(9)})})],
            limits=Limits(most_members=4),
        )
    )
    assert len(incoming(many)) == 4 and failures(many) == {"m.zip": "too-many"}


def test_a_zip_bomb_in_total_is_cut_off(tmp_path: Path) -> None:
    members = {f"{n:02}.txt": os.urandom(40) * 2_000 for n in range(40)}
    tree(tmp_path, {"a.zip": packed(members)})
    found = list(walk([tmp_path], limits=Limits(largest_file=100_000)))
    assert sum(len(one.data) for one in incoming(found).values()) <= 1_000_000
    assert "too-large" in failures(found).values()


@pytest.mark.parametrize("cut", [4, 40, 90])
def test_a_damaged_zip_is_recorded(tmp_path: Path, cut: int) -> None:
    data = packed({"one.txt": b"words " * 50})
    tree(tmp_path, {"a.zip": data[:cut], "b.txt": b"b"})
    found = list(walk([tmp_path]))
    assert failures(found) == {"a.zip": "damaged"} and set(incoming(found)) == {"b.txt"}


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    tree(tmp_path, {f"{n:04}.txt": b"x" for n in range(200)})
    walking = walk([tmp_path])
    next(walking)
    (tmp_path / "0199.txt").unlink()
    assert failures(list(walking)) == {"0199.txt": "unreadable"}
