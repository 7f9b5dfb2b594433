"""The library: the present recording, files beside it, and who holds them open."""

import subprocess
import sys
import textwrap

import pytest

from dashboard.history.files import open_to_write
from dashboard.history.library import Library, library_of
from dashboard.history.trouble import Status, Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city


def record(path, wall: float = WALL) -> Recorded:
    """A session of one reading."""
    played = Recorded(small_city(), path)
    played.turn(wall, [clock(START, wall), said("a", START, 1.0)])
    played.session.turn(0.0)
    return played


@pytest.fixture
def folder(tmp_path):
    """Three finished sessions and one that goes on."""
    for number in range(3):
        record(tmp_path / f"town-{number}.duckdb", WALL + number).session.close()
    return record(tmp_path / "town-3.duckdb", WALL + 3)


@pytest.fixture
def library(folder):
    made = library_of(folder.session)
    yield made
    made.close()
    folder.session.close()


def test_the_present_recording_stands_first(library):
    found = library.volumes()
    assert [volume.path.stem for volume in found] == ["town-3", "town-2", "town-1", "town-0"]
    assert all(volume.size > 0 and volume.modified > 0 for volume in found)


def test_present_and_others_are_read_side_by_side(library, folder):
    assert library.archive().run(library.run()).wall == WALL + 3
    walls = [library.archive(folder.path.with_stem(f"town-{n}")).run().wall for n in range(3)]
    assert walls == [WALL, WALL + 1, WALL + 2]


def test_of_the_others_two_stay_open(library, folder, monkeypatch):
    opened = []
    from dashboard.history import library as module

    really = module.open_archive
    monkeypatch.setattr(module, "open_archive", lambda path: (opened.append(path.stem), really(path))[1])
    for number in (0, 1, 0, 1, 2, 1, 0):
        library.archive(folder.path.with_stem(f"town-{number}"))
    assert opened == ["town-0", "town-1", "town-2", "town-0"]


def test_a_lent_file_is_closed_by_who_took_it(library, folder):
    with library.lent(folder.path.with_stem("town-0")) as archive:
        for number in (1, 2):
            library.archive(folder.path.with_stem(f"town-{number}"))
        assert archive.run().wall == WALL
    with library.lent() as archive:
        assert archive.run(library.run()).wall == WALL + 3


def test_nothing_is_recorded(tmp_path):
    library = Library(folder=tmp_path)
    assert library.volumes() == []
    with pytest.raises(Trouble) as caught:
        library.archive()
    assert caught.value.status is Status.OFF
    library.close()


def test_a_file_that_another_process_writes_is_held(tmp_path):
    open_to_write(tmp_path / "held.duckdb").close()
    script = """
        import sys, duckdb
        connection = duckdb.connect(sys.argv[1])
        print("open", flush=True)
        sys.stdin.read()
    """
    path = tmp_path / "held.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        other.stdout.readline()
        library = Library(folder=tmp_path)
        with pytest.raises(Trouble) as caught:
            library.archive(path)
        assert caught.value.status is Status.HELD
        library.close()
        other.stdin.close()


def test_the_end_is_told_to_long_work(library):
    work = library.workshop.ask("export", library.ending.wait)
    library.close()
    assert work.result(timeout=0)
