"""CAP 1.2 messages against the element rules of the standard, and their chains."""

import re
import string
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.alerts.cap import NAMESPACE, CapMessage, CapWriter
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START, Town

#: The elements of the schema in order (OASIS CAP 1.2, section 3.2 and appendix A); ? at most one, * any
#: number, + at least one.
RULES = {
    "alert": "identifier sender sent status msgType source? scope restriction? addresses? "
    "code* note? references? incidents? info*",
    "info": "language? category+ event responseType* urgency severity certainty audience? "
    "eventCode* effective? onset? expires? senderName? headline? description? "
    "instruction? web? contact? parameter* resource* area*",
    "parameter": "valueName value",
    "area": "areaDesc polygon* circle* geocode* altitude? ceiling?",
}
TIMES = {"": (1, 1), "?": (0, 1), "*": (0, 999), "+": (1, 999)}
WORDS = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "responseType": "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
CIRCLE = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)? \d+(\.\d+)?")
IDENTIFIER = re.compile(r"[^\s,<&]+")


def check(element: ET.Element) -> None:
    """The schema, as far as these messages use it."""
    assert element.tag.startswith(f"{{{NAMESPACE}}}")
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name in RULES:
        rules = {rule.rstrip("?*+"): TIMES[rule.lstrip(string.ascii_letters)] for rule in RULES[name].split()}
        order = list(rules)
        children = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
        assert set(children) <= set(order)
        assert children == sorted(children, key=order.index), f"the order of {name}"
        for child, (least, most) in rules.items():
            assert least <= children.count(child) <= most, f"{child} in {name}"
        for child in element:
            check(child)
        return
    text = element.text or ""
    assert not len(element)
    if name in WORDS:
        assert text in WORDS[name].split()
    elif name in ("sent", "effective", "onset", "expires"):
        assert TIME.fullmatch(text)
    elif name == "circle":
        assert CIRCLE.fullmatch(text)
    elif name in ("identifier", "sender"):
        assert IDENTIFIER.fullmatch(text)
    elif name == "headline":
        assert 0 < len(text) <= 160
    elif name == "references":
        for reference in text.split():
            sender, identifier, sent = reference.split(",")
            assert IDENTIFIER.fullmatch(sender)
            assert IDENTIFIER.fullmatch(identifier)
            assert TIME.fullmatch(sent)


def read(message: CapMessage) -> ET.Element:
    root = ET.fromstring(message.xml)
    check(root)
    return root


def text(root: ET.Element, path: str) -> list[str]:
    where = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [item.text or "" for item in root.findall(where)]


PLACE = city(
    domain(
        [thing("paillon", ("discharge", "state"))],
        [limit("discharge", advisory=100.0, warning=300.0, alarm=500.0)],
        [quantity("discharge", range=(0.0, 5000.0)), quantity("state", states=("open", "shut"))],
    ),
    domain([thing("arson", ("no2",))], [limit("no2", advisory=40.0)], [quantity("no2")], name="air_quality"),
)


def writer(**keys: Any) -> CapWriter:
    return CapWriter(PLACE, "control-room@town.example", keys.pop("status", "Exercise"), **keys)


def flood(*levels: float) -> list[AlarmEvent]:
    town = Town(PLACE)
    for minute, level in enumerate(levels):
        town.say(minute, {"paillon": (level, NAN)})
        town.turn(minute)
    return town.events


class TestChain:
    def test_alert_updates_and_end(self) -> None:
        messages = list(writer().messages(flood(50, 150, 350, 600, 350, 20)))
        roots = [read(message) for message in messages]
        assert [text(root, "msgType")[0] for root in roots] == ["Alert"] + ["Update"] * 4
        assert text(roots[0], "references") == []
        for number, root in enumerate(roots[1:], 1):
            expected = [f"control-room@town.example,{m.identifier},{m.sent}" for m in messages[:number]]
            assert text(root, "references")[0].split() == expected
        assert len({message.identifier for message in messages}) == 5
        grades = [
            (text(root, "info/severity")[0], text(root, "info/urgency")[0], text(root, "info/certainty")[0])
            for root in roots
        ]
        assert grades == [
            ("Minor", "Expected", "Possible"),
            ("Moderate", "Expected", "Likely"),
            ("Extreme", "Immediate", "Observed"),
            ("Moderate", "Expected", "Likely"),
            ("Extreme", "Past", "Observed"),  # the end keeps the worst
        ]

    def test_a_second_raise_is_a_chain_of_its_own(self) -> None:
        messages = list(writer().messages(flood(150, 20, 150)))
        assert [text(read(message), "msgType")[0] for message in messages] == ["Alert", "Update", "Alert"]
        assert len({message.identifier for message in messages}) == 3

    def test_a_withdrawn_alarm_is_cancelled(self) -> None:
        made = writer()
        events = flood(150)
        assert len(list(made.messages(events))) == 1
        (message,) = made.messages([replace(events[-1], what="withdrawn")])
        assert text(read(message), "msgType") == ["Cancel"]

    @pytest.mark.parametrize("state", [AlarmState.SHELVED, AlarmState.SUPPRESSED, AlarmState.OUT_OF_SERVICE])
    def test_what_was_put_aside_begins_none(self, state: AlarmState) -> None:
        event = flood(150)[-1]
        assert list(writer().messages([replace(event, alarm=replace(event.alarm, state=state))])) == []

    def test_nothing_is_said_below_the_mildest_priority(self) -> None:
        made = writer(mildest=Priority.WARNING)
        messages = list(made.messages(flood(150, 350, 150, 20)))
        assert [text(read(message), "msgType")[0] for message in messages] == ["Alert", "Update", "Update"]

    @pytest.mark.parametrize("kind", ["stale", "stuck", "range"])
    def test_a_single_instrument_is_nothing_to_warn_of(self, kind: str) -> None:
        event = flood(150)[-1]
        assert list(writer().messages([replace(event, alarm=replace(event.alarm, kind=kind))])) == []

    def test_a_silent_gateway_is_minor_however_long_it_lasts(self) -> None:
        event = flood(150)[-1]
        name = "gateway/west"
        alarm = replace(
            event.alarm, id=name, datastream=f"{name}/observations", kind="gateway", priority=Priority.ALARM
        )
        (message,) = writer().messages([replace(event, alarm=alarm)])
        assert text(read(message), "info/severity") == ["Minor"] * 2

    def test_acknowledging_says_nothing(self) -> None:
        event = flood(150)[-1]
        made = writer()
        list(made.messages([event]))
        assert list(made.messages([replace(event, what="acknowledged")])) == []


