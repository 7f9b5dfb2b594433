"""A folder for each control room: nobody else's, and free again after a kill."""

import os
import stat
from pathlib import Path

import pytest

from dashboard.data_folder import DataFolder


def test_two_control_rooms_have_folders_of_their_own(tmp_path: Path) -> None:
    with DataFolder(tmp_path) as first, DataFolder(tmp_path) as second:
        assert (first.path.name, second.path.name) == ("room-1", "room-2")
    with DataFolder(tmp_path) as again:
        assert again.path.name == "room-1"


@pytest.mark.parametrize(
    "left",
    ["", "not a process", "4000000 1.0", f"{os.getpid()} 1.0"],
    ids=["empty", "no number", "no such process", "another start of a living process"],
)
def test_what_a_killed_one_left_is_found_by_the_next(tmp_path: Path, left: str) -> None:
    """Also where its process id belongs to another process by now."""
    (tmp_path / "room-1").mkdir()
    (tmp_path / "room-1" / "held").write_text(left)
    with DataFolder(tmp_path) as folder:
        assert folder.path.name == "room-1"


def test_so_many_and_no_more(tmp_path: Path) -> None:
    held = [DataFolder(tmp_path) for _ in range(16)]
    with pytest.raises(OSError, match="16 control rooms run already"):
        DataFolder(tmp_path)
    for folder in held:
        folder.__exit__(None, None, None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions; its data folder is the user's")
def test_a_new_folder_is_the_users_alone(tmp_path: Path) -> None:
    with DataFolder(tmp_path / "share" / "mine"):
        assert stat.S_IMODE((tmp_path / "share" / "mine").stat().st_mode) == 0o700


def test_a_place_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        DataFolder(tmp_path / "file")
