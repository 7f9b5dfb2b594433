"""The record on disk: everything that stood comes back, and nothing that was written is lost."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.catalogue import City
from dashboard.core.alarms import journal as journal_module
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.alarms.journal import Journal, open_journal
from tests.small_city import city, domain, limit, thing
from tests.town import NAN, START, Town

CALM = Alarm("d/t/p", "d/t/p", "high", Priority.NONE, AlarmState.NORMAL, NAN, NAN, NAN, NAN, NAN, {})
RAISED = replace(CALM, priority=Priority.WARNING, state=AlarmState.UNACKNOWLEDGED, raised=10.5, value=3.25)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_place_without_a_journal_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "alarms.jsonl"
    journal, earlier = open_journal(path)
    journal.close()
    assert (earlier.alarms, earlier.events, earlier.notice) == ((), [], "")
    assert path.exists()


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "alarms.jsonl"
    journal, _ = open_journal(path)
    journal.write(
        [
            AlarmEvent(10.5, "raised", RAISED),
            AlarmEvent(11.0, "commented", replace(RAISED, comment="é\n"), "Zoé"),
        ]
    )
    journal.write([])
    journal.close()
    journal, earlier = open_journal(path)
    journal.close()
    assert len(lines(path)) == 2
    assert earlier.until == 11.0
    assert [(event.what, event.by) for event in earlier.events] == [("raised", ""), ("commented", "Zoé")]
    (alarm,) = earlier.alarms
    assert repr(alarm) == repr(replace(RAISED, comment="é\n"))


def test_it_is_on_disk_at_once(tmp_path: Path) -> None:
    path = tmp_path / "alarms.jsonl"
    journal, _ = open_journal(path)
    journal.write([AlarmEvent(10.5, "raised", RAISED)])
    assert len(lines(path)) == 1, "without closing"
    journal.close()


def test_normal_alarms_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "alarms.jsonl"
    journal, _ = open_journal(path)
    journal.write(
        [
            AlarmEvent(10.5, "raised", RAISED),
            AlarmEvent(20.0, "acknowledged", replace(RAISED, state=AlarmState.NORMAL)),
        ]
    )
    journal.close()
    journal, earlier = open_journal(path)
    journal.close()
    assert earlier.alarms == ()
    assert len(earlier.events) == 2


@given(st.integers(0, 1000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_killed_at_any_byte_the_whole_lines_come_back(tmp_path: Path, cut: int) -> None:
    path = tmp_path / f"{cut}.jsonl"
    journal = Journal(path)
    journal.write(AlarmEvent(float(i), "raised", replace(RAISED, id=f"d/t{i}/p")) for i in range(3))
    journal.close()
    data = path.read_bytes()
    os.truncate(path, min(cut, len(data)))
    complete = data[: min(cut, len(data))].count(b"\n")
    journal, earlier = open_journal(path)
    journal.write([AlarmEvent(9.0, "raised", replace(RAISED, id="d/after/p"))])
    journal.close()
    assert [alarm.id for alarm in earlier.alarms] == [f"d/t{i}/p" for i in range(complete)]
    assert earlier.notice == ""
    again, later = open_journal(path)
    again.close()
    assert [alarm.id for alarm in later.alarms] == [*(f"d/t{i}/p" for i in range(complete)), "d/after/p"]
    path.unlink()


@pytest.mark.parametrize(
    "rubbish",
    [b"{}", b"nonsense", b"\xff\xfe", b'{"time": 1, "what": "raised", "alarm": {}}', b"[" * 5000, b""],
)
def test_a_damaged_record_is_set_aside_and_never_overwritten(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "alarms.jsonl"
    journal = Journal(path)
    journal.write([AlarmEvent(10.5, "raised", RAISED)])
    journal.close()
    with path.open("ab") as file:
        file.write(rubbish + b"\n")
    journal = Journal(path)
    journal.write([AlarmEvent(11.0, "raised", replace(RAISED, id="d/t2/p"))])
    journal.close()
    damaged = path.read_bytes()

    journal, earlier = open_journal(path)
    journal.close()
    assert earlier.notice == "alarms.jsonl: line 2 is no alarm event; set aside as alarms-damaged-1.jsonl"
    assert (tmp_path / "alarms-damaged-1.jsonl").read_bytes() == damaged
    assert [alarm.id for alarm in earlier.alarms] == ["d/t/p", "d/t2/p"]

    journal, later = open_journal(path)
    journal.close()
    assert later.notice == ""
    assert repr(later.alarms) == repr(earlier.alarms)
    assert later.until == earlier.until

    with path.open("ab") as file:
        file.write(b"again\n")
    journal, earlier = open_journal(path)
    journal.close()
    assert earlier.notice.endswith("alarms-damaged-2.jsonl")
    assert (tmp_path / "alarms-damaged-1.jsonl").read_bytes() == damaged


def test_a_large_record_is_put_away_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "LARGEST", 500)
    path = tmp_path / "alarms.jsonl"
    journal = Journal(path)
    journal.write(AlarmEvent(float(i), "raised", RAISED) for i in range(10))
    journal.close()
    journal, earlier = open_journal(path)
    journal.close()
    assert len(lines(tmp_path / "alarms-full-1.jsonl")) == 10
    assert len(lines(path)) == 1
    assert earlier.notice == ""
    assert [alarm.id for alarm in earlier.alarms] == ["d/t/p"]


def test_a_full_disk_is_said_and_nothing_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "alarms.jsonl"
    journal = Journal(path)
    journal.write([AlarmEvent(1.0, "raised", RAISED)])
    real = os.fsync

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    journal.write([AlarmEvent(2.0, "escalated", RAISED)])
    assert journal.notice == "alarms.jsonl: No space left on device"
    monkeypatch.setattr(os, "fsync", real)
    journal.write([AlarmEvent(3.0, "cleared", RAISED)])
    journal.close()
    assert journal.notice == ""
    again, earlier = open_journal(path)
    again.close()
    assert [event.what for event in earlier.events] == ["raised", "escalated", "cleared"]


class TestRestart:
    """Kill -9 in the middle of it: the next run knows all that was on the screen."""

    CITY = city(
        domain(
            [thing(name, gateway="west" if name in "xyz" else "") for name in "abcdefxyz"],
            [
                limit(advisory=10.0, warning=20.0, alarm=30.0, deadband=2.0),
                limit(kind="low", warning=1.0, latch=True),
            ],
        )
    )

    def killed(self, path: Path) -> Town:
        """A run with an alarm in every state, in the middle of it."""
        journal, _ = open_journal(path)
        town = Town(self.CITY, journal=journal)
        for minute in range(10):
            values = dict.fromkeys("abcdefxyz" if minute < 1 else "abcdef", 5.0)
            if minute >= 1:
                values |= {"a": 33.0, "b": 12.0, "c": 22.0, "d": 25.0, "e": 0.5}
            if minute >= 5:
                values |= {"b": 5.0, "e": 5.0}
            if minute == 3:
                now = START + 180.0
                town.book.acknowledge("water/a/level", now)
                town.book.shelve("water/c/level", now, 3600.0, "calibration")
                town.book.comment("water/c/level", now, "team on site")
                town.book.out_of_service("water/f/level", now, "dismantled")
            town.at(minute, **values)
        journal.close()
        return town

    def restarted(self, path: Path, place: City = CITY) -> Town:
        """The next run."""
        town = Town(place)
        journal, earlier = open_journal(path)
        journal.close()
        town.book.restore(earlier.alarms, earlier.until)
        return town

    def test_every_state_is_among_them(self, tmp_path: Path) -> None:
        states = {alarm.id: alarm.state for alarm in self.killed(tmp_path / "j").book.alarms()}
        assert states == {
            "water/a/level": AlarmState.ACKNOWLEDGED,
            "water/b/level": AlarmState.RETURNED,
            "water/c/level": AlarmState.SHELVED,
            "water/d/level": AlarmState.UNACKNOWLEDGED,
            "water/e/level#low": AlarmState.LATCHED_UNACKNOWLEDGED,
            "water/f/level": AlarmState.OUT_OF_SERVICE,
            "gateway/west": AlarmState.UNACKNOWLEDGED,
            **{f"water/{name}#stale": AlarmState.SUPPRESSED for name in "xyz"},
        }

    def test_everything_stands_as_it_stood(self, tmp_path: Path) -> None:
        before = self.killed(tmp_path / "j").book
        after = self.restarted(tmp_path / "j").book
        assert sorted(map(repr, after.alarms())) == sorted(map(repr, before.alarms()))
        assert {a.id: after.standing(a.id) for a in after.alarms()} == {
            a.id: before.standing(a.id) for a in before.alarms()
        }
        assert after.levels("water").tolist() == before.levels("water").tolist()

    def test_the_story_goes_on(self, tmp_path: Path) -> None:
        self.killed(tmp_path / "j")
        town = self.restarted(tmp_path / "j")
        same = {"a": 33.0, "b": 5.0, "c": 22.0, "d": 25.0, "e": 5.0, "f": 5.0}
        assert town.at(11, **same) == [], "nothing is raised again"
        said = town.at(12, a=5.0, d=33.0)
        assert said == [
            "12 cleared water/a/level alarm normal",
            "12 escalated water/d/level alarm unacknowledged",
        ]
        assert town.at(64, c=22.0, x=5.0)[-1] == "63 unshelved water/c/level warning unacknowledged"
        ids = [alarm.id for alarm in town.book.alarms()]
        assert "water/x#stale" not in ids, "the gateway spoke again"
        assert "gateway/west" in ids

    def test_what_no_limit_makes_any_more_is_withdrawn(self, tmp_path: Path) -> None:
        self.killed(tmp_path / "j")
        fewer = self.restarted(tmp_path / "j", city(domain([thing("a")], [limit(alarm=30.0)])))
        said = [event.alarm.id for event in fewer.turn(11).events if event.what == "withdrawn"]
        assert "water/e/level#low" in said
        assert [alarm.id for alarm in fewer.book.alarms()] == ["water/a/level"]

    def test_another_story_withdraws_them(self, tmp_path: Path) -> None:
        self.killed(tmp_path / "j")
        town = self.restarted(tmp_path / "j")  # its clock begins anew
        frame = town.turn(0)
        assert frame.restarted
        assert {event.what for event in frame.events} == {"withdrawn"}
        assert town.book.alarms() == []


def test_a_book_that_was_given_nothing_is_empty() -> None:
    made = city(domain([thing("a")]))
    town = Town(made)
    book = AlarmBook(made, town.store)
    book.restore((), START)
    assert book.alarms() == []