class TestMessage:
    def root(self) -> ET.Element:
        (message,) = writer().messages(flood(150.25))
        return read(message)

    def test_head(self) -> None:
        root = self.root()
        assert text(root, "identifier") == ["town.water.paillon.discharge.1790913600.1"]
        assert text(root, "sent") == ["2026-10-02T06:00:00+02:00"]
        assert text(root, "status") == ["Exercise"]
        assert text(root, "note") == [
            "Données simulées, exercice : aucun danger réel. "
            "Simulated data, an exercise: there is no real danger."
        ]

    def test_both_languages(self) -> None:
        root = self.root()
        assert text(root, "info/language") == ["fr-FR", "en-GB"]
        assert text(root, "info/event") == ["Crue", "Flood"]
        assert text(root, "info/headline") == [
            "Crue – paillon : niveau jaune",
            "Flood – paillon: yellow level",
        ]
        assert text(root, "info/instruction") == ["Agir", "Act"]
        assert text(root, "info/description") == [
            "discharge, paillon : 150,2 m, seuil 100,0 m. Données simulées, exercice : aucun danger réel.",
            "discharge, paillon: 150.2 m, limit 100.0 m. "
            "Simulated data, an exercise: there is no real danger.",
        ]

    def test_where_and_what(self) -> None:
        root = self.root()
        assert text(root, "info/area/circle") == ["43.70000,7.26000 2"] * 2
        assert text(root, "info/category") == ["Met"] * 2
        assert dict(
            zip(text(root, "info/parameter/valueName"), text(root, "info/parameter/value"), strict=True)
        ) == {
            "simulated": "true",
            "datastream": "water/paillon/discharge",
            "kind": "high",
        }

    @pytest.mark.parametrize(
        ("datastream", "kind", "category"),
        [
            ("air_quality/arson/no2", "high", "Env"),
            ("landslide/clapiere/factor_of_safety", "low", "Geo"),
            ("traffic/p1/speed", "low", "Transport"),
            ("parking/ruhl/occupancy", "high", "Transport"),
            ("weather/x/wind_gust", "high", "Met"),
            ("water/beach/e_coli", "high", "Health"),
            ("water/x/turbidity", "high", "Env"),
            ("gateway/west/observations", "gateway", "Infra"),
            ("city/town/observations", "city", "Infra"),
            ("unheard/of/this", "high", "Other"),
        ],
    )
    def test_categories_and_strangers(self, datastream: str, kind: str, category: str) -> None:
        event = flood(150)[-1]
        alarm = replace(event.alarm, id=datastream, datastream=datastream, kind=kind, threshold=NAN)
        (message,) = writer().messages([replace(event, alarm=alarm)])
        root = read(message)
        assert text(root, "info/category") == [category] * 2
        assert text(root, "info/area/areaDesc")[0]

    def test_a_state_is_said_in_words(self) -> None:
        event = flood(150)[-1]
        alarm = replace(
            event.alarm,
            id="water/paillon/state",
            datastream="water/paillon/state",
            kind="state",
            value=1.0,
            threshold=NAN,
        )
        (message,) = writer().messages([replace(event, alarm=alarm)])
        assert "state, paillon: shut." in text(read(message), "info/description")[1]


@pytest.mark.parametrize("status", ["Actual", "System", "Draft", "", "exercise"])
def test_simulated_data_are_never_actual(status: Any) -> None:
    with pytest.raises(ValueError, match="never"):
        writer(status=status)


@pytest.mark.parametrize("sender", ["a b", "a,b", "a<b", "a&b"])
def test_senders(sender: str) -> None:
    with pytest.raises(ValueError, match="no sender"):
        CapWriter(PLACE, sender, "Test")


BLANK = Alarm("x", "x", "high", Priority.ALARM, AlarmState.UNACKNOWLEDGED, START, NAN, NAN, 1.0, 2.0, {})
words = st.text(min_size=1, max_size=40).filter(lambda word: "/" not in word and "#" not in word)


@given(words, words, st.dictionaries(st.sampled_from(["fr", "en", "de"]), st.text(max_size=300)), st.floats())
def test_whatever_a_stranger_is_called_the_message_is_sound(
    member: str, name: str, todo: dict[str, str], value: float
) -> None:
    datastream = f"d/{member}/{name}"
    alarm = replace(BLANK, id=datastream, datastream=datastream, todo=todo, value=value)
    (message,) = writer(status="Test").messages([AlarmEvent(START + 0.5, "raised", alarm)])
    read(message)
