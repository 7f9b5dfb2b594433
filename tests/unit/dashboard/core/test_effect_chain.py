"""What followed from what: a chain of effects, told by the events of alarms."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.effects import Effect, Effects
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.frame import Frame, Health

NAN = float("nan")
MINUTE = 60.0
WORDS = {"fr": "x", "en": "x"}
A, W, V = Priority.ALARM, Priority.WARNING, Priority.ADVISORY


def effect(name: str, domain: str, *after: str, priority: str = "advisory", things: tuple[str, ...] = ()):
    return Effect(
        id=name, name=WORDS, text=WORDS, domain=domain, properties=("p",), after=after, priority=priority,
        things=things,
    )  # fmt: skip


#: rain -> river -> tunnel, rain -> beach; the tunnel only counts when it is a warning.
CHAIN = Effects(
    effect=(
        effect("rain", "weather"),
        effect("river", "water", "rain", things=("gauge",)),
        effect("tunnel", "traffic", "river", priority="warning"),
        effect("beach", "sea", "rain"),
    )
)


def event(minute: float, what: str, domain: str, thing: str = "gauge", priority: Priority = A, kind="high"):
    """`cleared` carries an alarm that is over; `withdrawn` one whose condition lasted."""
    over = minute * MINUTE if what == "cleared" else NAN
    name = f"{domain}/{thing}/p"
    alarm = Alarm(
        name, name, kind, priority, AlarmState.UNACKNOWLEDGED, minute * MINUTE, over, NAN, 1.0, 1.0, {},
        worst=priority,
    )  # fmt: skip
    return AlarmEvent(minute * MINUTE, what, alarm)


@pytest.fixture
def chain() -> EffectChain:
    return EffectChain(CHAIN)


def told(chain: EffectChain) -> list[str]:
    """`tunnel 90 +30 river`, in the order in which they began."""
    return [
        f"{b.effect.id} {b.time / MINUTE:g}" + (f" +{b.after / MINUTE:g} {b.cause}" if b.cause else "")
        for b in sorted(chain.begun.values(), key=lambda b: b.time)
    ]


def test_a_storm_is_one_story(chain):
    chain.take([event(0, "raised", "weather"), event(60, "raised", "water")])
    chain.take([event(90, "raised", "traffic"), event(200, "raised", "sea")])
    assert told(chain) == ["rain 0", "river 60 +60 rain", "tunnel 90 +30 river", "beach 200 +200 rain"]
    cause = chain.cause()
    assert cause is not None
    assert cause.effect.id == "rain"
    assert [item.effect.id for item in chain.followed()] == ["river", "tunnel", "beach"]


def test_without_its_cause_an_effect_is_another_story(chain):
    chain.take([event(0, "raised", "traffic"), event(60, "raised", "water")])
    assert told(chain) == []
    assert chain.cause() is None


def test_what_is_seen_shortly_before_its_cause_followed_from_it_all_the_same(chain):
    chain.take([event(0, "raised", "weather"), event(50, "raised", "traffic"), event(60, "raised", "water")])
    assert told(chain) == ["rain 0", "tunnel 50 +-10 river", "river 60 +60 rain"]


def test_what_was_seen_long_before_its_cause_did_not_follow_from_it(chain):
    chain.take([event(0, "raised", "weather"), event(1, "raised", "traffic"), event(60, "raised", "water")])
    assert told(chain) == ["rain 0", "river 60 +60 rain"], "a rush hour an hour before"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (event(60, "raised", "water", thing="other"), "not one of its things"),
        (event(60, "raised", "water", kind="stale"), "an instrument fails, the river does not rise"),
        (event(60, "acknowledged", "water"), "nothing begins because somebody looks"),
        (event(60, "cleared", "water"), "it is over"),
    ],
)
def test_what_tells_of_no_effect(chain, one, why):
    chain.take([event(0, "raised", "weather"), one])
    assert told(chain) == ["rain 0"], why


def test_an_effect_needs_its_priority(chain):
    chain.take([event(0, "raised", "weather"), event(10, "raised", "water")])
    chain.take([event(20, "raised", "traffic", priority=V)])
    assert "tunnel" not in chain.begun
    chain.take([event(30, "escalated", "traffic", priority=W)])
    assert told(chain)[-1] == "tunnel 30 +20 river"


def test_the_first_alarm_dates_an_effect_and_the_worst_colours_it(chain):
    chain.take([event(0, "raised", "weather", priority=V), event(5, "raised", "weather", "b", priority=A)])
    chain.take([event(9, "cleared", "weather", "b")])
    begun = chain.begun["rain"]
    assert begun.time == 0.0
    assert begun.alarm.datastream == "weather/gauge/p"
    assert begun.worst is A
    assert [alarm.datastream for alarm in chain.lasting("rain")] == ["weather/gauge/p"]


def test_what_is_over_is_kept_until_a_cause_begins_anew(chain):
    chain.take([event(0, "raised", "weather"), event(60, "raised", "water")])
    chain.take([event(100, "cleared", "weather")])
    assert not chain.begun["rain"].lasts
    assert chain.begun["river"].lasts
    chain.take([event(110, "raised", "weather")])
    assert told(chain) == ["rain 0", "river 60 +60 rain"], "the river still tells of the first"
    chain.take([event(120, "cleared", "weather"), event(130, "cleared", "water")])
    assert told(chain) == ["rain 0", "river 60 +60 rain"], "the story can still be read"
    chain.take([event(500, "raised", "weather")])
    assert told(chain) == ["rain 500"]


def test_an_alarm_that_is_withdrawn_tells_of_nothing_any_more(chain):
    chain.take([event(0, "raised", "weather"), event(1, "withdrawn", "weather")])
    assert chain.lasting("rain") == []


def test_a_city_that_begins_anew_has_no_story(chain):
    frame = Frame(0.0, 0.0, Health(True, True, 0, 0, 0.0, {}, {}, 0, 0, 0, 0.0))
    chain.follow(replace(frame, events=(event(0, "raised", "weather"),)))
    chain.follow(replace(frame, restarted=True))
    assert told(chain) == []
    assert chain.lasting("rain") == []


def test_a_city_without_a_chain_follows_nothing():
    chain = EffectChain()
    chain.take([event(0, "raised", "weather")])
    assert chain.begun == {}


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["raised", "escalated", "eased", "cleared", "withdrawn", "acknowledged"]),
        st.sampled_from(["weather", "water", "traffic", "sea"]),
        st.sampled_from([V, W, A]),
    ),
    max_size=40,
)


@given(_EVENTS)
def test_whatever_happens_every_effect_has_a_cause_that_began(happened):
    chain = EffectChain(CHAIN)
    for minute, (what, domain, priority) in enumerate(happened):
        chain.take([event(minute, what, domain, priority=priority)])
        for begun in chain.begun.values():
            assert (begun.cause in chain.begun) is bool(begun.effect.after)
            assert begun.lasts is bool(chain.lasting(begun.effect.id))
