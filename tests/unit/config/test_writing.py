"""Whether a file can be written somewhere, by trying; why not, in words without a number."""

import errno
import os
import re
from pathlib import Path

import pytest

from config.writing import because, hindrance, told


@pytest.fixture
def places(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    return tmp_path


NOWHERE = {
    "a folder": ("folder", "is a folder; name a file in it"),
    "a folder that is missing": ("missing/x.json", "there is no folder"),
    "below a file": ("file/x.json", "there is no folder"),
    "a link to itself": ("circle", "its links lead in a circle; name another place"),
    "below a link to itself": ("circle/x.json", "lead in a circle|there is no folder"),
    "a name longer than any disk takes": ("x" * 300, "the name is too long; name a shorter one"),
    "no name": ("a\0b", "that is no name of a file"),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_hinders_is_said_in_words(places: Path, name: str) -> None:
    path, words = NOWHERE[name]
    before = sorted(places.rglob("*"))
    said = hindrance(places / path)
    assert said is not None
    assert re.search(words, said)
    assert "Errno" not in said
    assert "\n" not in said
    assert sorted(places.rglob("*")) == before


@pytest.mark.parametrize("name", ["new.json", "with blank.json", "été ☀.json", "-rf", "%s%n", "new\nline"])
def test_where_nothing_hinders_nothing_is_left(places: Path, name: str) -> None:
    assert hindrance(places / "folder" / name) is None
    assert list((places / "folder").iterdir()) == []


def test_what_stands_there_is_not_touched(places: Path) -> None:
    assert hindrance(places / "file") is None
    assert (places / "file").read_text() == "kept"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_others(places: Path) -> None:
    (places / "folder").chmod(0o500)
    assert "that may not be written" in (hindrance(places / "folder" / "x") or "")


@pytest.mark.parametrize("number", ["ENOSPC", "EACCES", "EROFS", "ENOENT", "EISDIR", "ENOTDIR", "EEXIST"])
def test_an_error_of_the_system_says_what_to_do(number: str) -> None:
    error = OSError(getattr(errno, number), os.strerror(getattr(errno, number)), "x.json")
    assert re.search("name (a|another)", because(error))
    assert told(error) == f"x.json: {because(error)}"


def test_words_of_our_own_stay() -> None:
    assert told(OSError("16 control rooms run already")) == "16 control rooms run already"
    assert because(OSError(errno.EIO, "Input/output error")) == "Input/output error"
