"""Alarms as CAP 1.2 messages: a chain per alarm, from its alert to its end; never an actual one."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from config.catalogue import City, Property
from dashboard.core.alarms.event import ASIDE, INSTRUMENT_KINDS, Alarm, AlarmEvent, Priority
from dashboard.core.alerts.subject import catalogued, deadly, subject_of

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
#: Simulated data must not look like anything else (science, section 0).
Status = Literal["Exercise", "Test"]

#: Severity, urgency, certainty by priority (science, section 11.4).
_GRADES: Final = {
    Priority.NONE: ("Unknown", "Unknown", "Unknown"),
    Priority.ADVISORY: ("Minor", "Expected", "Possible"),
    Priority.WARNING: ("Moderate", "Expected", "Likely"),
    Priority.ALARM: ("Severe", "Immediate", "Observed"),
}
#: Of what instruments share; it does not hurt anybody, and grows no worse with time.
_NETWORK_GRADE: Final = ("Minor", "Expected", "Observed")
#: A single sensor is nothing to warn the public of.
_UNTOLD: Final = frozenset({"stale", "stuck", "range"})
_LOCALES: Final = {"fr": "fr-FR", "en": "en-GB"}
_PRIORITY_WORDS: Final = {
    "fr": ("", "niveau jaune", "niveau orange", "niveau rouge"),
    "en": ("", "yellow level", "orange level", "red level"),
}
_COLON: Final = {"fr": " : ", "en": ": "}
_OVER: Final = {"fr": "fin d’alerte", "en": "all clear"}
_LIMIT: Final = {"fr": "seuil", "en": "limit"}
_SIMULATED: Final = {
    "fr": "Données simulées, exercice : aucun danger réel.",
    "en": "Simulated data, an exercise: there is no real danger.",
}
_UNITS: Final = {
    "failure": {"fr": "h", "en": "h"},
    "gateway": {"fr": "périodes sans mesure", "en": "periods without a reading"},
    "city": {"fr": "périodes sans mesure", "en": "periods without a reading"},
}
#: What CAP does not allow in an identifier, and XML nowhere.
_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class CapMessage:
    """One message, ready to be published."""

    identifier: str
    sent: str  #: with the city's UTC offset
    xml: bytes

    def reference(self, sender: str) -> str:
        """How a later message of the chain names it."""
        return f"{sender},{self.identifier},{self.sent}"


class CapWriter:
    """Follows alarm events; a raise begins a chain of messages, every change continues it.

    Alarms that were put aside begin none, nor do those of single instruments. A withdrawn one was never
    so: its chain is cancelled.
    """

    def __init__(
        self, city: City, sender: str, status: Status, mildest: Priority = Priority.ADVISORY
    ) -> None:
        """`sender` has no space or comma. ValueError for any status but Exercise and Test."""
        if status not in ("Exercise", "Test"):
            raise ValueError(f"simulated data are never {status}: Exercise or Test")
        if _CONTROL.search(sender) or re.search(r"[\s,<&]", sender):
            raise ValueError(f'"{sender}" is no sender: no spaces, commas, < or &')
        self._city = city
        self._sender = sender
        self._status = status
        self._mildest = mildest
        self._zone = ZoneInfo(city.time_zone)
        self._chains: dict[str, list[CapMessage]] = {}

    def messages(self, events: Iterable[AlarmEvent]) -> Iterator[CapMessage]:
        """What these events make other systems know."""
        for event in events:
            name, alarm = event.alarm.id, event.alarm
            chain = self._chains.get(name)
            begins = event.what in ("raised", "escalated", "unsuppressed", "leads") and alarm.active
            begins = begins and alarm.state not in ASIDE
            begins = begins and alarm.kind not in _UNTOLD
            if event.what == "withdrawn" and chain:
                yield self._message(event, "Cancel", self._chains.pop(name))
            elif event.what == "cleared" and chain:
                yield self._message(event, "Update", self._chains.pop(name))
            elif chain and event.what in ("raised", "escalated", "eased"):
                chain.append(self._message(event, "Update", chain))
                yield chain[-1]
            elif not chain and begins and alarm.priority >= self._mildest:
                first = self._message(event, "Alert", [])
                self._chains[name] = [first]
                yield first

    def _message(self, event: AlarmEvent, kind: str, chain: list[CapMessage]) -> CapMessage:
        name = _UNFIT.sub(".", event.alarm.id)
        raised = 0.0 if math.isnan(event.alarm.raised) else event.alarm.raised
        identifier = f"{self._city.id}.{name}.{raised:.0f}.{len(chain) + 1}"
        sent = self._time(event.time)
        root = ET.Element("alert", {"xmlns": NAMESPACE})
        _add(root, identifier=identifier, sender=self._sender, sent=sent, status=self._status, msgType=kind)
        _add(root, scope="Public", note=" ".join(_SIMULATED.values()))
        if chain:
            _add(root, references=" ".join(item.reference(self._sender) for item in chain))
        for language in self._city.languages:
            root.append(self._info(event, language))
        xml = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return CapMessage(identifier, sent, xml)

    def _info(self, event: AlarmEvent, language: str) -> ET.Element:
        alarm, over = event.alarm, event.what in ("cleared", "withdrawn")
        subject = subject_of(alarm)
        severity, urgency, certainty = (
            _NETWORK_GRADE if alarm.kind in INSTRUMENT_KINDS else _GRADES[alarm.priority]
        )
        if deadly(alarm):
            severity = "Extreme"
        if over:
            urgency, certainty = "Past", "Observed"
        thing, item = catalogued(self._city, alarm)
        where = thing.name if thing is not None else alarm.datastream.split("/")[1]
        info = ET.Element("info")
        _add(info, language=_LOCALES.get(language, language), category=subject.cap)
        _add(info, event=_said(subject.event, language))
        _add(info, responseType="AllClear" if over else "Assess" if not alarm.todo else "Execute")
        _add(info, urgency=urgency, severity=severity, certainty=certainty, effective=self._time(event.time))
        if not math.isnan(alarm.raised):
            _add(info, onset=self._time(alarm.raised))
        _add(info, senderName=_said(self._city.name, language))
        state = (
            _word(_OVER, language)
            if over
            else _PRIORITY_WORDS.get(language, _PRIORITY_WORDS["en"])[alarm.priority]
        )
        _add(
            info, headline=f"{_said(subject.event, language)} – {where}{_word(_COLON, language)}{state}"[:160]
        )
        _add(info, description=self._description(alarm, item, where, language))
        if alarm.todo and not over:
            _add(info, instruction=_said(alarm.todo, language))
        for name, value in (("simulated", "true"), ("datastream", alarm.datastream), ("kind", alarm.kind)):
            _add(ET.SubElement(info, "parameter"), valueName=name, value=value)
        area = ET.SubElement(info, "area")
        _add(area, areaDesc=where)
        if thing is not None:
            longitude, latitude = thing.position
            _add(area, circle=f"{latitude:.5f},{longitude:.5f} {subject.radius:g}")
        return info

    def _description(self, alarm: Alarm, item: Property | None, where: str, language: str) -> str:
        """`Débit, Paillon : 350 m³/s, seuil 300 m³/s. Données simulées ...`."""
        unit = _UNITS.get(alarm.kind)
        if unit is not None:
            name, suffix, decimals = _said(subject_of(alarm).event, language), _word(unit, language), 0
        elif item is not None:
            name, suffix, decimals = _said(item.name, language), item.unit, item.decimals
        else:
            name, suffix, decimals = alarm.datastream.split("/", 2)[2], "", 2
        if item is not None and item.states and unit is None:
            value = _state(item, alarm.value, language)
        else:
            value = _quantity(alarm.value, decimals, suffix, language)
        parts = [f"{name}, {where}{_word(_COLON, language)}{value}" if value else f"{name}, {where}"]
        if not math.isnan(alarm.threshold):
            parts.append(
                f"{_word(_LIMIT, language)} {_quantity(alarm.threshold, decimals, suffix, language)}"
            )
        return f"{', '.join(parts)}. {_word(_SIMULATED, language)}"

    def _time(self, time: float) -> str:
        """`2026-11-22T20:10:00+01:00`: CAP wants the offset, and no fraction."""
        return datetime.fromtimestamp(math.floor(time), self._zone).isoformat(timespec="seconds")


def _add(parent: ET.Element, **texts: str) -> None:
    """Elements in this order, their text without what XML cannot hold."""
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _CONTROL.sub("", text)


def _word(words: dict[str, str], language: str) -> str:
    return words.get(language, words["en"])


def _said(text: dict[str, str], language: str) -> str:
    """The text in that language, or in the first that there is."""
    return text.get(language) or next(iter(text.values()), "")


def _state(item: Property, value: float, language: str) -> str:
    if math.isnan(value) or not 0 <= int(value) < len(item.states):
        return ""
    word = item.states[int(value)]
    return _said(item.state_names.get(word, {}), language) or word


def _quantity(value: float, decimals: int, unit: str, language: str) -> str:
    if not math.isfinite(value):
        return ""
    number = f"{value:.{decimals}f}"
    return f"{number.replace('.', ',') if language == 'fr' else number} {unit}".strip()
