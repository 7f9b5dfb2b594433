"""Any mixture of readings, operators, time and restarts: the book never forgets and never invents."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dashboard.core.alarms.event import ASIDE, INSTRUMENT_KINDS, UNSEEN, Alarm, AlarmState
from dashboard.core.alarms.journal import Journal, open_journal
from tests.small_city import city, domain, limit, thing
from tests.town import START, Town

PLACE = city(
    domain(
        [thing("a"), thing("b", gateway="west"), thing("c", gateway="west"), thing("d")],
        [
            limit(advisory=10.0, warning=20.0, alarm=30.0, deadband=2.0),
            limit(kind="low", warning=1.0, on_delay=120, off_delay=60, latch=True),
        ],
    )
)
THINGS = st.sampled_from("abcd")
VALUES = st.sampled_from([0.5, 5.0, 9.0, 15.0, 25.0, 35.0])
IDS = st.sampled_from(
    [*(f"water/{name}/level{kind}" for name in "abcd" for kind in ("", "#low")), "water/a#stale"]
)


class ControlRoom(RuleBasedStateMachine):
    """Plays a town; `known` is what somebody knows who saw only the events."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "alarms.jsonl"
        self.journal, _ = open_journal(self.path)
        self.town = Town(PLACE, journal=self.journal)
        self.minute = 0
        self.known: dict[str, Alarm] = {}
        #: Alarms that somebody must look at, by the events alone.
        self.asking: set[str] = set()
        self.turn(dict.fromkeys("abcd", 5.0))

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.journal.close()
            self.folder.cleanup()

    def turn(self, readings: dict[str, float]) -> None:
        self.town.say(self.minute, readings)
        for event in self.town.turn(self.minute).events:
            alarm = self.known[event.alarm.id] = event.alarm
            if event.annunciated:
                self.asking.add(alarm.id)
            elif event.what in ("acknowledged", "withdrawn") or alarm.state in {*ASIDE, AlarmState.NORMAL}:
                self.asking.discard(alarm.id)

    @property
    def now(self) -> float:
        return START + self.minute * 60.0

    @rule(readings=st.dictionaries(THINGS, VALUES, max_size=4))
    def a_minute_passes(self, readings: dict[str, float]) -> None:
        self.minute += 1
        self.turn({name: value + self.minute / 1e4 for name, value in readings.items()})

    @rule(minutes=st.integers(2, 30))
    def one_of_them_speaks_alone(self, minutes: int) -> None:
        for _ in range(minutes):
            self.minute += 1
            self.turn({"d": 5.0 + self.minute / 1e4})

    @rule(name=IDS)
    def acknowledge(self, name: str) -> None:
        self.town.book.acknowledge(name, self.now)
        self.turn({})
        before = self.town.book.get(name)
        self.town.book.acknowledge(name, self.now)
        assert self.town.turn(self.minute).events == (), "once is enough"
        assert self.town.book.get(name) == before

    @rule(name=IDS, seconds=st.integers(60, 3600))
    def shelve(self, name: str, seconds: int) -> None:
        self.town.book.shelve(name, self.now, float(seconds), "calibration")

    @rule(name=IDS)
    def unshelve(self, name: str) -> None:
        self.town.book.unshelve(name, self.now)

    @rule(name=IDS)
    def take_out_of_service(self, name: str) -> None:
        self.town.book.out_of_service(name, self.now, "dismantled")

    @rule(name=IDS)
    def put_in_service(self, name: str) -> None:
        self.town.book.in_service(name, self.now)

    @rule(name=IDS)
    def reset(self, name: str) -> None:
        self.town.book.reset(name, self.now)

    @rule(name=IDS, text=st.sampled_from(["", "team on site", "é"]))
    def comment(self, name: str, text: str) -> None:
        self.town.book.comment(name, self.now, text)

    @precondition(lambda self: self.minute > 0)
    @rule()
    def kill_and_start_again(self) -> None:
        self.turn({})
        before = {alarm.id: repr(alarm) for alarm in self.town.book.alarms()}
        standing = {name: self.town.book.standing(name) for name in before}
        Journal(self.path).close()
        self.journal.close()
        self.journal, earlier = open_journal(self.path)
        assert earlier.notice == ""
        self.town = Town(PLACE, journal=self.journal)
        self.town.book.restore(earlier.alarms, earlier.until)
        assert {alarm.id: repr(alarm) for alarm in self.town.book.alarms()} == before
        assert {name: self.town.book.standing(name) for name in before} == standing
        self.turn({})

    @invariant()
    def everything_is_as_it_must_be(self) -> None:
        if hasattr(self, "town"):
            self.turn({})
            alarms = self.town.book.alarms()
            self.the_events_tell_everything(alarms)
            self.nobody_who_asked_is_forgotten(alarms)
            self.colours_are_those_of_the_list(alarms)
            self.every_alarm_makes_sense(alarms)

    def the_events_tell_everything(self, alarms: list[Alarm]) -> None:
        known = {
            name: repr(alarm) for name, alarm in self.known.items() if alarm.state is not AlarmState.NORMAL
        }
        assert known == {alarm.id: repr(alarm) for alarm in alarms}

    def nobody_who_asked_is_forgotten(self, alarms: list[Alarm]) -> None:
        waiting = {alarm.id for alarm in alarms if alarm.state in UNSEEN}
        assert waiting == self.asking
        assert self.town.book.unacknowledged == len(waiting)

    def colours_are_those_of_the_list(self, alarms: list[Alarm]) -> None:
        levels = dict.fromkeys("abcd", 0)
        for alarm in alarms:
            held = alarm.state.value.startswith("latched")
            if alarm.state not in ASIDE and (alarm.active or held) and alarm.datastream.startswith("water"):
                name = alarm.datastream.split("/")[1]
                levels[name] = max(levels[name], int(alarm.priority))
        assert self.town.book.levels("water").tolist() == list(levels.values())

    def every_alarm_makes_sense(self, alarms: list[Alarm]) -> None:
        for alarm in alarms:
            assert alarm.state is not AlarmState.NORMAL
            if alarm.state in (AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED):
                assert alarm.active
                assert alarm.priority > 0
            if alarm.state is AlarmState.SHELVED:
                assert self.now < alarm.shelved_until
            if alarm.kind in INSTRUMENT_KINDS:
                assert not alarm.latching


ControlRoom.TestCase.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
TestControlRoom = ControlRoom.TestCase
