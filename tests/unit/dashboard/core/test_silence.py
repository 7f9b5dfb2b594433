"""Who falls silent: a property, a thing, a gateway, the whole city; and who is not blamed."""

import pytest

from config.messages import Birth, Observation
from dashboard.core.alarms.event import AlarmState
from tests.small_city import city, domain, quantity, thing
from tests.town import NAN, START, Town, told

MEMBERS = [f"g{i}" for i in range(5)]


def town(*, members: int = 5, period: float = 60.0, properties: int = 1) -> Town:
    names = [f"p{i}" for i in range(properties)]
    things = [thing(name, names, "west") for name in MEMBERS[:members]] + [thing("free", names)]
    return Town(city(domain(things, properties=[quantity(name) for name in names], period=period)))


def everybody(minute: float, members: int = 5) -> dict[str, float]:
    return {name: minute + i / 10 for i, name in enumerate([*MEMBERS[:members], "free"])}


class TestThing:
    def test_advisory_after_two_periods_and_a_warning_after_fifteen_never_an_alarm(self) -> None:
        made = town()
        said = []
        for minute in range(200):
            names = everybody(minute) if minute == 0 else {**everybody(minute)}
            if minute > 0:
                del names["free"]
            said += made.at(minute, **names)
        assert said == [
            "2 raised water/free#stale advisory unacknowledged",
            "15 escalated water/free#stale warning unacknowledged",
        ]

    def test_it_asks_once(self) -> None:
        made = town()
        for minute in range(20):
            made.at(minute, **(everybody(0) | {"g0": minute} if not minute else {"g0": minute}))
            if minute == 4:
                made.book.acknowledge("water/free#stale", START)
        assert made.alarm("water/free#stale").state is AlarmState.ACKNOWLEDGED
        assert made.alarm("water/free#stale").priority == 2
        assert [event.alarm.id for event in made.events if event.annunciated].count("water/free#stale") == 1

    def test_two_readings_end_it(self) -> None:
        made = town()
        for minute in (*range(4), 10, 11):
            names = everybody(minute)
            if 0 < minute < 10:
                del names["free"]
            made.at(minute, **names)
        assert made.alarm("water/free#stale").cleared == START + 660.0
        assert made.alarm("water/free#stale").state is AlarmState.RETURNED

    def test_one_reading_and_silence_again_do_not_end_it(self) -> None:
        made = town()
        said = []
        for minute in range(10):
            names = everybody(minute)
            if minute not in (0, 4):
                del names["free"]
            said += made.at(minute, **names)
        assert said == ["2 raised water/free#stale advisory unacknowledged"]
        assert made.alarm("water/free#stale").active

    def test_nobody_is_silent_before_being_heard_once(self) -> None:
        made = town()
        for minute in range(60):
            names = everybody(minute)
            del names["free"]
            assert made.at(minute, **names) == []

    def test_a_gap_that_is_over_when_we_look_is_told_all_the_same(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        for minute in range(1, 4):
            made.say(minute, {name: value for name, value in everybody(minute).items() if name != "free"})
        made.say(4, everybody(4))
        assert told(made.turn(4).events) == ["2 raised water/free#stale advisory unacknowledged"]

    def test_a_slow_clock_is_not_silence(self) -> None:
        made = town()
        for minute in range(30):
            made.say(minute, {name: value for name, value in everybody(minute).items() if name != "free"})
            made.say(minute - 20, {"free": float(minute)})
            assert made.turn(minute).events == ()


class TestProperty:
    def test_a_property_is_missing_while_its_thing_speaks(self) -> None:
        made = town(properties=2)
        said = []
        for minute in range(17):
            value = float(minute)
            said += made.at(minute, free=(value, value if minute < 2 else NAN))
        assert said == [
            "3 raised water/free/p1#stale advisory unacknowledged",
            "16 escalated water/free/p1#stale warning unacknowledged",
        ]
        said = made.at(17, free=(17.0, 17.0)) + made.at(18, free=(18.0, 18.0))
        assert said == ["18 cleared water/free/p1#stale warning returned_unacknowledged"]

    def test_when_the_whole_thing_is_silent_only_the_thing_is_told_of(self) -> None:
        made = town(properties=2)
        said = []
        for minute in range(20):
            said += made.at(minute, g0=(minute, minute), **({"free": (minute, minute)} if minute < 1 else {}))
        assert [line.split()[2] for line in said] == ["water/free#stale"] * 2


class TestInstrument:
    def town(self) -> Town:
        properties = [quantity("level", stuck_after=4, max_rate=2.0)]
        return Town(city(domain([thing("a"), thing("b")], properties=properties)))

    def test_stuck_and_stuck_for_long(self) -> None:
        made, said = self.town(), []
        for minute in range(10):
            said += made.at(minute, a=38.0, b=float(minute))
        assert said == [
            "4 raised water/a/level#stuck advisory unacknowledged",
            "8 escalated water/a/level#stuck warning unacknowledged",
        ]
        said = made.at(10, a=38.4) + made.at(11, a=38.6)
        assert said == ["11 cleared water/a/level#stuck warning returned_unacknowledged"]

    def test_one_reading_out_of_range_is_a_spike_two_are_a_fault(self) -> None:
        made = self.town()
        assert made.at(0, a=5.0) + made.at(1, a=-7.0) + made.at(2, a=5.5) == []
        said = made.at(3, a=-7.0) + made.at(4, a=-7.5)
        assert said == ["4 raised water/a/level#range advisory unacknowledged"]
        assert made.at(5, a=6.0) == []
        assert made.at(6, a=6.5) == ["6 cleared water/a/level#range advisory returned_unacknowledged"]


class TestGateway:
    def test_an_outage_is_one_alarm_and_its_children_are_suppressed(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        said = []
        for minute in range(1, 5):
            said += made.at(minute, free=minute)
        assert said == ["2 raised gateway/west advisory unacknowledged"] + [
            f"2 raised water/{name}#stale advisory suppressed" for name in MEMBERS
        ]
        assert made.book.unacknowledged == 1
        assert made.book.levels("water").tolist() == [0] * 6

    def test_it_gets_worse_with_time(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        said = []
        for minute in range(1, 18):
            said += made.at(minute, free=minute)
        assert [line for line in said if "gateway" in line] == [
            "2 raised gateway/west advisory unacknowledged",
            "5 escalated gateway/west warning unacknowledged",
            "15 escalated gateway/west alarm unacknowledged",
        ]
        assert all("suppressed" in line for line in said if "gateway" not in line)

    def test_the_first_that_speaks_ends_it_and_all_start_anew(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        for minute in range(1, 10):
            made.at(minute, free=minute)
        said = made.at(10, free=10.0, g3=5.0)
        assert said[0] == "10 cleared gateway/west warning returned_unacknowledged"
        assert len(said) == 1 + 2 * len(MEMBERS)
        assert [alarm.id for alarm in made.book.alarms()] == ["gateway/west"]
        later = []
        for minute in range(11, 15):
            later += made.at(minute, free=minute, g3=minute, g1=minute, g2=minute)
        assert later == [
            "12 raised water/g0#stale advisory unacknowledged",
            "12 raised water/g4#stale advisory unacknowledged",
        ]

    def test_one_dead_thing_is_no_outage(self) -> None:
        made, said = town(), []
        for minute in range(5):
            names = everybody(minute)
            if minute:
                del names["g2"]
            said += made.at(minute, **names)
        assert said == ["2 raised water/g2#stale advisory unacknowledged"]

    def test_what_was_dead_before_stays_an_alarm_of_its_own(self) -> None:
        made = town()
        for minute in range(10):
            names = everybody(minute)
            if minute:
                del names["g2"]
            made.at(minute, **names)
        for minute in range(10, 15):
            made.at(minute, free=minute)
        states = {alarm.id: alarm.state for alarm in made.book.alarms()}
        assert states["water/g2#stale"] is AlarmState.UNACKNOWLEDGED
        assert states["water/g1#stale"] is AlarmState.SUPPRESSED

    def test_a_gateway_of_two_needs_both(self) -> None:
        made = town(members=2)
        made.at(0, **everybody(0, 2))
        said = []
        for minute in range(1, 5):
            said += made.at(minute, free=minute)
        assert said[0] == "2 raised gateway/west advisory unacknowledged"

    def test_a_child_out_of_service_is_not_asked_for(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        made.book.out_of_service("water/g0#stale", START, "dismantled")
        for minute in range(1, 5):
            made.at(minute, free=minute)
        assert made.alarm("water/g0#stale").state is AlarmState.OUT_OF_SERVICE


class TestCity:
    def test_nothing_at_all_is_one_alarm(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        made.at(1, **everybody(1))
        assert made.turn(3).events == ()
        frame = made.turn(4.1)
        assert told(frame.events) == ["4.1 raised city/town alarm unacknowledged"]
        assert made.turn(60).events == ()

    def test_it_ends_with_the_next_reading_and_nobody_is_blamed(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        made.turn(30)
        said = made.at(31, **everybody(31)) + made.at(32, **everybody(32))
        assert said == ["31 cleared city/town alarm returned_unacknowledged"]

    def test_who_does_not_come_back_is(self) -> None:
        made = town()
        made.at(0, **everybody(0))
        made.turn(30)
        said = []
        for minute in range(31, 36):
            names = everybody(minute)
            del names["free"]
            said += made.at(minute, **names)
        assert said[1:] == ["33 raised water/free#stale advisory unacknowledged"]

    def test_a_paused_city_is_not_silent(self) -> None:
        from config.messages import Clock

        made = town()
        made.at(0, **everybody(0))
        made.hear(Clock(START, START, 1.0, False))
        assert made.turn(60).events == ()

    def test_nothing_is_said_of_a_city_that_never_spoke(self) -> None:
        assert town().turn(600).events == ()

    @pytest.mark.parametrize("speed", [60.0, 3600.0])
    def test_a_hiccup_of_the_network_at_high_speed_is_no_silence(self, speed: float) -> None:
        made = Town(city(domain([thing("a")])), speed)
        made.at(0, a=1.0)
        assert made.turn(speed / 60.0 * 9.0).events == ()  # nine seconds of wall clock
        assert [event.what for event in made.turn(speed / 60.0 * 11.0).events] == ["raised"]


class TestStranger:
    def test_one_that_was_told_of_and_never_spoke_is_not_judged_after_a_silence_of_the_city(self) -> None:
        """It has no period and was heard never: that is no time, and it was reckoned with one."""
        made = town()
        made.at(0, **everybody(0))
        made.hear(Birth("water", "new"))
        made.turn(0.5)
        said = []
        for minute in (60, 61, 62):
            said += made.at(minute, **everybody(minute))
        assert said == []

    """A thing that no catalogue knows: anybody may send a thousand of them once."""

    def test_who_spoke_once_or_twice_is_not_missed(self) -> None:
        made = town()
        said = []
        for minute in range(60):
            strangers = {f"new-{number}": 1.0 for number in range(20)} if minute in (1, 3) else {}
            said += made.at(minute, **everybody(minute), **strangers)
        assert said == []

    def test_who_spoke_three_times_is(self) -> None:
        made = town()
        said = []
        for minute in range(60):
            said += made.at(minute, **everybody(minute), **({"new": float(minute)} if minute < 3 else {}))
        assert said == ["12 raised water/new#stale advisory unacknowledged"]

    def test_they_do_not_stand_for_a_city_that_is_alive(self) -> None:
        made = town(properties=1)
        said = []
        for minute in (*range(10), *range(40, 50)):
            strangers = {f"new-{number}": 1.0 for number in range(50)} if minute == 1 else {}
            said += made.at(minute, **everybody(minute), **strangers)
        assert said == []

    def test_their_clock_that_is_ahead_makes_nobody_else_late(self) -> None:
        made = town()
        said = []
        for minute in range(20):
            if minute in (5, 6, 7, 8):
                made.hear(Observation("water", "ahead", START + 60.0 * minute + 240.0, (1.0,), minute))
            said += made.at(minute, **everybody(minute))
        assert [word for word in said if "ahead" not in word] == []
